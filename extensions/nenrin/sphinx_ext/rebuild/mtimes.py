"""Give a file that Sphinx writes in every build its time back when it came out as it was.

Servers tell by time and size whether a reader's copy is still good (RFC 9110, section 8.8), and so does what copies a
site to them (``rsync``, ``lftp``).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.state_files import read_state, write_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SHAPE = "mtimes 1"
_FILLED = {".css", ".js"}
"""What Sphinx fills in from the configuration; it copies other files only where they differ."""


@costs("the times of files that are as they were")
def keep_times(app: Sphinx, exception: Exception | None) -> None:
    """Compare what Sphinx has written with what the last build left, and remember it for the next."""
    if exception or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    store = build_state(app.env).manifest.state / "mtimes"
    before = read_state(store, _SHAPE) or {}
    now = {name: _timed(Path(app.outdir, name), before.get(name)) for name in _written(app)}
    if now != before:
        write_state(store, _SHAPE, now)


def _written(app: Sphinx) -> Iterator[str]:
    """Yield the files that Sphinx writes in every build, as paths below the output folder."""
    out = Path(app.outdir)
    build = build_state(app.env)
    always = {".buildinfo", INVENTORY_FILENAME, app.builder.searchindex_filename}  # type: ignore[attr-defined]
    names = always | (build.generated - build.manifest.written.keys())
    yield from (name for name in sorted(names) if (out / name).exists())
    yield from (f"_static/{path.name}" for path in sorted(out.glob("_static/*")) if path.suffix in _FILLED)


def _timed(path: Path, before: tuple[int, str] | None) -> tuple[int, str]:
    """Return the file's time in nanoseconds and its digest, and give it the time it had with the same digest."""
    made_of = hashlib.sha256(path.read_bytes()).hexdigest()
    time = path.stat().st_mtime_ns
    if before and before[1] == made_of and before[0] != time:
        os.utime(path, ns=(time, before[0]))
        return before
    return time, made_of
