"""What a build leaves for the next may be empty, broken off or something else: it is made anew, without a trace."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nenrin.sphinx_ext.store.journal import Journal
from nenrin.sphinx_ext.store.manifest import Manifest
from nenrin.sphinx_ext.store.state_files import read_state, write_state

from tests.sphinx_ext.site import Site

POST = "---\ntitle: P{0} {1}\ndate: 2024-05-0{0}\ntags: [a, t{1}]\n---\ntext {0} {1}\n"
OURS = "nenrin-output-*/"
KEPT = (
    (
        *(
            "doctrees/posts/p2.doctree",
            "doctrees/posts/p3.doctree",
            "doctrees/nenrin.lock",
            "doctrees/nenrin-dates",
        ),
        *("doctrees/nenrin-fonts", "doctrees/nenrin-templates-*/*"),
        *(
            f"doctrees/{OURS}{name}"
            for name in ("names", "search", "mtimes", "failures", "bodies/posts/p1.html")
        ),
    ),
    ("doctrees/environment.pickle",),
    (f"doctrees/{OURS}manifest",),
    (f"doctrees/{OURS}journal",),
    ("out/searchindex.js",),
)
"""All that is kept between builds. What stands together is spoilt together: none of it has all the rest made anew."""
SOMETHING_ELSE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "torn": lambda content: content[: len(content) // 2],
    "a list": lambda content: b"[]",
    "nothing": lambda content: b"null",
    "other types": lambda content: b'{"files": [], "read_by": 1}',
    "a pickle": lambda content: pickle.dumps(["x"]),
    "no text": lambda content: bytes(range(256)) * 8,
}


class Changing:
    """A site of two states, and what a clean build makes of each."""

    def __init__(self, root: Path) -> None:
        self.site = Site(root / "src", root / "out", root / "doctrees")
        self.number = 0
        self.site.write(
            "conf.py", 'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nhtml_baseurl = "https://e.org/"\n'
        )
        self.site.write("index.md", "# Test\n")
        for number in (1, 2, 3):
            self.site.write(f"posts/p{number}.md", POST.format(number, 0))
        self.clean = []
        for _ in range(2):
            self.change()
            clean = Site(self.site.src, root / "clean", root / "clean/.doctrees").build(fresh=True)
            self.clean.append({name: data for name, data in clean.files().items() if ".doctrees" not in name})
            shutil.rmtree(clean.out)
        self.site.build()

    def change(self) -> None:
        """Give one post the other title and tag."""
        self.number = 1 - self.number
        self.site.write("posts/p2.md", POST.format(2, self.number))

    def differing(self) -> list[str]:
        """The output files that are not what a clean build gives."""
        mine, theirs = self.site.files(), self.clean[1 - self.number]
        return sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changing]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1798761600")
        yield Changing(tmp_path_factory.mktemp("state"))


@pytest.mark.parametrize("content", SOMETHING_ELSE)
@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept[0].rpartition("/")[2])
def test_what_is_kept_may_be_something_else(changing: Changing, kept: tuple[str, ...], content: str) -> None:
    site = changing.site
    root = site.out.parent
    for pattern in kept:
        if pattern.endswith(("/journal", "/failures")):  # there after a build that did not end well
            folder, _, name = pattern.rpartition("/")
            next(root.glob(folder)).joinpath(name).touch()
    paths = [path for pattern in kept for path in root.glob(pattern)]
    assert len(paths) >= len(kept)
    for path in paths:
        path.write_bytes(SOMETHING_ELSE[content](path.read_bytes()))
    changing.change()
    site.build()
    assert changing.differing() == []
    assert site.warnings == ""
    assert not list(root.glob(f"doctrees/{OURS}journal"))


def test_a_value_is_read_back_by_whoever_stored_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "kept"
    assert read_state(path, "words 1") is None
    write_state(path, "words 1", {"年": (1, b"\n")})
    assert read_state(path, "words 1") == {"年": (1, b"\n")}
    assert read_state(path, "words 2") is None
    write_state(path, "words 1", ())
    assert read_state(path, "words 1") == ()
    assert [found.name for found in path.parent.iterdir()] == ["kept"]


def test_a_journal_names_what_was_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "journal"
    first = Journal(path)
    assert (first.is_there, first.is_readable, len(first.unfinished)) == (False, True, 0)
    first.note(["a", "年/b"])
    with path.open("a") as file:
        file.write('["c", "brok')  # as a process leaves it that is killed
    second = Journal(path)
    assert (second.is_there, second.is_readable) == (True, True)
    assert second.unfinished == {"a", "年/b"}
    second.note(["d\n"])
    assert Journal(path).unfinished == {"a", "年/b", "d\n"}
    second.end()
    assert not path.exists()


def test_no_journal_has_a_file_outside_the_output_deleted(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.touch()
    Journal(tmp_path / "kept" / "journal").note(["../mine.txt", str(mine), "a/../../mine.txt", "out.txt"])
    (tmp_path / "out").mkdir()
    (tmp_path / "out/out.txt").touch()
    manifest = Manifest(tmp_path / "kept", tmp_path / "out")
    manifest.remove_gone()
    assert mine.exists()
    assert not (tmp_path / "out/out.txt").exists()
