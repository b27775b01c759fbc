"""What archive pages show: every list of posts and terms, as contexts for their templates, under ABlog's addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from nenrin.posts.library import Library, Term
from nenrin.posts.model import Post
from nenrin.posts.pagination import NEWEST, paginate
from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.config.guard import attempt
from nenrin.sphinx_ext.config.l10n import CATALOG, locale_of, plural
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.views.factory import Views, term_name
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.timeline import rings, timeline
from nenrin.sphinx_ext.views.values import LinkView

if TYPE_CHECKING:
    from babel import Locale
    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation(CATALOG)

Page = tuple[str, dict[str, Any], str]
"""Name, context and template of a page, as Sphinx's ``html-collect-pages`` takes them."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link from one page of a list to another; ``url`` is ``""`` for a gap and for the page itself, ``current``."""

    name: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """What ``posts.html`` shows: one page of a list of posts.

    ``kind`` is the term's kind or ``"all"``; ``trail`` are the pages above it; ``newer`` and ``older``
    are addresses of the pages beside it, ``""`` at the ends. The first page alone has ``count`` and ``children``, and
    none says how many pages there are: a page must not change with posts that it does not show.
    """

    kind: str
    kicker: str
    title: str
    count: str
    trail: tuple[LinkView, ...]
    children: tuple[LinkView, ...]
    posts: tuple[PostView, ...]
    newer: str
    older: str
    pages: tuple[PageLink, ...]
    style: str
    person: Any = None


class ArchivePages:
    """All archive pages of a library."""

    def __init__(self, builder: StandaloneHTMLBuilder, library: Library) -> None:
        self.builder = builder
        self.library = library
        self.options = Options(builder.config)
        introductions = build_state(builder.env).introductions
        self.headings = {path: builder.env.titles[name].astext() for name, path in introductions.items()}

    def all(self) -> Iterator[Page]:
        """Yield every page, whether an author has a page at its address or not."""
        root, archive = self.library.root, self.library.archive
        yield from self._whole(root, partial(self._all_posts, root))
        yield from self._whole(archive, partial(self._timeline, archive))
        for path in self.library.catalogs:
            yield from self._whole(path, partial(self._catalog, path, path))
        for kind in KINDS.values():
            for term in self.library.by_kind[kind.name]:
                yield from self._whole(term.path, partial(self._term, term, term.path))

    def at(self, path: str, pagename: str) -> Page:
        """Return the archive at ``path``, one of ``library.paths``, as it is shown on the page ``pagename``."""
        if term := self.library.by_path.get(path):
            pages = self._term(term, pagename)
        elif path in self.library.catalogs:
            pages = self._catalog(path, pagename)
        else:
            pages = self._timeline(pagename) if path == self.library.archive else self._all_posts(pagename)
        return next(pages)

    def _whole(self, path: str, make: Callable[[], Iterable[Page]]) -> list[Page]:
        """Return the pages of one list; none where they cannot be made."""
        return attempt(lambda: list(make()), None, f"the archive page {path}") or []

    def _all_posts(self, pagename: str) -> Iterator[Page]:
        title = self._title(self.library.root)
        yield from self._list(self.library.root, pagename, "all", "", title, self.library.posts)

    def _timeline(self, pagename: str) -> Iterator[Page]:
        views = Views(self.builder, pagename)
        count = plural("{n} post", "{n} posts", len(self.library.posts))
        title = self._title(self.library.archive)
        context = {
            "title": title,
            "heading": title,
            "count": count,
            "years": timeline(views),
            "rings": rings(views),
            "metatags": self._described(title, count),
        }
        yield pagename, context, "archive.html"

    def _catalog(self, path: str, pagename: str) -> Iterator[Page]:
        views = Views(self.builder, pagename)
        kind = self.library.catalogs[path]
        terms = self.library.by_kind[kind.name]
        title = self._title(path)
        names = ", ".join(term.name for term in terms[:10])
        context = {
            "title": title,
            "heading": title,
            "kind": kind.name,
            "terms": views.tree(terms) if kind.is_tree else views.cloud(terms),
            "metatags": self._described(title, names),
        }
        yield pagename, context, "terms.html"

    def _term(self, term: Term, pagename: str) -> Iterator[Page]:
        kind = KINDS[term.kind]
        title = self._title(term.path)
        yield from self._list(
            term.path, pagename, kind.name, str(_(kind.title)), title, term.posts, term=term
        )

    def _list(
        self,
        path: str,
        first: str,
        kind: str,
        kicker: str,
        title: str,
        posts: tuple[Post, ...],
        *,
        term: Term | None = None,
    ) -> Iterator[Page]:
        numbers = self.library.page_numbers(path, self.options.page_numbers)
        pages = paginate(posts, self.options.page_size, numbers)
        names = [first, *(f"{path}/page/{number}" for number, _posts in pages[1:])]
        # A page with the newest posts is called that: its number would change on the pages that lead to it.
        labels = [
            "1" if numbers == NEWEST else str(_("Newest")),
            *(str(number) for number, _posts in pages[1:]),
        ]
        for at, (number, shown) in enumerate(pages):
            views = Views(self.builder, names[at])
            page = ListPage(
                kind=kind,
                kicker=kicker,
                title=title,
                count="" if at else plural("{n} post", "{n} posts", len(posts)),
                trail=self._trail(views, term, kicker),
                children=() if at else tuple(map(views.term, self.library.children.get(path, ()))),
                posts=views.posts(shown),
                newer=views.url(names[at - 1]) if at else "",
                older=views.url(names[at + 1]) if at + 1 < len(names) else "",
                pages=_pages_shown(views, names, labels, at),
                style=views.options.home_style,
                person=term.person if term else None,
            )
            heading = _("{title} – page {number}").format(title=title, number=number) if at else title
            context: dict[str, Any] = {"title": heading, "list": page}
            if not (page.person and page.person.bio):
                context["metatags"] = self._described(heading, *filter(None, [page.count]))
            yield names[at], context, "posts.html"

    def _title(self, path: str) -> str:
        return self.headings.get(path) or archive_title(
            self.library, path, locale_of(self.builder.config.language)
        )

    def _described(self, *parts: str) -> str:
        """Return what search engines show below the title of a list, which has no text of its own."""
        options = Options(self.builder.config)
        text = " – ".join((*parts, options.description or self.builder.config.project))
        return f'<meta name="description" content="{escape(text)}">\n'

    def _trail(self, views: Views, term: Term | None, kicker: str) -> tuple[LinkView, ...]:
        if term is None:
            return ()
        above = f"{self.library.root}/{KINDS[term.kind].catalog}"
        over: list[LinkView] = []
        parent = term.parent
        while parent:
            known = self.library.by_path[parent]
            over.insert(0, LinkView(views.term_name(known), views.url(known.path)))
            parent = known.parent
        return (LinkView(kicker, views.url(above)), *over)


def archive_title(library: Library, path: str, locale: Locale) -> str:
    """Return the title that the archive at ``path``, one of ``library.paths``, has where its author gives none."""
    if path in library.catalogs:
        return str(_(library.catalogs[path].title))
    if path in (library.root, library.archive):
        return str(_("All posts") if path == library.root else _("Archive"))
    return term_name(library.by_path[path], locale)


def _pages_shown(views: Views, names: list[str], labels: list[str], at: int) -> tuple[PageLink, ...]:
    """Return links to the first, the last and the nearest of the pages ``names``; none where there is one page."""
    shown: list[PageLink] = []
    for index, (name, label) in enumerate(zip(names, labels, strict=True)):
        if index == at:
            shown.append(PageLink(label, current=True))
        elif index in (0, len(names) - 1) or abs(index - at) <= 2:
            shown.append(PageLink(label, views.url(name)))
        elif shown[-1].url or shown[-1].current:
            shown.append(PageLink("…"))
    return tuple(shown) if len(names) > 1 else ()
