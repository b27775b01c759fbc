"""The reader's language: our own message catalog, with English where a language has none."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translator

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_catalog(app: Sphinx) -> None:
    """Register the compiled catalogs in ``locale/``."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parents[2] / "locale"))


@costs("what changed in the theme's words")
def read_catalogs_again(app: Sphinx) -> None:
    """Forget the catalogs of pages: Python keeps each as long as the process lasts, and that may build again."""
    kept: dict[tuple[type, str], NullTranslations] = vars(gettext)["_translations"]
    folders = [Path(app.srcdir, folder).resolve() for folder in app.config.locale_dirs]
    for known in [*kept]:
        if any(Path(known[1]).resolve().is_relative_to(folder) for folder in folders):
            del kept[known]


@costs("the theme's words in its language")
def lend_words(app: Sphinx) -> None:
    """Let ABlog, which speaks through Sphinx's own catalog and ships no compiled one, find its words in ours.

    Sphinx keeps its translators from one build of a process to the next, so ours may be there already; put
    in twice, it would ask itself without end.
    """
    words = get_translator(CATALOG)
    if words not in _chain(app.translator):
        app.translator.add_fallback(words)


def _chain(translator: NullTranslations) -> Iterator[NullTranslations]:
    found: NullTranslations | None = translator
    while found is not None:
        yield found
        found = found._fallback  # type: ignore[attr-defined]
