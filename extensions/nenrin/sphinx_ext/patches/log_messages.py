"""Say nothing where nobody hears it."""

from __future__ import annotations

import gettext
import logging
from typing import TYPE_CHECKING, Any

import sphinx.events as sphinx_events
import sphinx.locale as sphinx_locale

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NO_WORDS = gettext.NullTranslations()


def tell_only_who_hears(app: Sphinx) -> None:
    """Spare the words of messages that are not shown.

    Sphinx writes what a page's template gets, its whole text among it, as Python, for a message that only
    ``-vv`` shows. With ``-q`` it makes four messages a page and throws them away.
    """
    vars(sphinx_events)["repr"] = _unsaid if app.verbosity < 2 else repr
    if app.quiet and app.verbosity < 1:
        # Sphinx sets it back when the next build in this process begins.
        logging.getLogger("sphinx").setLevel(logging.WARNING)
    vars(sphinx_locale)["get_translator"] = _translator


def _unsaid(value: Any) -> str:
    return ""


def _translator(catalog: str = "sphinx", namespace: str = "general") -> gettext.NullTranslations:
    """Return the translations of a catalog; Sphinx makes new ones each time, for the case that there are none."""
    return sphinx_locale.translators.get((namespace, catalog), _NO_WORDS)
