"""The reader's language: our own message catalog, with English where a language has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translator

from nenrin.build.views import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_catalog(app: Sphinx) -> None:
    """Register the compiled catalogs in ``locale/``."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parents[1] / "locale"))


def lend_words(app: Sphinx) -> None:
    """Let ABlog, which speaks through Sphinx's own catalog and ships no compiled one, find its words in ours."""
    app.translator.add_fallback(get_translator(CATALOG))
