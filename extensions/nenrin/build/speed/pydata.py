"""Spare pages what pydata does for each of them although nothing of it is shown.

It renders the components of a page once more to see whether they are empty, adds scripts that our pages leave out,
and makes nine functions, of which most pages call one to learn that the site's menu has no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pydata_sphinx_theme
from pydata_sphinx_theme import toctree as pydata_toctree
from pydata_sphinx_theme import utils as pydata_utils
from sphinx import addnodes

from nenrin.build.assets import is_ours

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
_FUNCTIONS = (
    "unique_html_id",
    "generate_header_nav_html",
    "suppress_sidebar_toctree",
    "generate_toctree_html",
    "generate_toc_html",
    "navbar_align_class",
)
_name_templates = vars(pydata_utils)["_update_and_remove_templates"]
_prepare = vars(pydata_sphinx_theme)["update_and_remove_templates"]
_add_functions = vars(pydata_toctree)["add_toctree_functions"]


def spare_pydata(app: Sphinx) -> None:
    """Put our handlers in the place of pydata's where pages are made with our theme."""
    ours: dict[Callable[..., Any], Callable[..., Any]] = (
        {_prepare: _prepare_page, _add_functions: partial(_lend_functions, _Menu(app))}
        if is_ours(app)
        else {}
    )
    vars(pydata_utils)["_update_and_remove_templates"] = _named if ours else _name_templates
    listeners = app.events.listeners["html-page-context"]
    listeners[:] = [each._replace(handler=ours.get(each.handler, each.handler)) for each in listeners]


def _named(
    app: Sphinx,
    context: dict[str, Any],
    templates: str | list[str],
    section: str,
    templates_skip_empty_check: list[str] | None = None,
) -> list[str]:
    """Return the names of templates with their suffix; those that our theme does not know are tried by pydata."""
    files = _files(_names(templates))
    known = _names(context.get("theme_templates_skip_empty_check") or ())
    if all(name.endswith(known) for name in files):
        return list(files)
    found: list[str] = _name_templates(app, context, templates, section, templates_skip_empty_check)
    return found


def _names(listed: str | Sequence[str]) -> tuple[str, ...]:
    return _split(listed) if isinstance(listed, str) else tuple(listed)


@cache
def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(","))


@cache
def _files(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name if PurePosixPath(name).suffix else f"{name}.html" for name in names)


def _prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Do what pydata's handler does for the options of this site."""
    if context.get("theme_favicons") or context.get("theme_switcher"):
        _prepare(app, pagename, templatename, context, doctree)
        return
    for place in _PLACES:
        if context.get(place):
            context[place] = _named(app, context, context[place], place)
    context["theme_version"] = pydata_sphinx_theme.__version__


class _Menu:
    """Whether pydata's menu has anything: pages of the root toctree, or links to other sites."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    def is_empty(self, context: dict[str, Any]) -> bool:
        return not context["theme_external_links"] and next(self._trees(), None) is None

    def _trees(self) -> Iterator[nodes.Node]:
        tocs = self.app.env.tocs
        return iter(tocs[self.app.config.root_doc].findall(addnodes.toctree))


def _lend_functions(
    menu: _Menu,
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put functions into the context that have pydata make its own when they are called."""

    @cache
    def made() -> dict[str, Any]:
        whole = dict(context)
        _add_functions(app, pagename, templatename, whole, doctree)
        return whole

    def lent(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            return made()[name](*arguments, **named)

        return call

    context.update((name, lent(name)) for name in _FUNCTIONS)
    header = context["generate_header_nav_html"]
    context["generate_header_nav_html"] = lambda *arguments, **named: (
        "" if menu.is_empty(context) else header(*arguments, **named)
    )
