"""How a file that has changed is told: by its time and size, and where the time alone differs by its content.

A fresh clone, an archive that is unpacked and ``touch`` give new times to files that are as they were.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple, TypeAlias

Stamp: TypeAlias = tuple[str, int, int]
"""A path, the time of the file's last change in nanoseconds and its size in bytes; both -1 where no file is."""


def stamp(path: str | Path) -> Stamp:
    """Return the stamp of the file at ``path`` as it is now."""
    try:
        about = os.stat(path)  # noqa: PTH116 - for thousands of files in each build
    except (OSError, ValueError):  # a name with a null character
        return str(path), -1, -1
    return str(path), about.st_mtime_ns, about.st_size


class FileState(NamedTuple):
    """A file as it was when it was read."""

    stamp: Stamp
    digest: str
    """128 bits of its content in hexadecimal digits; ``""`` where no file was."""

    def now(self) -> FileState | None:
        """Return the state of the same content under the file's present time, or None where the content differs.

        The file is read only where its time differs and its size does not.
        """
        at = stamp(self.stamp[0])
        if at == self.stamp:
            return self
        same = at[2] == self.stamp[2] and content_digest(at[0]) == self.digest
        return FileState(at, self.digest) if same else None


def file_state(path: str | Path) -> FileState:
    """Return the file at ``path`` as it is now."""
    return FileState(stamp(path), content_digest(path))


def content_digest(path: str | Path) -> str:
    """Return 128 bits of what is in a file, in hexadecimal digits; ``""`` where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - for thousands of files in each build
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except (OSError, ValueError):
        return ""
