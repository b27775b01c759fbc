"""Let one build at a time write into a folder: a second waits until the first has ended."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from sphinx.util import logging

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOGGER = logging.getLogger(__name__)
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
"""What a file system says that knows no locks, as some over the network do."""


class Lock:
    """A lock on the file at ``path``; the system takes it from a process that ends, in whatever way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock, and wait for it if need be; do without where the file system knows none."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT)
        try:
            _lock(file, wait=False)
        except OSError as error:
            # A build of this process that was broken off still has it: nobody writes any more.
            if error.errno in _NO_LOCKS or _owner(file) == os.getpid():
                os.close(file)
                return
            _LOGGER.info("waiting for another build of this site to end (%s)", self.path)
            _lock(file, wait=True)
        _own(file)
        self._file = file

    def release(self) -> None:
        """Let the next build go on."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


if sys.platform == "win32":

    def _lock(file: int, *, wait: bool) -> None:
        while True:
            try:
                # Which waits for ten seconds, and gives up.
                return msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise

    def _owner(file: int) -> int:
        return 0  # what is locked cannot be read

    def _own(file: int) -> None:
        """Do without: nobody could read it."""

else:

    def _lock(file: int, *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _owner(file: int) -> int:
        text = os.pread(file, 20, 0)
        return int(text) if text.isdigit() else 0

    def _own(file: int) -> None:
        os.truncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
