"""How many processes a build takes where its author has not said: several for many pages, one for few."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.store.domain import build_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FEW = 200
"""So many pages are read and written in one process as soon as in two: each has to be given what is known so far."""


def cores() -> int:
    """Return how many processes can run at a time: the cores of the machine that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_out_many_pages(app: Sphinx) -> None:
    """Let a build that reads, or writes, at least ``FEW`` pages do so in a process for each core.

    Nothing is shared out where an extension does not say that it can stand it: Sphinx would warn of it.
    """
    app.parallel = 1
    safe = all(each.parallel_read_safe and each.parallel_write_safe for each in app.extensions.values())
    if not safe or cores() == 1:
        return

    def before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        app.parallel = cores() if len(docnames) >= FEW else 1

    def before_writing(app: Sphinx, env: BuildEnvironment) -> None:
        app.parallel = cores() if build_state(env).stale_pages >= FEW else 1

    app.connect("env-before-read-docs", before_reading, 999)
    app.connect("env-check-consistency", before_writing, 999)
