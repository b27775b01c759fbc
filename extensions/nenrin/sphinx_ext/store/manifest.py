"""What the last build wrote, and from what: so that nothing is written twice and nothing gone stays behind."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from nenrin.sphinx_ext.store.output_folder import OutputFolder
from nenrin.sphinx_ext.store.room import Room


def digest(text: str) -> str:
    """Return 128 bits, in hexadecimal digits, that tell a text from every other."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Manifest:
    """Files of the output folder with a digest of what they were made from, kept between builds.

    ``stamp`` stands for everything all pages share (configuration, templates, menu), ``options`` for what a build
    is told besides; both are set when all pages are read. ``pages`` has by docname a digest of the values each page
    of a source file is made from. ``copies`` are the files that are copied as they are.
    """

    def __init__(self, store: Path, outdir: Path) -> None:
        self.store = store
        self.outdir = outdir
        self.stamp = ""
        self.options = ""
        self.folder = OutputFolder(outdir)
        self._above = os.path.join(outdir, "")  # noqa: PTH118
        self.written: dict[str, str] = {}
        self.before: dict[str, str] = {}
        try:
            stored = json.loads(store.read_text("utf-8"))
        except (OSError, ValueError):
            stored = {}
        if isinstance(stored, dict) and stored.get("outdir") == outdir.as_posix():
            self.before = stored.get("files", {})
        self.pages: dict[str, str] = {}
        self.pages_before: dict[str, str] = stored.get("pages", {}) if self.before else {}
        self.copies: frozenset[str] = frozenset()
        self._copies_before = frozenset(stored.get("copies", ()))
        self._stamps_before = stored.get("stamp"), stored.get("options")

    def is_whole(self) -> bool:
        """Whether the last build had the same stamp, options and copies, and all it wrote is still there."""
        same = self._stamps_before == (self.stamp, self.options) and self.copies == self._copies_before
        return same and bool(self.before) and all(os.path.exists(self._above + name) for name in self.before)  # noqa: PTH110

    def note(self, name: str, source: str = "") -> bool:
        """Note that the output file ``name`` belongs to this build; return whether it must be written.

        Names are paths below the output folder, with slashes.
        """
        # Thousands of files are noted in each build, and pathlib's own ways take several times as long.
        self.written[name] = made_of = digest(source)
        return self.before.get(name) != made_of or not os.path.exists(self._above + name)  # noqa: PTH110

    def write_all(self) -> None:
        """Have every file written: one of the last build's is not what it should be, and none tells which."""
        self.before = dict.fromkeys(self.before, "")

    def clear_way(self, room: Room) -> None:
        """Delete what the last build wrote where now a folder must be, or a file in place of a folder."""
        for name in self.before:
            if room.holder(name) not in {"", name}:
                self.folder.delete(name)

    def remove_gone(self) -> list[str]:
        """Delete files that the last build wrote and this one does not have; return their names.

        Folders left empty go with them.
        """
        gone = sorted(set(self.before) - set(self.written))
        for name in gone:
            self.folder.delete(name)
        return gone

    def save(self) -> None:
        """Store what this build wrote, for the next."""
        state = {
            "outdir": self.outdir.as_posix(),
            "stamp": self.stamp,
            "options": self.options,
            "copies": sorted(self.copies),
            "pages": self.pages,
            "files": self.written,
        }
        text = json.dumps(state, sort_keys=True)
        self.store.parent.mkdir(parents=True, exist_ok=True)
        if not self.store.exists() or self.store.read_text("utf-8") != text:
            self.store.write_text(text, "utf-8")
