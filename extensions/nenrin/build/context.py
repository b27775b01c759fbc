"""What every page's template gets from us: the site, the post of the page, the home page's lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import SphinxFileSystemLoader
from sphinx.locale import get_translation

from nenrin.build.config import is_set
from nenrin.build.domain import post_domain
from nenrin.build.views import CATALOG, PostView, TermView, Views, language_tag, plural

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

THEME = "nenrin"
_TITLE = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site: its name, what it is about, its language (BCP 47) and the addresses of its own pages."""

    title: str
    description: str
    language: str
    home: str
    posts: str
    archive: str
    categories: str
    tags: str
    authors: str
    feed: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page lists."""

    pinned: tuple[PostView, ...]
    posts: tuple[PostView, ...]
    total: str
    more: bool
    categories: tuple[TermView, ...]
    tags: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class PostPageView:
    """A post at the head of its own page, with its neighbours in time."""

    post: PostView
    older: PostView | None
    newer: PostView | None
    toc: bool


def add_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Add ``nenrin`` (values) and ``t``, ``tn`` (our words) to the context; return the template of the page.

    Another theme keeps its own templates and can use the values.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return None
    views = Views(app.builder, pagename)
    domain = post_domain(app.env)
    posts = domain.library.by_docname.get(pagename, ()) if doctree is not None else ()
    is_home = pagename == app.config.root_doc
    post = posts[0] if len(posts) == 1 and not posts[0].anchor else None
    context["t"], context["tn"] = get_translation(CATALOG), plural
    context["nenrin"] = {
        "site": _site(app, views),
        "page": _post_page(views, post) if post else None,
        "home": _home(views) if is_home else None,
    }
    context["language"] = (post and post.language) or language_tag(app.config.language)
    if post and post.description:
        context["metatags"] = _described(context.get("metatags", ""), post.description)
    if getattr(app.builder, "theme", None) is None or not _is_ours(app):
        return None
    if post:
        context["body"] = _TITLE.sub("", context["body"], count=1)
        return "post.html"
    return "home.html" if is_home else None


def use_other_themes(app: Sphinx) -> None:
    """Let archive pages find their templates when the site has another theme than ours."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or _is_ours(app):
        return
    builder.templates.loaders.append(SphinxFileSystemLoader(theme_path()))


def theme_path() -> str:
    """Return the folder of the theme."""
    return str(Path(__file__).parents[1] / "theme" / THEME)


def _is_ours(app: Sphinx) -> bool:
    theme = getattr(app.builder, "theme", None)
    return theme is not None and any(str(path) == theme_path() for path in theme.get_theme_dirs())


def _site(app: Sphinx, views: Views) -> SiteView:
    root = views.library.root
    return SiteView(
        title=app.config.html_title if is_set(app.config, "html_title") else app.config.project,
        description=views.options.description,
        language=language_tag(app.config.language),
        home=views.url(app.config.root_doc),
        posts=views.url(root),
        archive=views.url(f"{root}/archive"),
        categories=views.url(f"{root}/category") if views.library.categories else "",
        tags=views.url(f"{root}/tag") if views.library.tags else "",
        authors=views.url(f"{root}/author") if views.library.authors else "",
        feed=f"{app.config.html_baseurl.rstrip('/')}/{root}/atom.xml" if app.config.html_baseurl else "",
    )


def _post_page(views: Views, post: Any) -> PostPageView:
    older, newer = views.library.neighbours(post)
    return PostPageView(
        post=views.post(post),
        older=views.post(older) if older else None,
        newer=views.post(newer) if newer else None,
        toc=post.switches.toc is not False,
    )


def _home(views: Views) -> HomeView:
    library = views.library
    size: int = views.options.page_size
    latest = [post for post in library.posts if post not in library.pinned][:size]
    return HomeView(
        pinned=views.posts(library.pinned),
        posts=views.posts(latest),
        total=plural("{n} post", "{n} posts", len(library.posts)),
        more=len(library.posts) > len(latest) + len(library.pinned),
        categories=views.tree(library.categories),
        tags=views.cloud(library.tags),
    )


def _described(metatags: str, description: str) -> str:
    if 'name="description"' in metatags:
        return metatags
    return f'{metatags}<meta name="description" content="{escape(description)}" />\n'
