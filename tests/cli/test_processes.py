"""A build takes several processes where many pages are new, and says nothing where an extension cannot stand it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from nenrin.cli import processes
from nenrin.cli.run_build import Folders, Order, Outcome, build

from tests.cli.conftest import write

CONF = """\
import os
from pathlib import Path

extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
nenrin_cards = False

def setup(app):
    def note(what):
        with Path(app.confdir, what).open("a") as file:
            file.write(f"{os.getpid()}\\n")
    app.connect("source-read", lambda app, docname, text: note("readers"))
    app.connect("html-page-context", lambda *event: note("writers"))
"""
SERIAL = CONF.replace(
    'extensions = ["nenrin"]',
    'import sys\nsys.path.insert(0, str(Path(__file__).parent))\nextensions = ["nenrin", "serial"]',
)
POSTS = {f"posts/p{n}.md": f"---\ntitle: P{n}\ndate: 2024-05-0{n}\n---\nText.\n" for n in range(1, 9)}


@pytest.fixture(autouse=True)
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FEW", 5)
    monkeypatch.setattr(processes, "cores", lambda: 2)


def built(root: Path, jobs: int = 0) -> Outcome:
    return build(Folders(root, root / "out", root / "doctrees"), Order(jobs=jobs), quiet=True)


def strangers(root: Path, name: str) -> set[int]:
    """The processes that read or wrote a page, but for this one; they are forgotten."""
    path = root / name
    pids = {int(line) for line in path.read_text().split()} if path.exists() else set()
    path.unlink(missing_ok=True)
    return pids - {os.getpid()}


def test_many_pages_are_shared_out_and_few_are_not(tmp_path: Path) -> None:
    write(tmp_path, {"conf.py": CONF, "index.md": "# Rings\n", **POSTS})
    assert built(tmp_path).posts == 8
    assert strangers(tmp_path, "readers")
    assert strangers(tmp_path, "writers")
    write(tmp_path, {"posts/p1.md": f"{POSTS['posts/p1.md']}More.\n"})
    built(tmp_path)
    assert strangers(tmp_path, "readers") == strangers(tmp_path, "writers") == set()


def test_pages_that_are_only_written_are_shared_out_as_well(tmp_path: Path) -> None:
    write(tmp_path, {"conf.py": CONF, "index.md": "# Rings\n", **POSTS})
    built(tmp_path, jobs=1)
    assert strangers(tmp_path, "readers") == strangers(tmp_path, "writers") == set()
    write(tmp_path, {"conf.py": f'{CONF}\nhtml_title = "Roots"\n'})
    built(tmp_path)
    assert not strangers(tmp_path, "readers")
    assert strangers(tmp_path, "writers")


def test_an_extension_that_wants_one_process_has_it_without_a_warning(tmp_path: Path) -> None:
    extension = "def setup(app):\n    return {'parallel_read_safe': False}\n"
    write(tmp_path, {"conf.py": SERIAL, "index.md": "# Rings\n", "serial.py": extension, **POSTS})
    assert built(tmp_path).lines == ()
    assert strangers(tmp_path, "readers") == strangers(tmp_path, "writers") == set()
