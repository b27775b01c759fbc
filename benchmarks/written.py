"""Tell which files of an output folder an operation wrote, changed and deleted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

Snapshot = dict[str, tuple[int, bytes]]


@dataclass(frozen=True)
class Written:
    """Paths of files: all there are now; new ones; changed ones; written again with the same bytes; deleted ones."""

    files: frozenset[str]
    new: frozenset[str]
    changed: frozenset[str]
    same: frozenset[str]
    deleted: frozenset[str]

    @property
    def pages(self) -> int:
        """How many of the files are HTML pages."""
        return sum(path.endswith(".html") for path in self.files)

    def listing(self) -> str:
        """Return a line a file, in the order of the paths, each after one of the words of this class."""
        named = {"new": self.new, "changed": self.changed, "same": self.same, "deleted": self.deleted}
        lines = sorted((path, word) for word, paths in named.items() for path in paths)
        return "".join(f"{word:8}{path}\n" for path, word in lines)


def snapshot(folder: Path) -> Snapshot:
    """Return the time of the last write in nanoseconds and a digest for each file of the folder, by its path."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).digest(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def compare(before: Snapshot, after: Snapshot) -> Written:
    """Return what happened between the two."""
    kept = before.keys() & after.keys()
    changed = {path for path in kept if before[path][1] != after[path][1]}
    same = {path for path in kept - changed if before[path][0] != after[path][0]}
    new, deleted = after.keys() - before.keys(), before.keys() - after.keys()
    return Written(*map(frozenset, (after.keys(), new, changed, same, deleted)))
