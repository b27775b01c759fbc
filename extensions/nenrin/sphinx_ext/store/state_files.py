"""Files that one build leaves for the next: written whole or not at all, and read only where they are whole.

A build is killed, a disk is full, a file comes from another version or out of an editor: whatever is not what a build
stored is as good as nothing, and what it held is worked out anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from typing import Any

_UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ImportError,
    EOFError,
    pickle.PickleError,
)
"""What comes of a pickle that holds classes another version had."""


def read_state(path: Path, shape: str) -> Any:
    """Return the value that was stored with this ``shape``; None where the file is not there, or is anything else.

    ``shape`` names what the value is and the version of whoever made it, so that no other value passes for it.
    """
    try:
        seal, _, content = path.read_bytes().partition(b"\n")
        if seal != _seal(shape, content):
            return None
        # It is ours, as the seal says, and lies beside Sphinx's environment, which is read in the same way.
        return pickle.loads(content)  # noqa: S301
    except _UNREADABLE:
        return None


def write_state(path: Path, shape: str, value: object) -> None:
    """Store a value for ``read_state``, unless the file holds it already."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    write_whole(path, _seal(shape, content) + b"\n" + content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never there in part: it has the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)  # noqa: PTH105 - done for each post of a clean build


def _seal(shape: str, content: bytes) -> bytes:
    return f"{shape} {hashlib.sha256(content).hexdigest()}".encode()
