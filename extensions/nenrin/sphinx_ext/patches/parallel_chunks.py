"""Cut what several processes read and write into few parts, and let all of them write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import sphinx.builders as sphinx_builders
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PARTS = 4
"""Of the pages, for each process: enough that none has to wait long for the last."""


def share_evenly(app: Sphinx) -> None:
    """Cut what is read and written in parallel into few parts, and let all processes write.

    Sphinx starts a process for each few pages, sends the whole environment back from each, and keeps one of its
    processes from writing: on two cores its builds take as long as on one.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder._write_parallel = partial(_write_parallel, app.builder)  # type: ignore[method-assign]
    vars(sphinx_builders)["make_chunks"] = _chunks


def _chunks(docnames: Sequence[str], nproc: int) -> list[Sequence[str]]:
    size = -(-len(docnames) // (nproc * _PARTS)) or 1
    return [docnames[start : start + size] for start in range(0, len(docnames), size)]


def _write_parallel(builder: StandaloneHTMLBuilder, docnames: Sequence[str], nproc: int) -> None:
    type(builder)._write_parallel(builder, docnames, nproc + 1)
