"""Name the templates in the places of the PyData theme (``navbar_start`` … ``footer_end``, sidebars), for our frame.

pydata does it too, by functions of its own that change from version to version, and renders each template once more to
see whether it is empty, before a page has our values. So the places are taken out of its way and put back after it;
where an empty template would leave an empty frame, our templates look themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.matching import patmatch

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.theme import uses_our_theme

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_PLACES = (
    "theme_navbar_start",
    "theme_navbar_center",
    "theme_navbar_persistent",
    "theme_navbar_end",
    "theme_article_header_start",
    "theme_article_header_end",
    "theme_article_footer_items",
    "theme_content_footer_items",
    "theme_footer_start",
    "theme_footer_center",
    "theme_footer_end",
    "theme_primary_sidebar_end",
    "sidebars",
)
_BUTTON = "navbar_persistent"
_BESIDE, _OPTION = "secondary_sidebar_items", "theme_secondary_sidebar_items"
_KEY = "nenrin_places"


@costs("its search button")
def keep_our_search_button(app: Sphinx) -> None:
    """Set the option of our theme for the site, where pydata up to 0.20 would set its own for it."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not uses_our_theme(app):
        return
    options = builder.theme_options
    if not options.get("disable_search"):
        options.setdefault(_BUTTON, builder.theme.get_options()[_BUTTON])


def _take(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if not uses_our_theme(app):
        return
    context[_KEY] = {place: context.get(place) or () for place in (*_PLACES, _OPTION)}
    context.update(dict.fromkeys((*_PLACES, _BESIDE), ()))
    context.pop(_OPTION, None)


@costs("leaving pydata no templates round its text", instead=_take)
def take_places(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Note the templates of each place, and leave pydata none."""
    _take(app, pagename, templatename, context, doctree)


@costs("the templates in the places round its text")
def put_places_back(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the page the templates of its places."""
    taken = context.pop(_KEY, None)
    if taken is None:
        return
    chosen = taken.pop(_OPTION)
    context.update((place, _files(names)) for place, names in taken.items())
    context[_BESIDE] = _files(_of_page(chosen, pagename) if isinstance(chosen, dict) else chosen)


def _of_page(by_pattern: dict[str, str | list[str]], pagename: str) -> str | list[str]:
    """Return the templates of the last pattern that fits a page, as pydata does."""
    fitting = [names for pattern, names in by_pattern.items() if patmatch(pagename, pattern)]
    return fitting[-1] if fitting else []


def _files(names: str | Iterable[str]) -> list[str]:
    """Return the names of templates with their suffix; an option may list them by commas."""
    listed = map(str.strip, names.split(",") if isinstance(names, str) else names)
    return [name if PurePosixPath(name).suffix else f"{name}.html" for name in listed if name]
