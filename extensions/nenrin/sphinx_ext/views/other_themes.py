"""What pages of other themes show of posts: it is put into the body, the one place that every theme has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.jinja2glue import SphinxFileSystemLoader

from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.theme import THEMES
from nenrin.sphinx_ext.store.site_urls import site_of
from nenrin.sphinx_ext.views.factory import Views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_ARCHIVES = frozenset({"posts.html", "terms.html", "archive.html"})
"""The templates of archive pages."""

_FOLDER = THEMES / "plain"
_SHEET = "nenrin-plain.css"
_HEADING_ENDS = re.compile(r"</h[1-6]>\n?")


def add_plain_templates(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """Put our templates behind the theme's and the site's own, and our stylesheet among the static files."""
    builder.templates.loaders.append(SphinxFileSystemLoader(_FOLDER))
    app.config.html_static_path.append(str(_FOLDER / "static"))


def put_plain_templates_first(builder: StandaloneHTMLBuilder) -> None:
    """Put our templates for bodies before a theme's of the same names."""
    builder.templates.loaders.insert(0, SphinxFileSystemLoader(_FOLDER))
    builder.templates.templatepathlen += 1


def fill_page(app: Sphinx, views: Views, template: str, context: dict[str, Any]) -> str | None:
    """Put an archive, or what posts say of themselves, into the body of a page; return the template of an archive."""
    posts = views.library.by_docname.get(views.pagename, ()) if "body" in context else ()
    if template in _ARCHIVES:
        return _fill_archive(app, views.builder, template, context)
    if posts and site_of(app):
        _fill_post_page(app, views, posts, context)
    return None


def _fill_archive(app: Sphinx, builder: StandaloneHTMLBuilder, template: str, context: dict[str, Any]) -> str:
    """Put an archive below what introduces it; a template of this name among the site's own makes the whole page."""
    if any((Path(app.confdir) / folder / template).is_file() for folder in app.config.templates_path):
        return template
    context["body"] = context.get("body", "") + builder.templates.render(f"nenrin/{template}", context)
    app.add_css_file(_SHEET)
    return "page.html"


def _fill_post_page(app: Sphinx, views: Views, posts: tuple[Post, ...], context: dict[str, Any]) -> None:
    """Put below each post's title what it says of itself, and below a page's only post what leads on from it."""
    app.add_css_file(_SHEET)
    render = views.builder.templates.render
    page = context["nenrin"]["page"]
    for post, view in zip(posts, context["nenrin"]["posts"], strict=True):
        values = {**context, "page": page, "post": view}
        head = render("nenrin/post-head.html", values)
        context["body"] = _below_title(context["body"], post.anchor, head)
    if page:
        context["body"] += render("nenrin/post-foot.html", {**context, "page": page})


def _below_title(body: str, anchor: str, head: str) -> str:
    """Return ``body`` with ``head`` below the first heading, or the first after ``anchor``; a page may have none."""
    start = max(body.find(f'id="{anchor}"'), 0) if anchor else 0
    heading = _HEADING_ENDS.search(body, start)
    at = heading.end() if heading else 0
    return f"{body[:at]}{head}\n{body[at:]}"
