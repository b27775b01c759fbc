"""A site in a temporary folder that tests build, read and change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any, Self

import sphinx.locale
from bs4 import BeautifulSoup
from sphinx.application import Sphinx, builtin_extensions
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.python_server import run_module

# Sphinx translates the names of its indices when their modules are imported, if a language is chosen by then:
# imported before the first build, they stay open to the language of each.
for _extension in builtin_extensions:
    import_module(_extension)

ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Site:
    """A source folder and what Sphinx makes of it.

    ``warnings`` is the text of the last build's warnings, without colours, its paths relative to ``src``.
    ``status`` is the last build's exit status: 0, or 1 if there were warnings under ``-W``.
    """

    src: Path
    out: Path
    doctrees: Path
    builder: str = "dirhtml"
    confoverrides: Mapping[str, Any] = field(default_factory=dict)
    warnings: str = ""
    status: int = 0

    def write(self, name: str, content: str | bytes) -> None:
        """Write a source file, text as UTF-8 with the line ends it has, and the folders above it."""
        path = self.src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def delete(self, name: str) -> None:
        """Delete a source file."""
        (self.src / name).unlink()

    def build(
        self,
        *,
        builder: str | None = None,
        confoverrides: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Self:
        """Build in this process, incrementally unless ``fresh``; the arguments hold for later builds too."""
        self.builder = builder or self.builder
        self.confoverrides = self.confoverrides if confoverrides is None else confoverrides
        warnings = StringIO()
        with no_global_state(), patch_docutils(self.src), docutils_namespace():
            app = Sphinx(
                srcdir=self.src,
                confdir=self.src,
                outdir=self.out,
                doctreedir=self.doctrees,
                buildername=self.builder,
                confoverrides=dict(self.confoverrides),
                status=None,
                warning=warnings,
                freshenv=fresh,
            )
            app.build()
            self.status = app.statuscode
        self.warnings = self.readable(warnings.getvalue())
        return self

    def apart(self, name: str, *options: str, env: Mapping[str, str] | None = None) -> Self:
        """Build the same source by ``python -m sphinx`` in a process and in folders of its own.

        ``name`` names these folders: the same name again builds incrementally. ``options`` are Sphinx's
        (``"-j", "2"``); ``env`` is added to this process's environment. A site is returned whatever the exit
        status. Without options and ``env`` Python has imported Sphinx already; with them it starts from nothing,
        so that two such builds have nothing in common, not even the order of sets.
        """
        root = self.src.parent / name
        other = replace(self, out=root / "out", doctrees=root / "doctrees")
        settings = [f"-D{key}={as_option(value)}" for key, value in self.confoverrides.items()]
        folders = ["-d", str(other.doctrees), str(other.src), str(other.out)]
        args = ["-q", "-b", self.builder, *settings, *options, *folders]
        if options or env:
            command = [sys.executable, "-m", "sphinx", *args]
            done = subprocess.run(
                command, env={**os.environ, **(env or {})}, capture_output=True, encoding="utf-8", check=False
            )
        else:
            done = run_module("sphinx", args, cwd=Path.cwd(), env=os.environ)
        other.status = done.returncode
        other.warnings = self.readable(done.stderr)
        return other

    def readable(self, warnings: str) -> str:
        """The warnings without colours and without this machine's paths."""
        return ANSI_COLOUR.sub("", warnings).replace(f"{self.src}{os.sep}", "")

    def path(self, name: str) -> Path:
        """The path of an output file; a folder's name means its ``index.html``."""
        path = self.out / name
        return path / "index.html" if path.is_dir() else path

    def read(self, name: str) -> str:
        """The text of an output file."""
        return self.path(name).read_text(encoding="utf-8")

    def html(self, name: str) -> BeautifulSoup:
        """An output page, parsed."""
        return BeautifulSoup(self.path(name).read_bytes(), "lxml")

    def files(self) -> dict[str, bytes]:
        """Every output file by its name, in order: what "the same bytes" compares."""
        found = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}


def as_option(value: object) -> str:
    """A setting's value as Sphinx's option ``-D`` takes it."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(map(str, value))
    return str(value)


@contextmanager
def no_global_state() -> Iterator[None]:
    """Leave nothing of a build in this process, beyond what Sphinx's own context managers restore."""
    path = sys.path.copy()
    try:
        yield
    finally:
        sys.path[:] = path
        sphinx.locale.translators.clear()
        ModuleAnalyzer.cache.clear()
