"""Archive pages: every list of posts and terms, rendered from the Library under ABlog's addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from nenrin.build.assets import is_ours
from nenrin.build.config import Options
from nenrin.build.domain import PostDomain, post_domain
from nenrin.build.messages import Subtype, warn
from nenrin.build.processes import shared_out
from nenrin.build.timeline import rings, timeline
from nenrin.build.views import CATALOG, LinkView, Views, plural
from nenrin.posts.library import Library, Term, paginate
from nenrin.posts.model import Post

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation(CATALOG)
_MISSING = "404"


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
    posts: tuple[Any, ...]
    number: int
    total: int
    newer: str
    older: str
    pages: tuple[LinkView, ...]
    style: str
    person: Any = None


def collect_archive_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the archive pages whose content differs from what the last build wrote.

    Where Sphinx writes pages in several processes they are written so here, and none is left to yield.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or post_domain(app.env).is_quiet:
        return
    pages = _outdated_pages(app, builder)
    if not builder.parallel_ok:
        yield from pages
        return

    def write(share: Sequence[tuple[str, dict[str, Any], str]]) -> list[None]:
        for pagename, context, template in share:
            builder.handle_page(pagename, context, template)
        return []

    shared_out(app, write, list(pages))


def _outdated_pages(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, dict[str, Any], str]]:
    domain = post_domain(app.env)
    frame = _frame(domain)
    for pagename, context, template in _ArchivePages(builder, domain.library).all():
        if _belongs_to_author(builder, pagename):
            continue
        if domain.manifest.note(Path(builder.get_outfilename(pagename)), f"{template} {frame} {context!r}"):
            yield pagename, context, template


def write_missing_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write ``404.html``, which hosts show for an address that is not there; yield no page for Sphinx to write.

    It is shown at any address, so its links start from the root of the site (a ``<base>`` element says so),
    and its file lies there under either builder.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not is_ours(app) or _MISSING in app.env.found_docs:
        return iter(())
    if post_domain(app.env).is_quiet:
        return iter(())
    root = urlsplit(app.config.html_baseurl).path.rstrip("/")
    base = escape(f"{root}/{builder.get_target_uri(_MISSING)}")
    head = f'<base href="{base}">\n<meta name="robots" content="noindex">\n'
    context = {"title": str(_("Page not found")), "metatags": head, "pageurl": None}
    outfile = Path(app.outdir) / "404.html"
    domain = post_domain(app.env)
    if domain.manifest.note(outfile, f"{_frame(domain)} {context!r}"):
        builder.handle_page(_MISSING, context, "404.html", outfilename=outfile)
    return iter(())


def _frame(domain: PostDomain) -> str:
    """Return what stands round every page and comes from posts: which archives the menu names."""
    library = domain.library
    return repr([bool(terms) for terms in (library.categories, library.tags, library.series)])


def _belongs_to_author(builder: StandaloneHTMLBuilder, pagename: str) -> bool:
    """Whether a source page has this address; it is kept, and said."""
    address = builder.get_outfilename(pagename)
    for docname in (pagename, f"{pagename}/index"):
        if docname in builder.env.found_docs and builder.get_outfilename(docname) == address:
            warn(
                Subtype.ARCHIVE,
                "this page has the address of an archive page, which is left out",
                location=docname,
            )
            return True
    return False


class _ArchivePages:
    def __init__(self, builder: StandaloneHTMLBuilder, library: Library) -> None:
        self.builder = builder
        self.library = library
        self.size: int = Options(builder.config).page_size

    def all(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        root = self.library.root
        yield from self._list(root, "all", "", _("All posts"), self.library.posts)
        yield self._timeline()
        for term in (*self.library.years, *self.library.months):
            yield from self._term(term, _("Archive"), f"{root}/archive")
        for kind, title, terms in self._catalogs():
            if terms:
                yield self._catalog(kind, title, terms)
            for term in terms:
                yield from self._term(term, title, f"{root}/{kind}")

    def _catalogs(self) -> tuple[tuple[str, str, tuple[Term, ...]], ...]:
        return (
            ("category", _("Categories"), self.library.categories),
            ("tag", _("Tags"), self.library.tags),
            ("author", _("Authors"), self.library.authors),
            ("location", _("Locations"), self.library.locations),
            ("language", _("Languages"), self.library.languages),
            ("series", _("Series"), self.library.series),
        )

    def _timeline(self) -> tuple[str, dict[str, Any], str]:
        pagename = f"{self.library.root}/archive"
        views = Views(self.builder, pagename)
        count = plural("{n} post", "{n} posts", len(self.library.posts))
        context = {
            "title": str(_("Archive")),
            "count": count,
            "years": timeline(views),
            "rings": rings(views),
            "metatags": self._described(str(_("Archive")), count),
        }
        return pagename, context, "archive.html"

    def _catalog(self, kind: str, title: str, terms: tuple[Term, ...]) -> tuple[str, dict[str, Any], str]:
        pagename = f"{self.library.root}/{kind}"
        views = Views(self.builder, pagename)
        tree = views.tree(terms) if kind == "category" else views.cloud(terms)
        names = ", ".join(term.name for term in terms[:10])
        context = {
            "title": str(title),
            "kind": kind,
            "terms": tree,
            "metatags": self._described(str(title), names),
        }
        return pagename, context, "terms.html"

    def _term(self, term: Term, kicker: str, above: str) -> Iterator[tuple[str, dict[str, Any], str]]:
        title = Views(self.builder, term.path).term_name(term)
        yield from self._list(term.path, term.kind, kicker, title, term.posts, term=term, above=above)

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
    ) -> Iterator[tuple[str, dict[str, Any], str]]:
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
                children=tuple(views.term(child) for child in self._children(term)),
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
        by_path = {known.path: known for known in self.library.terms.values()}
        over: list[LinkView] = []
        parent = term.parent
        if term.kind == "month":
            parent = f"{self.library.root}/{term.names[0]}"
        while parent:
            over.insert(0, views.term(by_path[parent]))
            parent = by_path[parent].parent
        return (LinkView(kicker, views.url(above)), *over)

    def _children(self, term: Term | None) -> list[Term]:
        if term is None:
            return []
        if term.kind == "year":
            return [month for month in self.library.months if month.names[0] == term.name]
        return [known for known in self.library.categories if known.path in term.children]


def _pages_shown(views: Views, names: list[str], number: int) -> tuple[LinkView, ...]:
    """Return links to the first, the last and the nearest pages; a gap has no address."""
    shown: list[LinkView] = []
    for index, name in enumerate(names, 1):
        if index in (1, len(names)) or abs(index - number) <= 2:
            shown.append(LinkView(str(index), views.url(name)))
        elif shown[-1].url:
            shown.append(LinkView("…", ""))
    return tuple(shown)
