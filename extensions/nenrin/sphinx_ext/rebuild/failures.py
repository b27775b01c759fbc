"""Try a page again in the next build where something failed on it in this one, and all files where one of them failed.

Else the next build would leave the page as it is, without what failed and without the warning.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import build_state, has_begun
from nenrin.sphinx_ext.store.state_files import read_state, write_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SHAPE = "failures 1"


class _FailedPages(logging.Handler):
    """Hears the warnings of failures, from whichever process they come; the site itself is the page ``""``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.names: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        name: str | None = getattr(record, "nenrin_failed", None)
        if name is not None:
            self.names.add(name)


@costs("hearing what fails")
def watch(app: Sphinx) -> None:
    """Begin to hear what fails."""
    logging.getLogger(NAMESPACE).addHandler(_FailedPages())


@costs("trying pages again on which something failed")
def pages_to_try_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages something failed on last time; the home page where it was something of the whole site."""
    names = {name or app.config.root_doc for name in _last_time(app)}
    return sorted(names & env.found_docs)


@costs("writing files again after a failure")
def write_files_again(app: Sphinx, env: BuildEnvironment) -> None:
    """Have all files beside the pages written where something failed last time."""
    if _last_time(app):
        build_state(env).manifest.write_all()


@costs("remembering what failed")
def note_failures(app: Sphinx, exception: Exception | None) -> None:
    """Remember for the next build what failed; what failed before, too, where this one did not come to its end."""
    if not has_begun(app.env):
        return
    failed = _last_time(app) if exception else set()
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, _FailedPages):
            failed |= handler.names
            handler.names.clear()
    if failed:
        write_state(_store(app), _SHAPE, failed)
    else:
        _store(app).unlink(missing_ok=True)


def _last_time(app: Sphinx) -> set[str]:
    failed: set[str] = read_state(_store(app), _SHAPE) or set()
    return failed


def _store(app: Sphinx) -> Path:
    return build_state(app.env).manifest.state / "failures"
