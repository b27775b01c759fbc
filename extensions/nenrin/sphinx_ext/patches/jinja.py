"""Keep compiled templates from build to build, and have Jinja look once whether one changed, not at each use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    environment = app.builder.templates.environment
    yield Replacement(environment, "bytecode_cache", "NoneType", lambda _: _cache(Path(app.doctreedir)))
    yield Replacement(environment, "auto_reload", "bool", lambda _: False)


def _cache(doctreedir: Path) -> jinja2.FileSystemBytecodeCache:
    """Return where compiled templates are kept; Jinja takes one only for the source it was made of."""
    folder = doctreedir / f"nenrin-templates-{jinja2.__version__}"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


JINJA = Patch("jinja", "templates are compiled once and kept between builds", _replacements)
