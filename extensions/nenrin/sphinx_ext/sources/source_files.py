"""Find the source files of a site, each once, and say which of them cannot become a page, and why."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import compile_matchers

from nenrin.posts.slugs import short_path
from nenrin.sphinx_ext.config.warnings_ import Subtype

_SOURCES = "_sources"
_Matches = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The source files below ``srcdir`` that end in one of ``suffixes``, as Sphinx's patterns choose them.

    Sphinx itself knows files by their composed names (NFC) alone, so that it cannot open one from a Mac, and
    follows a folder that is linked into itself until the system refuses. ``tell`` is given the kind of a
    warning, its words and its place.
    """

    srcdir: str
    suffixes: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    tell: Callable[[Subtype, str, str], None]

    def docnames(self) -> Iterator[tuple[str, str]]:
        """Yield the path of each file, relative to the source folder, and its docname, in the order of paths."""
        wanted = _any_of(self.include)
        unwanted = _any_of((*self.exclude, *EXCLUDE_PATHS))
        for folder, names in self._folders(unwanted, _any_of(self.exclude)):
            for name in names:
                path = f"{folder}/{name}" if folder else name
                suffix = next((each for each in self.suffixes if name.endswith(each)), "")
                compared = _comparable(path)
                if not suffix or not wanted(compared) or unwanted(compared):
                    continue
                if fault := _fault(f"{self.srcdir}/{path}", path):
                    self._warn(path, fault)
                else:
                    yield path, _docname(path.removesuffix(suffix))

    def _folders(self, unwanted: _Matches, excluded: _Matches) -> Iterator[tuple[str, list[str]]]:
        """Yield each folder, relative to the source folder, with the names in it; each once, however it is linked."""
        real = {"": os.path.realpath(self.srcdir)}
        for above, folders, names in os.walk(self.srcdir, followlinks=True, onerror=self._tell_unreadable):
            here = os.path.relpath(above, self.srcdir).replace(os.sep, "/").removeprefix(".")
            yield here, sorted(names)
            kept = []
            for name in sorted(folders):
                path = f"{here}/{name}" if here else name
                if unwanted(compared := _comparable(path)):
                    if name == _SOURCES and not excluded(compared):
                        self._tell_of_sources(path)
                    continue
                place = Path(above, name)
                real[path] = os.path.realpath(place) if place.is_symlink() else f"{real[here]}/{name}"
                if real[path] not in {real[parent] for parent in _parents(path)}:
                    kept.append(name)
            folders[:] = kept

    def _tell_of_sources(self, path: str) -> None:
        """Say that a folder of pages has the name of the one in which Sphinx publishes sources."""
        folder = Path(self.srcdir, path)
        pages = (each for suffix in self.suffixes for each in folder.rglob(f"*{suffix}"))
        if not (folder.parent / ".buildinfo").is_file() and next(pages, None):
            text = f"Sphinx passes over folders called {_SOURCES}; rename it to have its pages built"
            self._warn(path, text)

    def _tell_unreadable(self, error: OSError) -> None:
        path = os.path.relpath(error.filename or self.srcdir, self.srcdir)
        self._warn(path, f"the folder cannot be read ({error.strerror}); it is left out")

    def _warn(self, path: str, text: str) -> None:
        self.tell(Subtype.FILE, text, f"{self.srcdir}/{shown(path)}:1")


def shown(path: str) -> str:
    """Return a path for a message: what is no letter of a line of text is spelled out."""
    whole = path.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in whole)


def _any_of(patterns: Iterable[str]) -> _Matches:
    matchers = compile_matchers(patterns)
    return lambda path: any(matches(path) for matches in matchers)


def _comparable(path: str) -> str:
    """Return a path as patterns see it: a line end in a name, at which they would stop, is a blank to them."""
    return unicodedata.normalize("NFC", path.replace("\n", " ").replace("\r", " "))


def _parents(path: str) -> Iterator[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _fault(place: str, path: str) -> str:
    """Return why a file cannot be a page, or ``""``."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "the name of the file is not UTF-8; it is left out until it is renamed"
    if any(ord(char) < 32 or char in "\x7f\x85\u2028\u2029" for char in path):
        return "the name of the file has a line end or another control character; it is left out until it is renamed"
    if not Path(place).is_file():
        # A pipe that nobody writes to would be read for ever.
        return "this is no file, or leads to none; it is left out"
    return "" if os.access(place, os.R_OK) else "the file cannot be read; it is left out"


def _docname(path: str) -> str:
    """Return the docname of a path without suffix; one that is too long is cut, and told apart by a digest."""
    return short_path(unicodedata.normalize("NFC", path))
