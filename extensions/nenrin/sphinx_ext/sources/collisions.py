"""Of two files that would be one page, or one output file, build one and name both."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.store.room import Room

if TYPE_CHECKING:
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class OutputNames:
    """Tells the output file of a page before there is a builder to ask; stored with the project, so it is no closure.

    ``in_folders`` says that each page has a folder of its own, as ``dirhtml`` makes them.
    """

    in_folders: bool

    def __call__(self, docname: str) -> str:
        """Return the output file of a page, with slashes."""
        in_folder = self.in_folders and docname != MISSING and docname.rpartition("/")[2] != "index"
        return f"{docname}/index.html" if in_folder else f"{docname}.html"


def output_names(builder: Builder) -> OutputNames | None:
    """Return what tells the output files of a builder of web sites; None for another."""
    if isinstance(builder, DirectoryHTMLBuilder):
        return OutputNames(in_folders=True)
    return OutputNames(in_folders=False) if isinstance(builder, StandaloneHTMLBuilder) else None


def losers(files: Mapping[str, str], output: OutputNames) -> Iterator[tuple[str, str, bool]]:
    """Yield the pages that others are in the way of, with a warning; ``files`` are the pages' paths by docname.

    The first docname in code point order is built. Names that differ in case alone, or in the form of Unicode, are
    two files here and one elsewhere: both are built, and yielded with False, for not lost.
    """
    room, folded = Room(), dict[str, str]()
    pages: dict[str, str] = {}
    for docname in sorted(files):
        name, path = output(docname), files[docname]
        if holder := room.holder(name):
            text = f"{path} and {pages[holder]} would both be {name}; {pages[holder]} is built, {path} is left out"
            yield docname, text, True
            continue
        room.add(name)
        pages[name] = path
        alike = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), path)
        if alike != path:
            text = f"{path} and {alike} differ in case alone; a disk that knows no case has one of them"
            yield docname, text, False
