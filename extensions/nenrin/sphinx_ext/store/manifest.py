"""What the last build wrote, and from what: so that nothing is written twice and nothing gone stays behind."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from nenrin.sphinx_ext.store.journal import Journal
from nenrin.sphinx_ext.store.output_folder import OutputFolder
from nenrin.sphinx_ext.store.room import Room
from nenrin.sphinx_ext.store.state_files import read_state, write_state

_SHAPE = "manifest 1"
UNKNOWN = ""
"""The digest of a file of which it is not known what is in it."""


def digest(text: str) -> str:
    """Return 128 bits, in hexadecimal digits, that tell a text from every other."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Stored(NamedTuple):
    """What a build that has ended stores; the fields are those of ``Manifest``."""

    stamp: str = ""
    options: str = ""
    copies: frozenset[str] = frozenset()
    files: Mapping[str, str] = {}
    pages: Mapping[str, str] = {}
    sizes: Mapping[str, int] = {}


class Manifest:
    """Files of the output folder with a digest of what they were made from, kept between builds in ``state``.

    ``stamp`` stands for everything all pages share (configuration, templates, menu), ``options`` for what a build
    is told besides; both are set when all pages are read. ``pages`` has by docname a digest of the values each page
    of a source file is made from, ``sizes`` by name those of files that a later build reads again. ``copies`` are
    the files that are copied as they are.

    A build that did not end has left a journal: what it may have written is not trusted, and goes unless this
    build writes it, too. ``before``, ``pages_before`` and so on are what the last build that ended stored.
    """

    def __init__(self, state: Path, outdir: Path) -> None:
        self.state = state
        self.outdir = outdir
        self.stamp = ""
        self.options = ""
        self.folder = OutputFolder(outdir)
        self.written: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self.copies: frozenset[str] = frozenset()
        self.journal = Journal(state / "journal")
        self._above = os.path.join(outdir, "")  # noqa: PTH118
        names: frozenset[str] = read_state(state / "names", _SHAPE) or frozenset()
        stored = read_state(state / "manifest", _SHAPE) or Stored(files=dict.fromkeys(names, UNKNOWN))
        self._names_before = names
        self._told_before = stored.stamp, stored.options
        self.copies_before = stored.copies
        self.before = dict(stored.files)
        self.pages_before = dict(stored.pages)
        self.sizes_before = stored.sizes
        self._distrust_unfinished()

    def _distrust_unfinished(self) -> None:
        if not self.journal.is_readable:
            self.before = dict.fromkeys(self.before, UNKNOWN)
            self.pages_before = dict.fromkeys(self.pages_before, UNKNOWN)
        self.before.update(dict.fromkeys(filter(_is_inside, self.journal.unfinished), UNKNOWN))

    @cached_property
    def missing(self) -> frozenset[str]:
        """What the last build wrote and is not there any more; to be asked before this build writes."""
        return frozenset(name for name in self.before if not self._is_there(name))

    def is_whole(self) -> bool:
        """Whether the last build ended with the same stamp, options and copies, and all it wrote is still there."""
        same = self._told_before == (self.stamp, self.options)
        return same and self.copies == self.copies_before and not self.missing and not self.journal.is_there

    def note(self, name: str, source: str = "") -> bool:
        """Note that the output file ``name`` belongs to this build; return whether it must be written.

        Names are paths below the output folder, with slashes.
        """
        self.written[name] = made_of = digest(source)
        if self.before.get(name) == made_of and self._is_there(name):
            return False
        self.journal.note((name,))
        return True

    def write_all(self) -> None:
        """Have every file written: one of the last build's is not what it should be, and none tells which."""
        self.before = dict.fromkeys(self.before, UNKNOWN)

    def clear_way(self, room: Room) -> None:
        """Delete what the last build wrote where now a folder must be, or a file in place of a folder."""
        for name in self.before:
            if room.holder(name) not in {"", name}:
                self.folder.delete(name)

    def expect(self, *names: str) -> None:
        """Note that files of these names are about to be written, by Sphinx or in another process."""
        self.journal.note(names)

    def expect_new(self, *names: str) -> None:
        """Note those of these names that are new; of the others each build writes what is right."""
        self.journal.note(name for name in names if name not in self.before)

    def keep(self, *names: str) -> None:
        """Note that these files belong to this build; whoever wrote them knows when they must be written again."""
        self.written.update(dict.fromkeys(names, UNKNOWN))

    def keep_all(self) -> None:
        """Note that all files of the last build belong to this one."""
        self.written = {**self.before, **self.written}
        self.pages = self.pages or self.pages_before

    def remove_gone(self) -> None:
        """Delete files that the last build wrote, or one that did not end, and this one does not have.

        Folders left empty go with them.
        """
        for name in sorted(self.before.keys() - self.written.keys()):
            self.remove(name)

    def remove(self, name: str) -> None:
        """Delete an output file, and the folders that it leaves empty."""
        self.folder.delete(name)

    def save(self, sizes: Mapping[str, int]) -> None:
        """Store what this build wrote for the next, which may trust it from now on."""
        files = {name: made_of for name, made_of in self.written.items() if self._is_there(name)}
        stored = Stored(self.stamp, self.options, self.copies, files, self.pages, sizes)
        # Apart from what they are made of: were that lost, all could be written again, but nothing gone deleted.
        if (names := frozenset(files)) != self._names_before:
            write_state(self.state / "names", _SHAPE, names)
        write_state(self.state / "manifest", _SHAPE, stored)
        self.journal.end()

    def _is_there(self, name: str) -> bool:
        # Thousands of files are looked for in each build, and pathlib's own ways take several times as long.
        return os.path.exists(self._above + name)  # noqa: PTH110


def _is_inside(name: str) -> bool:
    """Whether a name is that of a file below the output folder, and not beside or above it."""
    path = PurePath(os.path.normpath(name))  # which takes "a/../.." for what it is
    return not path.is_absolute() and path.parts[:1] not in {(), ("..",)}
