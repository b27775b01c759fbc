"""What archive pages show: every list of posts and terms, as contexts for their templates, under ABlog's addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from nenrin.posts.library import Library, Term, paginate
from nenrin.posts.model import Post
from nenrin.posts.terms import KINDS, Kind
from nenrin.sphinx_ext.config.guard import attempt
from nenrin.sphinx_ext.config.l10n import CATALOG, plural
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.timeline import rings, timeline
from nenrin.sphinx_ext.views.values import LinkView

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation(CATALOG)

Page = tuple[str, dict[str, Any], str]
"""Name, context and template of a page, as Sphinx's ``html-collect-pages`` takes them."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What ``posts.html`` shows: one page of a list of posts.

    ``kind`` is the term's kind or ``"all"``; ``trail`` are the pages above it; ``newer`` and ``older``
    are addresses of the pages beside it, ``""`` at the ends.
    """

    kind: str
    kicker: str
    title: str
    count: str
    trail: tuple[LinkView, ...]
    children: tuple[LinkView, ...]
    posts: tuple[PostView, ...]
    number: int
    total: int
    newer: str
    older: str
    pages: tuple[LinkView, ...]
    style: str
    person: Any = None


class ArchivePages:
    """All archive pages of a library."""

    def __init__(self, builder: StandaloneHTMLBuilder, library: Library) -> None:
        self.builder = builder
        self.library = library
        self.size: int = Options(builder.config).page_size
        self.by_path = {term.path: term for term in library.terms.values()}

    def all(self) -> Iterator[Page]:
        """Yield every page, whether an author has a page at its address or not."""
        root = self.library.root
        yield from self._whole(root, lambda: self._list(root, "all", "", _("All posts"), self.library.posts))
        yield from self._whole(self.library.archive, self._timeline)
        for pagename, kind in self.library.catalogs.items():
            yield from self._whole(pagename, partial(self._catalog, pagename, kind))
        for kind in KINDS.values():
            for term in self.library.by_kind[kind.name]:
                yield from self._whole(term.path, partial(self._term, term, kind))

    def _whole(self, path: str, make: Callable[[], Iterable[Page]]) -> list[Page]:
        """Return the pages of one list; none where they cannot be made."""
        return attempt(lambda: list(make()), None, f"the archive page {path}") or []

    def _timeline(self) -> Iterator[Page]:
        pagename = self.library.archive
        views = Views(self.builder, pagename)
        count = plural("{n} post", "{n} posts", len(self.library.posts))
        context = {
            "title": str(_("Archive")),
            "count": count,
            "years": timeline(views),
            "rings": rings(views),
            "metatags": self._described(str(_("Archive")), count),
        }
        yield pagename, context, "archive.html"

    def _catalog(self, pagename: str, kind: Kind) -> Iterator[Page]:
        views = Views(self.builder, pagename)
        terms = self.library.by_kind[kind.name]
        title = str(_(kind.title))
        names = ", ".join(term.name for term in terms[:10])
        context = {
            "title": title,
            "kind": kind.name,
            "terms": views.tree(terms) if kind.is_tree else views.cloud(terms),
            "metatags": self._described(title, names),
        }
        yield pagename, context, "terms.html"

    def _term(self, term: Term, kind: Kind) -> Iterator[Page]:
        title = Views(self.builder, term.path).term_name(term)
        above = f"{self.library.root}/{kind.catalog}"
        yield from self._list(term.path, kind.name, _(kind.title), title, term.posts, term=term, above=above)

    def _list(
        self,
        path: str,
        kind: str,
        kicker: str,
        title: str,
        posts: tuple[Post, ...],
        *,
        term: Term | None = None,
        above: str = "",
    ) -> Iterator[Page]:
        pages = list(paginate(posts, self.size))
        names = [path if number == 1 else f"{path}/page/{number}" for number, _posts in pages]
        for (number, shown), pagename in zip(pages, names, strict=True):
            views = Views(self.builder, pagename)
            page = ListPage(
                kind=kind,
                kicker=str(kicker),
                title=str(title),
                count=plural("{n} post", "{n} posts", len(posts)),
                trail=self._trail(views, term, str(kicker), above),
                children=tuple(map(views.term, self.library.children.get(path, ()))),
                posts=views.posts(shown),
                number=number,
                total=len(pages),
                newer=views.url(names[number - 2]) if number > 1 else "",
                older=views.url(names[number]) if number < len(names) else "",
                pages=_pages_shown(views, names, number),
                style=views.options.home_style,
                person=term.person if term else None,
            )
            context: dict[str, Any] = {"title": self._page_title(page), "list": page}
            if not (page.person and page.person.bio):
                context["metatags"] = self._described(context["title"], page.count)
            yield pagename, context, "posts.html"

    def _described(self, *parts: str) -> str:
        """Return what search engines show below the title of a list, which has no text of its own."""
        options = Options(self.builder.config)
        text = " – ".join((*parts, options.description or self.builder.config.project))
        return f'<meta name="description" content="{escape(text)}">\n'

    def _page_title(self, page: ListPage) -> str:
        if page.number == 1:
            return page.title
        return _("{title} – page {number}").format(title=page.title, number=page.number)

    def _trail(self, views: Views, term: Term | None, kicker: str, above: str) -> tuple[LinkView, ...]:
        if term is None:
            return ()
        over: list[LinkView] = []
        parent = term.parent
        while parent:
            known = self.by_path[parent]
            over.insert(0, LinkView(views.term_name(known), views.url(known.path)))
            parent = known.parent
        return (LinkView(kicker, views.url(above)), *over)


def _pages_shown(views: Views, names: list[str], number: int) -> tuple[LinkView, ...]:
    """Return links to the first, the last and the nearest pages; a gap has no address."""
    shown: list[LinkView] = []
    for index, name in enumerate(names, 1):
        if index in (1, len(names)) or abs(index - number) <= 2:
            shown.append(LinkView(str(index), views.url(name)))
        elif shown[-1].url:
            shown.append(LinkView("…", ""))
    return tuple(shown)
