"""Monkeypatches: functions of Sphinx, docutils and MyST that ours replace while a build of our theme runs.

Each does what the original does and spares work that Sphinx does again for every page. ``nenrin_patches`` and the
environment variable ``NENRIN_PATCHES`` switch them. An original that is gone, or takes other arguments than we know, is
left alone (``-v`` says so), and all are put back when the build ends, however it ends.
"""

from __future__ import annotations

import os
import re
from functools import wraps
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.patches.docutils import FINDALL
from nenrin.sphinx_ext.patches.gc_tuning import GC_TUNING
from nenrin.sphinx_ext.patches.jinja import JINJA
from nenrin.sphinx_ext.patches.patch import Patch, patched
from nenrin.sphinx_ext.patches.sphinx_doctrees import DOCTREES
from nenrin.sphinx_ext.patches.sphinx_parallel import PARALLEL
from nenrin.sphinx_ext.patches.sphinx_settings import SETTINGS
from nenrin.sphinx_ext.patches.sphinx_tocs import TOCS, unpickle_tocs

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

VARIABLE = "NENRIN_PATCHES"
"""The environment variable: ``0`` for none, ``1`` for all, or names; it goes before the option."""

PATCHES: tuple[Patch, ...] = (
    GC_TUNING,
    FINDALL,
    JINJA,
    SETTINGS,
    DOCTREES,
    TOCS,
    PARALLEL,
)


def patch_builds(app: Sphinx) -> None:
    """Have every build of the application run with the patches that are switched on, where our theme writes HTML.

    It is the call of ``build`` that is wrapped, for Sphinx has no event that is sure to come at the end: none follows
    on Ctrl-C, or on a handler that fails. And ``nenrin serve`` builds many times with one application.
    """
    patches = _chosen(app) if isinstance(app.builder, StandaloneHTMLBuilder) and uses_our_theme(app) else []
    if TOCS not in patches:
        unpickle_tocs(app)
    if patches:
        app.build = _with_patches(app, app.build, patches)  # type: ignore[method-assign]


def _with_patches(app: Sphinx, build: Callable[..., None], patches: list[Patch]) -> Callable[..., None]:
    @wraps(build)
    def build_with_patches(*arguments: Any, **named: Any) -> None:
        with patched(app, patches):
            build(*arguments, **named)

    return build_with_patches


def _chosen(app: Sphinx) -> list[Patch]:
    """Return the patches that are switched on."""
    source, value = "nenrin_patches", app.config.nenrin_patches
    if variable := os.environ.get(VARIABLE, "").strip():
        source, value = VARIABLE, {"0": False, "1": True}.get(variable, re.split(r"[\s,]+", variable))
    if isinstance(value, bool):
        return list(PATCHES) if value else []
    names = [patch.name for patch in PATCHES]
    for name in value:
        if name not in names:
            warn(
                Subtype.CONFIG,
                f"{source}: found {name!r}, expected some of {', '.join(names)}; it is left out",
            )
    return [patch for patch in PATCHES if patch.name in value]
