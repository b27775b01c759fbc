"""What is committed reads the same on every machine: it names no folder of the one it was written on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

# A slash after a word, a dot or a hyphen goes on with an address (https://example.org/home/), one that stands
# alone begins a path. The names are apart from their slashes, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/" + r"(?:work|tmp|root|home|Users)/\w|\.\./" + r"shared\b")


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        # Git lists no checkout of another user, as one that is mounted into a container, unless it is told to.
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],  # noqa: S607 - whichever git made the checkout
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = listed.stdout.rstrip("\0").split("\0")
    assert "pyproject.toml" in names
    found = [place for name in names for place in machine_paths(name)]
    assert not found


@pytest.mark.parametrize(
    "text", ["cd /{}/main", 'open("/{}/x.md")', "see ../{}/design", "file:///{}/me/a.md"]
)
@pytest.mark.parametrize("folder", ["work", "tmp", "home", "shared"])
def test_the_rule_finds_a_path_of_a_machine(text: str, folder: str) -> None:
    expected = (folder == "shared") == ("../" in text)
    assert bool(MACHINE_PATH.search(text.format(folder))) == expected


@pytest.mark.parametrize("text", ["https://example.org/work/a/", "a framework/b", "~/home/x", "/posts/work/"])
def test_the_rule_lets_an_address_through(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def machine_paths(name: str) -> list[str]:
    """The lines of a tracked text file that name such a path, as ``file:line: text``."""
    try:
        text = (REPOSITORY / name).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return []  # deleted but not yet committed, a submodule, or not text
    lines = enumerate(text.splitlines(), 1)
    return [f"{name}:{number}: {line.strip()}" for number, line in lines if MACHINE_PATH.search(line)]
