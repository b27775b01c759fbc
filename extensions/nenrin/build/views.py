"""What templates receive: posts and terms as plain values with addresses, dates and counts already in words."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from sphinx.locale import get_translation, get_translator
from sphinx.util.osutil import relative_uri

from nenrin.build.config import Options
from nenrin.build.domain import post_domain
from nenrin.posts.library import Term
from nenrin.posts.model import Author, Post

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

CATALOG = "nenrin"
"""The gettext domain of our own words."""

_ = get_translation(CATALOG)


@dataclass(frozen=True, slots=True)
class DateView:
    """A date: ``iso`` for machines (the instant, or the day where the author gave no time), ``text`` for readers.

    ``day`` is the day of the month alone.
    """

    iso: str
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a page of the site, with the number of posts behind it (0 where it has no meaning)."""

    name: str
    url: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class CoverView:
    """A cover image; ``size`` are its width and height as HTML attributes, ``""`` where they are not known."""

    src: str
    alt: str
    size: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A post in a list or at the head of its page; addresses are relative to the page it is shown on."""

    title: str
    url: str
    published: DateView
    updated: DateView | None
    description: str
    excerpt: str
    reading_time: str
    word_count: str
    categories: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    authors: tuple[LinkView, ...]
    language: str
    state: str
    state_text: str
    pinned: bool
    external: bool
    cover: CoverView | None = None


@dataclass(frozen=True, slots=True)
class TermView:
    """A term in a list of terms: its link, the terms below it, and how large it is shown (1 to 5)."""

    link: LinkView
    children: tuple[TermView, ...] = ()
    size: int = 3
    person: Author | None = None


def language_tag(language: str | None) -> str:
    """Return the BCP 47 tag of a Sphinx ``language``: ``zh-CN`` for ``zh_CN``."""
    return (language or "en").replace("_", "-")


@cache
def locale_of(language: str | None) -> Locale:
    """Return Babel's locale of a language tag; English where Babel has none."""
    try:
        return Locale.parse((language or "en").replace("-", "_"), sep="_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _day(day: date, locale: Locale) -> tuple[str, str]:
    """Return the date and the day of the month in words; Babel takes its time, and dates come again."""
    return format_date(day, "long", locale=locale), in_words("d", day, locale)


@cache
def in_words(skeleton: str, day: date, locale: Locale) -> str:
    """Return the parts of a date that ``skeleton`` (CLDR) names, in the words of a language."""
    return str(format_skeleton(skeleton, day, locale=locale))


@cache
def _escaped(uri: str) -> str:
    return quote(uri, safe="/=&%+~.@,;:!$'()*-_")


def plural(one: str, many: str, number: int) -> str:
    """Return our words for ``number`` things in the site's language, the number put in."""
    found: str = get_translator(CATALOG).ngettext(one, many, number)
    return found.format(n=f"{number:,}")


class Views:
    """Makes the values for one page; addresses are relative to ``pagename``."""

    def __init__(self, builder: StandaloneHTMLBuilder, pagename: str) -> None:
        self.builder = builder
        self.pagename = pagename
        self.library = post_domain(builder.env).library
        self.options = Options(builder.config)
        self.locale = locale_of(builder.config.language)
        self.covers = post_domain(builder.env).covers
        self.base = f"{builder.config.html_baseurl.rstrip('/')}/" if builder.config.html_baseurl else ""

    @cached_property
    def _here(self) -> str:
        return _escaped(self.builder.get_target_uri(self.pagename))

    @cached_property
    def now(self) -> datetime:
        """The moment of this build."""
        return self.options.reading().now

    def url(self, target: str, anchor: str = "") -> str:
        """Return the address of the page ``target``, percent-encoded as RFC 3986 wants it."""
        # Escaped before they are compared: a folder may be called `C#`, which is no fragment.
        there = _escaped(self.builder.get_target_uri(target))
        uri = relative_uri(self._here, there) or posixpath.basename(there) or "./"
        return f"{uri}#{quote(anchor)}" if anchor else uri

    def file(self, address: str) -> str:
        """Return ``address`` relative to the page where it is within the site, else as it is."""
        base = self.base
        if "://" in address and not (base and address.startswith(base)):
            return address
        here = self.builder.get_target_uri(self.pagename)
        return relative_uri(quote(here), address[len(base) :] if base else address)

    def date(self, at: datetime, *, timed: bool) -> DateView:
        """Return the day of ``at`` in the words of the site's language."""
        iso = at.isoformat() if timed else at.date().isoformat()
        return DateView(iso, *_day(at.date(), self.locale))

    def post(self, post: Post, *, full: bool = False) -> PostView:
        """Return ``post`` as it is shown on this page; ``full`` at the head of its own, with update and length."""
        state = post.state(self.now)
        updated = self.date(post.updated, timed=post.updated_timed) if full and post.updated else None
        return PostView(
            title=post.title,
            url=post.external or self.url(post.docname, post.anchor),
            published=self.date(post.published, timed=post.timed),
            updated=updated,
            description=post.description,
            excerpt=post.description or post.body.excerpt,
            reading_time=plural("{n} min read", "{n} min read", post.body.minutes),
            word_count=plural("{n} word", "{n} words", post.body.words) if full else "",
            categories=self._links(post, "category"),
            tags=self._links(post, "tag"),
            authors=self._links(post, "author"),
            language=post.language,
            state=state,
            state_text={"draft": _("Draft"), "scheduled": _("Scheduled"), "expired": _("Expired")}.get(
                state, ""
            ),
            pinned=post.pinned > 0,
            external=bool(post.external),
            cover=self._cover(post),
        )

    def posts(self, posts: Any) -> tuple[PostView, ...]:
        """Return several posts."""
        return tuple(self.post(post) for post in posts)

    def term(self, term: Term) -> LinkView:
        """Return the link to a term's page, with its name in the words of the site's language."""
        return LinkView(self.term_name(term), self.url(term.path), len(term.posts))

    def term_name(self, term: Term) -> str:
        """Return what readers call the term: a month by its name, a category by its own name."""
        if term.kind == "year":
            return in_words("y", date(int(term.name), 1, 1), self.locale)
        if term.kind == "month":
            return in_words("yMMMM", date(int(term.names[0]), int(term.name), 1), self.locale)
        return term.name

    def cloud(self, terms: tuple[Term, ...]) -> tuple[TermView, ...]:
        """Return terms with sizes from 1 to 5 by their number of posts."""
        most = max((len(term.posts) for term in terms), default=1)
        return tuple(
            TermView(self.term(term), size=1 + round(4 * (len(term.posts) - 1) / most), person=term.person)
            for term in terms
        )

    def tree(self, terms: tuple[Term, ...]) -> tuple[TermView, ...]:
        """Return categories as a tree."""
        by_path = {term.path: term for term in terms}

        def grow(term: Term) -> TermView:
            return TermView(self.term(term), tuple(grow(by_path[path]) for path in term.children))

        return tuple(grow(term) for term in terms if not term.parent)

    def _cover(self, post: Post) -> CoverView | None:
        picture = self.covers.get(post.key)
        if picture is None:
            return None
        size = (
            f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        )
        return CoverView(self.file(picture.url), picture.alt, size)

    def _links(self, post: Post, kind: str) -> tuple[LinkView, ...]:
        # Without counts: a post does not show them, and its page must not change with them.
        return tuple(LinkView(term.name, self.url(term.path)) for term in self.library.terms_of(post, kind))
