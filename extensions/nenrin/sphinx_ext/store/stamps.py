"""The time and size of a file, by which one put in its place is told, be it older."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[str, int, int]
"""A path, the time of the file's last change in nanoseconds and its size in bytes; both -1 where no file is."""


def stamp(path: str | Path) -> Stamp:
    """Return the stamp of the file at ``path`` as it is now."""
    try:
        about = os.stat(path)  # noqa: PTH116 - for thousands of files in each build
    except (OSError, ValueError):  # a name with a null character
        return str(path), -1, -1
    return str(path), about.st_mtime_ns, about.st_size
