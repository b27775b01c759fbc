"""What every page's template gets from us: the site, the kind of page, the post of the page, the home page's lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import SphinxFileSystemLoader
from sphinx.locale import get_translation

from nenrin.outputs.inline_styles import without_styles
from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.conf_links import clean_links
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import CATALOG, language_tag, locale_of, plural
from nenrin.sphinx_ext.config.theme import THEME_PATH, uses_our_theme
from nenrin.sphinx_ext.views import other_themes
from nenrin.sphinx_ext.views.factory import Views, views_to_compare
from nenrin.sphinx_ext.views.home import home_view
from nenrin.sphinx_ext.views.introductions import add_archive, introduced
from nenrin.sphinx_ext.views.post_page import post_page
from nenrin.sphinx_ext.views.site import site_view
from nenrin.sphinx_ext.views.toc import contents

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_ = get_translation(CATALOG)
_TITLE = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)
_TASK = re.compile(r'<input class="task-list-item-checkbox"([^>]*)>')
_CODE = re.compile(
    r'(<div class="highlight-(?!none|default|text)([\w+-]+) notranslate"><div class="highlight")>'
)
_LATIN_EMPHASIS = re.compile(r"<em>([\0-;=-\u024f\u2010-\u201f\u2026]+)</em>")
_VIEWPORT = re.compile(r'<meta[^>]*name="viewport"[^>]*>\n?')
_KINDS = {
    "posts.html": "list",
    "terms.html": "terms",
    "archive.html": "archive",
    "search.html": "search",
    "404.html": "missing",
}
"""What kind of page a template makes; other generated pages are "generated"."""
_TREES = ("sidebar-nav-bs.html", "sidebar-collapse.html")
"""pydata's tree of pages and the button that folds it."""


@costs("what Nenrin puts round every page")
def add_frame(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add ``nenrin`` (values) and ``t``, ``tn`` (our words) to the context, as every page has them.

    Another theme can use them.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    views = Views(app.builder, pagename)
    kind = "page" if doctree is not None else _kind(templatename)
    context["t"], context["tn"] = get_translation(CATALOG), plural
    clean_links(context)
    context["language"] = language_tag(app.config.language)
    context["nenrin"] = {
        "kind": kind,
        "site": site_view(views),
        "toc": contents(context.get("toc", "")),
        "beside": _beside(app, pagename, context, kind) if uses_our_theme(app) else [],
        "page": None,
        "posts": (),
        "home": None,
        "first_scripts": (),
        "mermaid": _file(context, views.options.mermaid_url),
        "comments_load": views.options.comments_load,
        "frame_lang": "",
        "direction": "",
    }


@costs("what Nenrin puts round its text")
def add_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Add to ``nenrin`` what is of this page: its posts, or what the home page lists. Return the page's template.

    Another theme keeps its own templates, and gets what it cannot know of in the body.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return None
    if "nenrin" not in context:  # it failed on this page, and no template of the theme does without
        add_frame(app, pagename, templatename, context, doctree)
    views = Views(app.builder, pagename)
    is_home = pagename == app.config.root_doc
    posts = views.library.by_docname.get(pagename, ()) if doctree is not None else ()
    post = views.library.post_of(pagename) if posts else None
    context["nenrin"] |= _values_of_posts(views, pagename, posts)
    archive = introduced(app.builder, pagename) if doctree is not None else None
    if archive:
        _name, values, templatename = archive
        add_archive(context, values)
    if is_home or post or archive:
        kind = "home" if is_home else "post" if post else _kind(templatename)
        beside = _beside(app, pagename, context, kind) if uses_our_theme(app) else []
        context["nenrin"] |= {"kind": kind, "beside": beside}
    if post:
        frame, context["language"] = context["language"], language_tag(post.language or app.config.language)
        # The page is in the language of its post; what stands round it is in the site's.
        context["nenrin"]["frame_lang"] = "" if context["language"] == frame else f' lang="{frame}"'
    if locale_of(context["language"]).text_direction == "rtl":
        # pydata's template makes the first tag itself, so the body says it in ours.
        context["nenrin"]["direction"] = ' dir="rtl"'
        root = escape(context.get("content_root", ""))
        context["html_tag"] = f'<html lang="{context["language"]}" dir="rtl" data-content_root="{root}">'
    if not uses_our_theme(app):
        return other_themes.fill_page(app, views, templatename, context)
    _tidy(context)
    if is_home and not (post or archive) and views.options.home_profile:
        context["body"] = _TITLE.sub("", context["body"], count=1)
    if not (post or archive):
        return "home.html" if is_home else None
    context["body"] = _TITLE.sub("", context["body"], count=1)
    return archive[2] if archive else "post.html"


def _tidy(context: dict[str, Any]) -> None:
    """Take from what Sphinx has made of a page what our theme does better."""
    # docutils says the same again that stands in every page of Sphinx's.
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags") or "")
    if "body" in context:
        body = _TASK.sub(_labelled, without_styles(context["body"]))
        body = _CODE.sub(r'\1 data-language="\2">', body)
        # Latin words may slant in a text that has its own way to stress Han characters.
        context["body"] = _LATIN_EMPHASIS.sub(r'<em class="latin">\1</em>', body)


def values_of_posts(app: Sphinx) -> Callable[[str], object]:
    """Return what gives the values that the template of a page receives of posts, its own and others."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return lambda docname: None
    views = views_to_compare(builder)
    by_docname = views.library.by_docname
    return lambda docname: _values_of_posts(views, docname, by_docname.get(docname, ()))


def _values_of_posts(views: Views, pagename: str, posts: tuple[Post, ...]) -> dict[str, object]:
    post = views.library.post_of(pagename) if posts else None
    is_home = pagename == views.builder.config.root_doc
    return {
        "page": post_page(views, post) if post else None,
        "posts": tuple(views.post(each, full=True) for each in posts),
        "home": home_view(views) if is_home else None,
    }


@costs("the theme's templates")
def use_our_templates(app: Sphinx) -> None:
    """Put our components before pydata's of the same names, and archive pages within the reach of other themes."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    loaders = builder.templates.loaders
    if not uses_our_theme(app):
        other_themes.add_plain_templates(app, builder)
        return
    # pydata's stand at the end of the site's own folders, which go before all.
    at = next((at for at, loader in enumerate(loaders) if _is_pydata(loader)), len(loaders))
    loaders.insert(at, SphinxFileSystemLoader(THEME_PATH / "components"))
    builder.templates.templatepathlen += 1


def _is_pydata(loader: SphinxFileSystemLoader) -> bool:
    return any(Path(path).parts[-2:] == ("pydata_sphinx_theme", "components") for path in loader.searchpath)


def _beside(app: Sphinx, pagename: str, context: dict[str, Any], kind: str) -> list[str]:
    """Return the templates of ``html_sidebars`` for this page; the tree of pages only where it has branches."""
    sidebars = context.get("sidebars") or []
    may_have = kind == "page" and (context.get("parents") or app.env.toctree_includes.get(pagename))
    in_tree = may_have and _has_tree(context)
    return [name for name in sidebars if in_tree or name not in _TREES]


def _has_tree(context: dict[str, Any]) -> bool:
    """Whether pydata can draw a tree here: it has none for a page with a toctree that is itself in no other's."""
    hidden = str(context.get("theme_sidebar_includehidden", True)).lower() in {"true", "1", "yes", "on"}
    return not context["suppress_sidebar_toctree"](includehidden=hidden)


def _file(context: dict[str, Any], address: str) -> str:
    """Return the address of a script: of one of the site's own relative to the page, others as they are."""
    return (
        address
        if "://" in address or not address
        else str(context["pathto"](address.lstrip("/"), resource=True))
    )


def _labelled(task: re.Match[str]) -> str:
    """Name a box of a task list, which is read out before its text."""
    said = escape(str(_("Done") if "checked=" in task[1] else _("To do")))
    return f'<input class="task-list-item-checkbox" aria-label="{said}"{task[1]}>'


def _kind(templatename: str) -> str:
    return _KINDS.get(templatename, "generated")
