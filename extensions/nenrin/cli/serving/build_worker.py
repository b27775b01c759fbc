"""Keep Sphinx warm in a process of its own, so that a change to one post costs the work of one post.

Starting Sphinx and reading what it keeps of a thousand posts takes seconds; here both happen once. The
process is apart so that the server answers while it builds, and can be replaced when settings change.
"""

from __future__ import annotations

import gc
import re
import signal
import time
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from nenrin.cli.run_build import Folders
from nenrin.cli.terminal.progress import ProgressLine, WarningLines
from nenrin.sphinx_ext import ablog_bridge
from nenrin.sphinx_ext.sources import discovery
from nenrin.sphinx_ext.store.state_files import read_state, write_state

_KEPT, _SHAPE = "nenrin-warnings", "warnings 1"
_PLACE = re.compile(r"(?P<file>.+?\.\w+)(?::\d+)?: (?:WARNING|ERROR|CRITICAL|SEVERE): ")
# These are said in every build, whichever pages are read; the others when the page is read or written.
_SAID_EACH_TIME = re.compile(r"\[nenrin\.(slug|address|term|cover|archive|baseurl|feed)\]$")
_WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one build: every warning the blog has now, those that are ``new``, ``failure``, seconds."""

    warnings: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    failure: str = ""
    seconds: float = 0.0


class WarmBuilder:
    """A process that builds on demand. ``on_written`` is called as soon as the pages of posts are there.

    Archives, feeds and the search index follow; ``build`` returns when they are there too.
    """

    def __init__(self, folders: Folders, settings: Mapping[str, Any], on_written: Callable[[], None]) -> None:
        self._folders = folders
        self._settings = dict(settings)
        self._on_written = on_written
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_build_on_demand, args=(theirs, self._folders, self._settings))
        # Ctrl-C is for the server, which ends this process; it inherits that the signal is ignored.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._process.start()
        signal.signal(signal.SIGINT, before)
        theirs.close()

    def build(self) -> Built:
        """Build what has changed and wait for the end. A failure is told of, and the next build begins anew."""
        try:
            self._pipe.send("build")
            while (answer := self._pipe.recv()) == _WRITTEN:
                self._on_written()
        except (EOFError, OSError):
            answer = Built(failure="the process that builds came to an end")
        if answer.failure:
            self.restart()
        built: Built = answer
        return built

    def restart(self) -> None:
        """Begin anew, with the settings and templates there are now."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def _build_on_demand(pipe: Connection, folders: Folders, settings: Mapping[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Python may have put its own handler back
    nocolor()
    builder = _Builder(folders, settings, lambda: pipe.send(_WRITTEN))
    with patch_docutils(folders.src), docutils_namespace():
        while True:
            try:
                pipe.recv()
            except (EOFError, OSError):
                return
            pipe.send(builder.build())
            # Between builds there is time to collect garbage; in the next one, which is small, it would be spent on
            # looking through the thousand posts that stay.
            gc.collect()
            gc.freeze()
            gc.disable()


class _Builder:
    """One application of Sphinx, used again and again."""

    def __init__(self, folders: Folders, settings: Mapping[str, Any], on_written: Callable[[], None]) -> None:
        self._folders = folders
        self._settings = dict(settings)
        self._on_written = on_written
        self._app: Sphinx | None = None
        self._scripts: list[tuple[str | None, dict[str, Any]]] = []
        self._read: set[str] = set()
        self._output = WarningLines(folders.src, ProgressLine(), quiet=True)
        self._warnings = _Warnings(folders)

    def build(self) -> Built:
        """Build what has changed; never raises."""
        started = time.monotonic()
        self._output.lines.clear()
        self._read.clear()
        try:
            self._ready().build()
        except SphinxError as error:
            return Built(failure=f"{error.category}: {error}")
        except Exception as error:  # noqa: BLE001 - the author sees it on the page, and mends or reports it
            return Built(failure=f"{type(error).__name__}: {error}")
        new = tuple(dict.fromkeys(self._output.lines))
        warnings = self._warnings.renew(new, self._read)
        return Built(warnings, new, seconds=time.monotonic() - started)

    def _ready(self) -> Sphinx:
        """Return the application, ready for a build."""
        if self._app is None:
            self._app = self._begin()
            self._scripts = list(self._app.registry.js_files)
            return self._app
        # What Nenrin does when a builder is made, which happens but once here.
        ablog_bridge.start_anew(self._app)
        discovery.leave_out_unpublished(self._app)
        # Themes add scripts for each page that is written. Sphinx forgets them when it ends, which it does not here.
        self._app.registry.js_files[:] = self._scripts
        if isinstance(self._app.builder, StandaloneHTMLBuilder):
            self._app.builder.init_js_files()
        return self._app

    def _begin(self) -> Sphinx:
        app = Sphinx(
            srcdir=self._folders.src,
            confdir=self._folders.src,
            outdir=self._folders.out,
            doctreedir=self._folders.doctrees,
            buildername="dirhtml",
            confoverrides=self._settings,
            status=ProgressLine(),
            warning=self._output,
        )
        app.connect("env-before-read-docs", self._note_reading)
        app.connect("html-collect-pages", self._tell_of_pages, priority=1)  # posts come before archives
        return app

    def _note_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        paths = (Path(env.doc2path(docname)) for docname in docnames)
        self._read.update(path.relative_to(app.srcdir).as_posix() for path in paths)

    def _tell_of_pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        self._on_written()
        return ()


class _Warnings:
    """Every warning the blog has now: Sphinx says those of a page once, when it reads the page."""

    def __init__(self, folders: Folders) -> None:
        self._path = folders.doctrees / _KEPT
        self._src = folders.src
        stored: tuple[str, ...] = read_state(self._path, _SHAPE) or ()
        self._lines = tuple(line for line in stored if _file(line))

    def renew(self, new: Iterable[str], read: AbstractSet[str]) -> tuple[str, ...]:
        """Return the warnings after a build that read the files ``read`` and said ``new``."""
        kept = [line for line in self._lines if self._holds(line, read)]
        lines = tuple(sorted({*kept, *new}))
        if lines != self._lines:
            write_state(self._path, _SHAPE, lines)
            self._lines = lines
        return lines

    def _holds(self, line: str, read: AbstractSet[str]) -> bool:
        file = _file(line)
        mended = file in read or (bool(file) and not (self._src / file).exists())
        return not mended and not _SAID_EACH_TIME.search(line)


def _file(line: str) -> str:
    found = _PLACE.match(line)
    return found["file"] if found else ""
