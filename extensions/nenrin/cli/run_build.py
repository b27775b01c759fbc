"""Build a blog with Sphinx in this process, and count what came of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.project import Project
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from nenrin.cli.processes import share_out_many_pages
from nenrin.cli.terminal.progress import ProgressLine, WarningLines
from nenrin.sphinx_ext.store.domain import build_state


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a build reads and writes: sources, output, and what Sphinx keeps between builds."""

    src: Path
    out: Path
    doctrees: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build.

    ``posts`` readers may see, pages ``held_back`` (drafts, scheduled and expired posts), warnings and
    their lines, HTML files ``written``, ``seconds`` on the clock; ``failure`` says why nothing was
    finished, ``""`` if all was.
    """

    posts: int = 0
    held_back: int = 0
    warnings: int = 0
    lines: tuple[str, ...] = ()
    written: int = 0
    seconds: float = 0.0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """How to build: the builder, settings that override ``conf.py``, clean or incremental, in how many processes.

    Where ``jobs`` is 0 the number of pages decides.
    """

    builder: str = "dirhtml"
    settings: Mapping[str, Any] = field(default_factory=dict)
    jobs: int = 0
    fresh: bool = False


def build(folders: Folders, order: Order, *, quiet: bool = False) -> Outcome:
    """Build once and return what came of it. Warnings are printed as they come, unless ``quiet``."""
    started = time.monotonic()
    before = _html_files(folders.out)
    progress = ProgressLine()
    warnings = WarningLines(folders.src, progress, quiet=quiet)
    nocolor()  # warnings and status are coloured, or not, where we print them
    try:
        with patch_docutils(folders.src), docutils_namespace():
            app = _app(folders, order, progress, warnings)
            if not order.jobs:
                share_out_many_pages(app)
            app.build()
            posts, held_back = len(build_state(app.env).library.all), _held_back(app)
            count = app._warncount  # noqa: SLF001 - Sphinx tells it in no other way
    except SphinxError as error:
        return Outcome(lines=tuple(warnings.lines), failure=f"{error.category}: {error}")
    finally:
        progress.clear()
    after = _html_files(folders.out)
    written = sum(before.get(path) != stamp for path, stamp in after.items())
    seconds = time.monotonic() - started
    return Outcome(posts, held_back, count, tuple(warnings.lines), written, seconds)


def _app(folders: Folders, order: Order, progress: ProgressLine, warnings: WarningLines) -> Sphinx:
    return Sphinx(
        srcdir=folders.src,
        confdir=folders.src,
        outdir=folders.out,
        doctreedir=folders.doctrees,
        buildername=order.builder,
        confoverrides=dict(order.settings),
        status=progress,
        warning=warnings,
        freshenv=order.fresh,
        parallel=order.jobs or 1,
    )


def _held_back(app: Sphinx) -> int:
    """Return how many posts were held back: drafts, scheduled and expired ones."""
    project = Project(app.srcdir, app.config.source_suffix)
    docnames = project.discover([*app.config.exclude_patterns, *app.config.templates_path])
    there = {Path(project.doc2path(docname, True)) for docname in docnames}
    built = {Path(app.env.doc2path(docname)) for docname in app.env.found_docs}
    return sum(not path.is_relative_to(app.outdir) for path in there - built)


def _html_files(out: Path) -> dict[Path, tuple[int, int]]:
    """Return the HTML files of the output with their mtime and inode, which change when a file is written."""
    stats = ((path, path.stat()) for path in out.rglob("*.html"))
    return {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in stats}
