"""Our theme: where its files are, and whether a build uses it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.theming import Theme

THEME = "nenrin"
THEMES = Path(__file__).parents[2] / "theme"
"""The folder with our theme, and with the templates that other themes get."""

THEME_PATH = THEMES / THEME


def uses_our_theme(app: Sphinx) -> bool:
    """Whether pages are made with our theme, or one that inherits it; a page that is written as data has none."""
    return not isinstance(app.builder, SerializingHTMLBuilder) and _inherits(
        getattr(app.builder, "theme", None)
    )


@lru_cache(maxsize=1)
def _inherits(theme: Theme | None) -> bool:
    return theme is not None and THEME_PATH in map(Path, theme.get_theme_dirs())
