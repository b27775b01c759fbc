"""The head of every page for machines: canonical address, Open Graph, JSON-LD, languages, feeds, neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from nenrin.outputs.head import jsonld, tags
from nenrin.posts import urls
from nenrin.posts.addresses import MISSING
from nenrin.posts.model import Author, Post
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.site_urls import Site, site_of
from nenrin.sphinx_ext.views.factory import Views, views_to_compare
from nenrin.sphinx_ext.views.post_page import licence, license_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from nenrin.outputs.feeds.entry import Picture

_NO_PLACE = ("search", MISSING, "genindex")
"""Pages that are found by no one in a search engine and shared by no one."""

_NAMES = {"application/atom+xml": "Atom", "application/rss+xml": "RSS", "application/feed+json": "JSON Feed"}


def heads(app: Sphinx) -> Callable[[str], tags.Head | None]:
    """Return what gives the head of a page, but for what it takes from its text and its place in the toctrees."""
    site = site_of(app)
    if site is None:
        return lambda docname: None
    views = views_to_compare(site.builder)
    return lambda docname: _Page(site, docname, {}, views, is_source=True).said()


def head_of(app: Sphinx) -> Callable[[str, dict[str, Any]], tags.Head | None]:
    """Return what gives the head of a page that no source file stands for, by its name and context."""
    site = site_of(app)
    if site is None:
        return lambda pagename, context: None
    views = views_to_compare(site.builder)
    return lambda pagename, context: _Page(site, pagename, context, views, is_source=False).said()


@costs("what its head tells machines")
def add_metadata(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what machines read to the page's ``metatags``, and set its canonical address."""
    site = site_of(app)
    if site is None:
        return
    if pagename in _NO_PLACE:
        context["pageurl"] = None
        if pagename == MISSING:
            context["metatags"] = f"{_missing_head(site)}{context.get('metatags') or ''}"
        return
    page = _Page(site, pagename, context, Views(site.builder, pagename), is_source=doctree is not None)
    context["pageurl"] = page.url or None
    already = context.get("metatags") or ""
    context["metatags"] = f"{already}{tags.write_tags(page.said(), already)}"


def complete_heads(app: Sphinx) -> None:
    """Put what the head says into pages of themes whose templates leave Sphinx's ``metatags`` out.

    It stands before what such a theme says of the page itself, as readers of heads take the first of two.
    """
    templates = getattr(app.builder, "templates", None)
    if templates is None or uses_our_theme(app):
        return
    render: Callable[[str, dict[str, Any]], str] = templates.render

    def rendered(template: str, context: dict[str, Any]) -> str:
        page = render(template, context)
        said = context.get("metatags") or ""
        before, title, after = page.partition("<title")
        return page if said in page or not title else f"{before}{said}\n{title}{after}"

    templates.render = rendered


def _missing_head(site: Site) -> str:
    """Return the head of the page that is shown at any address: its links start from the root of the site."""
    root = urls.split(site.base).path or "/"
    base = escape(f"{root}{page_url(site.builder, MISSING)}")
    return f'<base href="{base}">\n<meta name="robots" content="noindex">\n'


class _Page:
    """One page and what is to be said of it."""

    def __init__(
        self, site: Site, pagename: str, context: dict[str, Any], views: Views, *, is_source: bool
    ) -> None:
        self.site = site
        self.pagename = pagename
        self.context = context
        self.is_source = is_source
        self.views = views
        self.post = site.library.post_of(pagename) if is_source else None
        self.archive = site.build.introductions.get(pagename, pagename)
        self.is_home = pagename == site.app.config.root_doc
        self.here = site.page(pagename) if site.base else ""
        self.url = (self.post.canonical if self.post else "") or self.here
        self.list = context.get("list")
        self.person: Author | None = getattr(self.list, "person", None)

    def said(self) -> tags.Head:
        older, newer = self._neighbours()
        return tags.Head(
            url=self.url if self.site.base else "",
            title=self._title(),
            site=self.site.title,
            language=self._language(),
            description=self._description(),
            kind="article" if self.post else "profile" if self.person else "website",
            article=self._article(self.post) if self.post else None,
            picture=self._picture(),
            alternates=self._alternates(self.post) if self.post and self.site.base else (),
            feeds=self._other_forms(),
            older=older,
            newer=newer,
            hidden=self._is_hidden(self.post) if self.post else False,
            data=self._data() if self.site.base else (),
        )

    def _title(self) -> str:
        if self.post:
            return self.post.title
        if self.is_home:
            return self.site.title
        title = self.context.get("title") or ""
        return _text(title) if self.is_source else str(title)

    def _language(self) -> str:
        return language_tag((self.post and self.post.language) or self.site.language)

    def _description(self) -> str:
        if self.post:
            return self.post.description or self.post.body.excerpt
        if self.person:
            return self.person.bio
        return str(self.site.options.description) if self.is_home else ""

    def _picture(self) -> Picture | None:
        build = self.site.build
        cover = build.covers.get(self.post.key) if self.post else None
        if cover and cover.is_shown_anywhere:
            return cover
        return build.cards.get(self.pagename) or build.cards.get(self.site.app.config.root_doc)

    def _article(self, post: Post) -> tags.Article:
        section = post.categories[0][0] if post.categories else ""
        authors = [self.site.page(term.path) for term in self.site.library.terms_of(post, "author")]
        return tags.Article(post.published, post.changed, section, post.tags, authors)

    def _alternates(self, post: Post) -> list[tuple[str, str]]:
        versions = self.site.build.versions.get(post.key, ())
        found = [(language_tag(each.language), self.site.post(each.post)) for each in versions]
        # Readers of no listed language get the version in the site's own.
        return found + [("x-default", url) for language, url in found if language == self.site.language]

    def _other_forms(self) -> list[tags.FeedLink]:
        feeds = self.site.build.feeds
        path = self.archive.partition("/page/")[0]
        found = []
        for planned in (*(feeds.get(path, ()) if self.list else ()), *feeds.get("", ())):
            name = (
                f"{self.site.title} – {self.views.term_name(planned.term)}"
                if planned.term
                else self.site.title
            )
            href = self.views.file(self.site.file(planned.name))
            found.append(tags.FeedLink(href, planned.format.type, f"{name} ({_NAMES[planned.format.type]})"))
        if self.post and (mirror := self.site.mirror(self.post)):
            found.append(tags.FeedLink(self.views.file(self.site.file(mirror)), "text/markdown", "Markdown"))
        return found

    def _neighbours(self) -> tuple[str, str]:
        """Return the addresses of the page before and after in time; Sphinx links those of a toctree itself."""
        if self.list:
            # The first page of a list has the newest posts, and further pages lead back in time.
            return self.list.newer, self.list.older
        if self.post is None or self.context.get("prev") or self.context.get("next"):
            return "", ""
        older, newer = self.site.library.neighbours(self.post)
        return (
            self.views.url(older.docname, older.anchor) if older else "",
            self.views.url(newer.docname, newer.anchor) if newer else "",
        )

    def _is_hidden(self, post: Post) -> bool:
        return bool(post.switches.noindex) or not post.is_out(self.views.now)

    def _data(self) -> list[jsonld.Thing]:
        blog = _blog(self.site)
        things: list[jsonld.Thing] = [self._posting(self.post, blog)] if self.post else []
        if self.is_home or self.archive == self.site.library.root:
            things.append(blog)
        if self.person:
            things.append(jsonld.ProfilePage(self.url, self._person(self.person)))
        trail = self._trail()
        if len(trail) > 1:
            things.append(jsonld.Breadcrumbs(trail))
        return things

    def _posting(self, post: Post, blog: jsonld.Blog) -> jsonld.Posting:
        return jsonld.Posting(
            part_of=blog,
            url=self.url,
            title=post.title,
            description=self._description(),
            language=self._language(),
            published=post.published,
            modified=post.changed,
            authors=[self._person(author) for author in post.authors],
            sections=[" / ".join(path) for path in post.categories],
            tags=post.tags,
            picture=self._picture(),
            words=post.body.words,
            minutes=post.body.minutes,
            license=_license(self.views, post),
            source=post.source,
        )

    def _person(self, author: Author) -> jsonld.Person:
        return _people(self.site)(author)

    def _trail(self) -> list[tuple[str, str]]:
        home = [(self.site.title, self.site.base)]
        if self.is_home:
            return home
        above = [(link.name, urls.join(self.here, link.url)) for link in getattr(self.list, "trail", ())]
        if self.post:
            above = self._topics(self.post)
        for parent in self.context.get("parents") or ():
            above.append(
                (
                    _text(parent["title"]),
                    urls.join(self.here, urls.mend(parent["link"])),
                )
            )
        return [*home, *above, (self._title(), self.here)]

    def _topics(self, post: Post) -> list[tuple[str, str]]:
        """Return the post's first category with those above it."""
        path = post.categories[0] if post.categories else ()
        terms = (self.site.library.terms.get(("category", path[:depth])) for depth in range(1, len(path) + 1))
        return [(term.name, self.site.page(term.path)) for term in terms if term]


@lru_cache(maxsize=1)
def _blog(site: Site) -> jsonld.Blog:
    authors = [_people(site)(author) for author in site.options.reading().default_authors]
    return jsonld.Blog(site.base, site.title, site.options.description, site.language, authors)


@lru_cache(maxsize=1)
def _people(site: Site) -> Callable[[Author], jsonld.Person]:
    """Return what describes the authors of a site, each once; of one site at a time, for it holds the whole build."""
    return cache(partial(_person, site))


def _person(site: Site, author: Author) -> jsonld.Person:
    term = site.library.terms.get(("author", (author.name,)))
    avatar = urls.join(site.base, author.avatar) if author.avatar.startswith(("http", "/")) else ""
    return jsonld.Person(author.name, site.page(term.path) if term else "", author.link, avatar, author.bio)


def _license(views: Views, post: Post) -> str:
    """Return the licence of a post for machines: its address, its name where it has none."""
    named = licence(license_of(views, post))
    return (named.url or named.name) if named else ""


def _text(html: str) -> str:
    """Return the text of a title that Sphinx has rendered."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
