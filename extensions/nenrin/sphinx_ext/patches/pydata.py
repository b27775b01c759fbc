"""Spare pages what pydata does for each of them although nothing of it is shown.

It renders the components of a page once more to see whether they are empty, adds scripts that our pages leave out,
and makes nine functions, of which most pages call one to learn that the site's menu has no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pydata_sphinx_theme
from pydata_sphinx_theme import edit_this_page as pydata_edit
from pydata_sphinx_theme import toctree as pydata_toctree
from pydata_sphinx_theme import utils as pydata_utils
from sphinx import addnodes

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
_name_templates = vars(pydata_utils)["_update_and_remove_templates"]
_prepare = vars(pydata_sphinx_theme)["update_and_remove_templates"]
_choose_beside = vars(pydata_utils)["set_secondary_sidebar_items"]
_add_functions = vars(pydata_toctree)["add_toctree_functions"]
_add_edit_function = vars(pydata_edit)["setup_edit_url"]
_FUNCTIONS = {
    "unique_html_id": _add_functions,
    "generate_header_nav_html": _add_functions,
    "suppress_sidebar_toctree": _add_functions,
    "generate_toctree_html": _add_functions,
    "generate_toc_html": _add_functions,
    "navbar_align_class": _add_functions,
    "get_edit_provider_and_url": _add_edit_function,
}
"""The functions that pydata's templates call, and what adds each to the context of a page."""


def replace_handlers(app: Sphinx) -> None:
    """Put our handlers in the place of pydata's."""
    lender = _Lender(app)
    ours: dict[Callable[..., Any], Callable[..., Any]] = {
        _prepare: _prepare_page,
        _choose_beside: _name_beside,
        _add_functions: lender.lend,
        _add_edit_function: lender.lend_edit,
    }
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


def _name_beside(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name what stands beside a page, or below it in our frame."""
    chosen = context.get("theme_secondary_sidebar_items")
    if isinstance(chosen, dict):  # by patterns of page names
        _choose_beside(app, pagename, templatename, context, doctree)
    elif chosen is not None:
        context["secondary_sidebar_items"] = _named(app, context, chosen, "theme_secondary_sidebar_items")


class _Lender:
    """Gives pages functions that have pydata make its own when one is called.

    They are the same for all pages, and know the page that is being made: a function that holds a page, and is held
    by it, would keep it from being freed.
    """

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.page = ("", "", dict[str, Any]())
        self.made: dict[str, Any] = {}
        self.functions: dict[str, Callable[..., Any]] = {
            name: partial(self.call, name) for name in _FUNCTIONS
        }
        self.functions["generate_header_nav_html"] = self.header

    def lend(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Put the functions into the context of a page."""
        self.page, self.made = (pagename, templatename, context), {}
        context.update(self.functions)

    def call(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Call pydata's function of this name."""
        if not self.made:
            pagename, templatename, context = self.page
            self.made = dict(context)
            for add in dict.fromkeys(_FUNCTIONS.values()):
                add(self.app, pagename, templatename, self.made, None)
        return self.made[name](*arguments, **named)

    def header(self, *arguments: Any, **named: Any) -> str:
        """Return pydata's menu: pages of the root toctree, and links to other sites."""
        root = self.app.env.tocs[self.app.config.root_doc]
        if self.page[2]["theme_external_links"] or next(root.findall(addnodes.toctree), None):
            return str(self.call("generate_header_nav_html", *arguments, **named))
        return ""

    def lend_edit(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Do what else the handler does that makes the function which tells where to edit a page."""
        context["theme_show_toc_level"] = int(context.get("theme_show_toc_level", 1))
