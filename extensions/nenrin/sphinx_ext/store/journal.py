"""The names of the files that a build is about to write, each noted before its file.

A build that ends deletes its journal. One that is still there tells that a build did not end, and which files it may
have left as no finished build does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from sphinx.errors import SphinxError

_BEGUN = '"begun"\n'


class Journal:
    """The journal at ``path``: ``unfinished`` are the names that builds noted which did not end.

    ``is_readable`` is False where something else is in the file: then nothing is known of what was written.
    ``is_begun`` tells whether this build has noted a file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_there = path.exists()
        self.is_readable, self.unfinished = _read(path) if self.is_there else (True, frozenset())
        self.is_begun = False
        self._noted: set[str] = set()

    def note(self, names: Iterable[str]) -> None:
        """Note that files of these names are about to be written.

        Raises:
            SphinxError: The disk is full, or the like. What cannot be noted must not be written.
        """
        new = [name for name in names if name not in self._noted]
        if not new:
            return
        lines = f"{json.dumps(new)}\n"
        if not self.is_begun:
            # The last line of a build that was killed may lack its end.
            lines = f"\n{lines}" if self.is_there else _BEGUN + lines
        try:
            # Handed to the system at once: there it is safe from whatever happens to this process.
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="ascii") as file:
                file.write(lines)
        except OSError as error:
            text = f"cannot note in {self.path} which files are written: {error.strerror}"
            raise SphinxError(text) from error
        self.is_begun = True
        self._noted.update(new)

    def end(self) -> None:
        """Say that all that was noted is written."""
        self.path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[bool, frozenset[str]]:
    """Return whether the file is a journal, and the names in it; a line that is broken off named no file yet."""
    text = path.read_bytes().decode("ascii", "replace")
    names: set[str] = set()
    for line in text.splitlines():
        try:
            value = json.loads(line) if line else "begun"
        except ValueError:
            continue
        if isinstance(value, list):
            names.update(name for name in value if isinstance(name, str))
    return text.startswith(_BEGUN), frozenset(names)
