"""What templates receive: posts and terms as plain values with addresses, dates and counts already in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING

from nenrin.posts import urls
from nenrin.posts.library import Library, Term
from nenrin.posts.model import Post
from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.config.guard import attempt
from nenrin.sphinx_ext.config.l10n import day_in_words, in_words, language_name, locale_of
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.store.addresses import page_url, way_to_page
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.manifest import digest
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.values import CoverView, DateView, LinkView, TermView

if TYPE_CHECKING:
    from babel import Locale
    from sphinx.builders.html import StandaloneHTMLBuilder


class Views:
    """Makes the values for one page; addresses are relative to ``pagename``."""

    def __init__(self, builder: StandaloneHTMLBuilder, pagename: str) -> None:
        self.builder = builder
        self.pagename = pagename
        build = build_state(builder.env)
        self.library = build.library
        self.covers = build.covers
        self._pictures = build.pictures
        self._digests = build.digests
        self.options = Options(builder.config)
        self.locale = locale_of(builder.config.language)
        self.base = f"{builder.config.html_baseurl.rstrip('/')}/" if builder.config.html_baseurl else ""

    @cached_property
    def _introductions(self) -> dict[str, str]:
        """The pages that introduce archives, by the archives' addresses; some have an address beside the archive's."""
        return {path: docname for docname, path in build_state(self.builder.env).introductions.items()}

    @cached_property
    def now(self) -> datetime:
        """The moment of this build."""
        return self.options.reading().now

    def url(self, target: str, anchor: str = "") -> str:
        """Return the address of the page ``target``."""
        return way_to_page(self.builder, self.pagename, self._introductions.get(target, target), anchor)

    def file(self, address: str) -> str:
        """Return ``address`` relative to the page where it is within the site, else as it is."""
        base = self.base
        if "://" in address and not (base and address.startswith(base)):
            return address
        return urls.relative(page_url(self.builder, self.pagename), address.removeprefix(base))

    def date(self, at: datetime, *, timed: bool) -> DateView:
        """Return the day of ``at`` in the words of the site's language."""
        iso = at.isoformat() if timed else at.date().isoformat()
        return DateView(iso, *day_in_words(at.date(), self.locale, self.options.date_format))

    def post(self, post: Post, *, full: bool = False) -> PostView:
        """Return ``post`` as it is shown on this page; ``full`` at the head of its own, with update and length."""
        return PostView(self, post, full=full)

    def digest(self, post: Post) -> str:
        """Return a digest of all that can be shown of a post, the same on whichever page; ``""`` where it cannot be."""

        def made(home: Views) -> str | list[object]:
            return attempt(home.post(post).values, post.docname, "its entry in lists") or ""

        return self.digest_once(("post", post.key), made)

    def digest_once(self, name: tuple[str, str], values: Callable[[Views], object]) -> str:
        """Return a digest of values that many pages show, made once in a build."""
        if name not in self._digests:
            made = values(views_to_compare(self.builder))
            self._digests[name] = digest(repr(made)) if made else ""
        return self._digests[name]

    def posts(self, posts: Iterable[Post | None]) -> tuple[PostView, ...]:
        """Return several posts, without those that cannot be shown."""
        return tuple(self.post(post) for post in posts if post and self.digest(post))

    def term(self, term: Term) -> LinkView:
        """Return the link to a term's page, with its name in the words of the site's language."""
        return LinkView(self.term_name(term), self.url(term.path), len(term.posts))

    def term_name(self, term: Term) -> str:
        """Return what readers call the term: a month by its name, a category by its own name."""
        return term_name(term, self.locale)

    def cloud(self, terms: tuple[Term, ...]) -> tuple[TermView, ...]:
        """Return terms with sizes from 1 to 5 by their number of posts."""
        most = max((len(term.posts) for term in terms), default=1)
        return tuple(
            TermView(self.term(term), size=1 + round(4 * (len(term.posts) - 1) / most), person=term.person)
            for term in terms
        )

    def tree(self, terms: tuple[Term, ...]) -> tuple[TermView, ...]:
        """Return categories as a tree."""
        inside = self.library.children

        def grow(term: Term) -> TermView:
            return TermView(self.term(term), tuple(map(grow, inside.get(term.path, ()))))

        return tuple(grow(term) for term in terms if not term.parent)

    def cover(self, post: Post) -> CoverView | None:
        """Return the cover of a post, or None."""
        picture = self.covers.get(post.key)
        if picture is None:
            return None
        size = (
            f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        )
        forms = self._pictures.get(urls.decode(picture.url.rpartition("/")[2]))
        srcset = forms.srcset("webp", self._output) if forms else ""
        return CoverView(
            self.file(picture.url), picture.alt, size, f' srcset="{escape(srcset)}"' if srcset else ""
        )

    def _output(self, name: str) -> str:
        return urls.relative(page_url(self.builder, self.pagename), urls.encode(name))

    def terms_of(self, post: Post, kind: str) -> tuple[LinkView, ...]:
        """Return the links to the terms of a post, without counts: its page must not change with them."""
        return tuple(LinkView(term.name, self.url(term.path)) for term in self.library.terms_of(post, kind))


class _ViewsToCompare(Views):
    """Views of the home page that look each address up once."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        super().__init__(builder, builder.config.root_doc)
        self._pages: dict[tuple[str, str], str] = {}
        self._files: dict[str, str] = {}

    def url(self, target: str, anchor: str = "") -> str:
        page = target, anchor
        if page not in self._pages:
            self._pages[page] = super().url(target, anchor)
        return self._pages[page]

    def file(self, address: str) -> str:
        if address not in self._files:
            self._files[address] = super().file(address)
        return self._files[address]


def views_to_compare(builder: StandaloneHTMLBuilder) -> Views:
    """Return what makes the values of any page for comparison with those of another build.

    What two pages show of one thing differs only by the way that leads to the same address, so the home page's stands
    for all.
    """
    return _views_to_compare(builder, build_state(builder.env).library)


@lru_cache(maxsize=1)
def _views_to_compare(builder: StandaloneHTMLBuilder, library: Library) -> _ViewsToCompare:
    # A build has one library, so these views serve no other build.
    return _ViewsToCompare(builder)


def term_name(term: Term, locale: Locale) -> str:
    """Return what readers in ``locale`` call the term: a month or a language by its name, others as written."""
    kind = KINDS[term.kind]
    if term.kind == "language":
        return language_name(term.name)
    if not kind.is_dated:
        return term.name
    year, month = (*map(int, term.names), 1)[:2]
    return in_words(kind.skeleton, date(year, month, 1), locale)
