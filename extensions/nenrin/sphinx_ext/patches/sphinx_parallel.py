"""Have ``-j`` read and write in few parts, all processes write, and none copy what they share (``make_chunks``).

Sphinx starts a process for each few pages, sends the whole environment back from each, and keeps one of its
processes from writing. And looking for garbage writes to every object, and the first to write to shared memory gets a
copy of it: each process would copy the whole environment. On two cores Sphinx's builds take as long as on one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PARTS = 4
"""Of the pages, for each process: enough that none has to wait long for the last."""


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    if app.parallel > 1:
        yield Replacement(
            "sphinx.builders", "make_chunks", "(arguments, nproc, maxbatch=10)", lambda _: few_chunks
        )
        yield Replacement(app.builder, "_read_parallel", "(docnames, nproc)", _reading)
        yield Replacement(app.builder, "_write_parallel", "(docnames, nproc)", _writing)


def few_chunks(arguments: Sequence[str], nproc: int, maxbatch: int = 10) -> list[Sequence[str]]:
    """Cut names of pages into at most ``_PARTS`` parts a process, in their order."""
    size = -(-len(arguments) // (nproc * _PARTS)) or 1
    return [arguments[start : start + size] for start in range(0, len(arguments), size)]


def _reading(read: Callable[..., None]) -> Callable[..., None]:
    def read_parallel(docnames: Sequence[str], nproc: int) -> None:
        _share_memory()
        read(docnames, nproc)

    return read_parallel


def _writing(write: Callable[..., None]) -> Callable[..., None]:
    def write_parallel(docnames: Sequence[str], nproc: int) -> None:
        _share_memory()
        write(docnames, nproc + 1)  # Sphinx holds one back

    return write_parallel


def _share_memory() -> None:
    """Have the search for garbage leave alone all that there is."""
    gc.collect()
    gc.freeze()


@contextmanager
def _unfrozen_at_the_end(app: Sphinx) -> Iterator[None]:
    try:
        yield
    finally:
        if app.parallel > 1:
            gc.unfreeze()


PARALLEL = Patch(
    "sphinx_parallel",
    "with `-j`, pages are shared out in few parts, all processes write, and they copy no memory that they share",
    _replacements,
    _unfrozen_at_the_end,
)
