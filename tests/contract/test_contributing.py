"""CONTRIBUTING.md leads to every module: its tables name each, its tree is the one on disk, its commands are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.manual import ROOT, read

PACKAGE = ROOT / "extensions" / "nenrin"
SPEAKING = ("cli/commands/", "sphinx_ext/patches/")
"""Folders whose modules are called after what they are: commands, what is patched. Their row is one."""


def section(title: str) -> str:
    """The text below a heading, up to the next one of its level."""
    return read("CONTRIBUTING.md").split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables in a text, as cells, without heads and rules."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [
        row for at, row in enumerate(cells) if row[0] != "---" and cells[(at + 1) % len(cells)][0] != "---"
    ]


def named() -> list[str]:
    """Modules and folders in the second column of the tables, in order."""
    return [name for row in rows(section("Where to find what")) for name in re.findall(r"`([^`]+)`", row[1])]


def test_every_module_is_in_a_table() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    apart = {name for name in modules if name.endswith("/__init__.py") or name.startswith(SPEAKING)}
    unnamed = sorted(modules - apart - set(named()))
    assert unnamed == []
    assert set(SPEAKING) <= set(named())


def test_what_a_table_names_is_there() -> None:
    assert len(named()) > 150
    assert not [name for name in named() if not list(PACKAGE.glob(name))]


def test_a_module_is_named_once() -> None:
    modules = [name for name in named() if name.endswith(".py")]
    assert sorted(set(modules)) == sorted(modules)


def test_the_tree_is_that_of_the_package() -> None:
    drawn: list[str] = []
    above: list[str] = []
    head, *lines = section("Where to find what").partition("```text\n")[2].partition("```")[0].splitlines()
    assert head == "extensions/nenrin/"
    for line in lines:
        branch = re.match(r"(?P<above>(?:│   |    )*)[├└]── (?P<name>[\w.]+/?) +\S", line)
        assert branch, line
        above[len(branch["above"]) // 4 :] = [branch["name"]]
        drawn.append("".join(above))
    folders = {f"{path.parent.relative_to(PACKAGE).as_posix()}/" for path in PACKAGE.rglob("*/__init__.py")}
    assert sorted(drawn) == sorted({"__init__.py", "theme/", *folders})


@pytest.mark.parametrize("title", ["Commands", "What to run"])
def test_commands_of_make_are_targets(title: str) -> None:
    commands = re.findall(r"`make ([a-z-]+)`", section(title))
    assert commands
    makefile = read("Makefile")
    assert not [name for name in commands if not re.search(rf"(?m)^{name}:", makefile)]


def test_every_target_of_make_is_told_of_where_one_looks() -> None:
    targets = re.findall(r"(?m)^([a-z-]+):", read("Makefile"))
    help_text = re.findall(r'@echo "(.*)"', read("Makefile"))
    shown = {name for line in help_text for name in re.findall(r"make ([a-z-]+)", line)}
    told = set(re.findall(r"`make ([a-z-]+)`", section("Commands")))
    assert set(targets) - {"help"} <= shown & told


def test_what_to_run_for_a_folder_is_there() -> None:
    paths = {path for row in rows(section("What to run")) for path in re.findall(r"tests/[\w/.]+", row[1])}
    assert paths
    assert not [path for path in paths if not Path(ROOT, path).exists()]
    # A folder of the package each, from the first column.
    folders = {name for row in rows(section("What to run")) for name in re.findall(r"`([\w/]+/)`", row[0])}
    assert {name for name in folders if not (PACKAGE / name).is_dir()} == set()
    tops = {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    assert tops | {"theme/"} <= {f"{name.split('/')[0]}/" for name in folders}
