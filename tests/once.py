"""What takes long is made once a run of the tests, however many processes share the run."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what ``make(folder)`` makes in a new folder called ``name``; the first process that asks makes it.

    The others wait for it and get a copy, so that it has to be such as can be pickled. Whoever changes a file
    in the folder changes it for all: it is to be read.
    """
    own = factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own in that of the run.
    run = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder, kept = run / f"once-{name}", run / f"once-{name}.pickle"
    with (run / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if kept.exists():
            made: Made = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
            return made
        folder.mkdir()
        made = make(folder)
        kept.write_bytes(pickle.dumps(made))
    return made
