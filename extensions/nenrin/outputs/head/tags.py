"""Write the ``<meta>`` and ``<link>`` elements in the head of a page, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape

from babel import localedata
from babel.core import get_global, parse_locale

from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.feeds.xml import clean
from nenrin.outputs.head import jsonld

_NAMED = re.compile(r"""<meta\b[^>]*?\s(?:name|property)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RELATED = re.compile(r"""<link\b[^>]*?\srel\s*=\s*["']?(canonical|prev|next)\b""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """The Open Graph article properties of a post; ``authors`` are URLs of their pages."""

    published: datetime
    modified: datetime
    section: str = ""
    tags: Sequence[str] = ()
    authors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed, or the page itself in another form, that the page announces; ``href`` is relative to it."""

    href: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says about a page; empty values are left out.

    ``url`` is its canonical absolute address; without one there is no Open Graph. ``alternates`` are absolute
    addresses by language, the page's own and ``x-default`` among them; ``older`` and ``newer`` are relative.
    ``data`` are what search engines are told in schema.org's words.
    """

    url: str
    title: str
    site: str
    language: str
    description: str = ""
    kind: str = "website"
    article: Article | None = None
    picture: Picture | None = None
    alternates: Sequence[tuple[str, str]] = ()
    feeds: Sequence[FeedLink] = ()
    older: str = ""
    newer: str = ""
    hidden: bool = False
    data: Sequence[jsonld.Thing] = ()


def write_tags(head: Head, already: str = "") -> str:
    """Return the elements of ``head``, one a line, without those that ``already`` (HTML) has.

    What another extension has said of one thing, such as ``og:title``, is its own; the rest is still said.
    """
    said = {name.lower() for name in (*_NAMED.findall(already), *_RELATED.findall(already))}
    lines = [*_metas(head, said), *_links(head, said)]
    if head.data and "application/ld+json" not in already:
        lines.append(jsonld.script(head.data))
    return "".join(f"{line}\n" for line in lines)


@cache
def open_graph_locale(language: str) -> str:
    """Return Open Graph's spelling of a language tag, with the region it most likely means: ``ja_JP`` for ``ja``.

    ``""`` for a language that Babel has no data of, such as ``nan``: nobody who reads the element would know it.
    """
    parts = language.replace("-", "_").split("_")
    main = parts[0].lower()
    if not localedata.exists(main):
        return ""
    region = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    if not region:
        likely = get_global("likely_subtags")
        full = likely.get("_".join((main, *(part.title() for part in parts[1:2])))) or likely.get(main) or ""
        region = parse_locale(full)[1] or "" if full else ""
    return f"{main}_{region.upper()}" if region else main


def _metas(head: Head, said: set[str]) -> Iterator[str]:
    for attribute, name, value in _values(head):
        # An element that may come several times counts as said as a whole.
        if clean(value).strip() and name not in said:
            yield f'<meta {attribute}="{name}" content="{escape(clean(value).strip())}">'


def _values(head: Head) -> Iterator[tuple[str, str, str]]:
    yield "name", "description", head.description
    yield "name", "robots", "noindex" if head.hidden else ""
    if not head.url:
        return
    yield "property", "og:type", head.kind
    yield "property", "og:title", head.title
    yield "property", "og:description", head.description
    yield "property", "og:url", head.url
    yield "property", "og:site_name", head.site
    yield "property", "og:locale", open_graph_locale(head.language)
    for language, _url in head.alternates:
        if language not in {head.language, "x-default"}:
            yield "property", "og:locale:alternate", open_graph_locale(language)
    if head.article:
        yield from _article(head.article)
    if head.picture:
        yield from _picture(head.picture)
    yield "name", "twitter:card", "summary_large_image" if head.picture else "summary"


def _article(article: Article) -> Iterator[tuple[str, str, str]]:
    yield "property", "article:published_time", article.published.isoformat()
    if article.modified != article.published:
        yield "property", "article:modified_time", article.modified.isoformat()
    for author in article.authors:
        yield "property", "article:author", author
    yield "property", "article:section", article.section
    for tag in article.tags:
        yield "property", "article:tag", tag


def _picture(picture: Picture) -> Iterator[tuple[str, str, str]]:
    yield "property", "og:image", picture.url
    yield "property", "og:image:type", picture.type
    if picture.width and picture.height:
        yield "property", "og:image:width", str(picture.width)
        yield "property", "og:image:height", str(picture.height)
    yield "property", "og:image:alt", picture.alt


def _links(head: Head, said: set[str]) -> Iterator[str]:
    if head.older and "prev" not in said:
        yield f'<link rel="prev" href="{escape(head.older)}">'
    if head.newer and "next" not in said:
        yield f'<link rel="next" href="{escape(head.newer)}">'
    for language, url in head.alternates:
        yield f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(url)}">'
    for feed in head.feeds:
        title = escape(clean(feed.title))
        yield f'<link rel="alternate" type="{feed.type}" title="{title}" href="{escape(feed.href)}">'
