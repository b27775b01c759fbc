"""Every question over all posts: in order, by year, month, category, tag, author; neighbours and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from nenrin.posts import slugs
from nenrin.posts.model import Author, Post


@dataclass(frozen=True, slots=True)
class Term:
    """A year, month, category, tag, author, location, language or series, and its posts, newest first.

    ``path`` is the docname-like address of its archive page; ``names`` are the names from the root down
    (longer than one only for categories inside categories); ``parent`` and ``children`` are paths.
    """

    kind: str
    names: tuple[str, ...]
    path: str
    posts: tuple[Post, ...] = ()
    parent: str = ""
    children: tuple[str, ...] = ()
    person: Author | None = None

    @property
    def name(self) -> str:
        """The name readers see."""
        return self.names[-1]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two names, or two files, that would have had one address; ``kept`` has it."""

    kind: str
    kept: str
    other: str


_NAMED: dict[str, Callable[[Post], Iterable[tuple[str, ...]]]] = {
    "category": lambda post: post.categories,
    "tag": lambda post: [(tag,) for tag in post.tags],
    "author": lambda post: [(author.name,) for author in post.authors],
    "series": lambda post: [(post.series.name,)] if post.series else (),
}


class Library:
    """All posts that readers may see, and the terms they are filed under.

    ``posts`` may come in any order; ``root`` is the folder of the archives (ABlog's ``blog_path``).
    Everything is computed once, on demand, and depends on the posts alone.
    """

    def __init__(self, posts: Iterable[Post], root: str = "blog") -> None:
        self.root = root.strip("/")
        self.all = tuple(sorted(posts, key=_newest_first))
        self.posts = tuple(post for post in self.all if not post.hidden)
        self._clashes: list[Clash] = []

    @cached_property
    def by_docname(self) -> dict[str, tuple[Post, ...]]:
        """The posts of each page; nearly always one."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.all:
            found[post.docname].append(post)
        return {docname: tuple(posts) for docname, posts in found.items()}

    @cached_property
    def years(self) -> tuple[Term, ...]:
        """Years with posts, newest first; the year is the one the author saw on their clock."""
        return self._dated("year", lambda post: (post.published.year,))

    @cached_property
    def months(self) -> tuple[Term, ...]:
        """Months with posts, newest first; named ``("2024", "12")``."""
        return self._dated("month", lambda post: (post.published.year, post.published.month))

    @cached_property
    def categories(self) -> tuple[Term, ...]:
        """Categories in the order of their paths; a parent's posts include its children's."""
        filed: dict[tuple[str, ...], dict[str, Post]] = defaultdict(dict)
        for post in self.posts:
            for path in post.categories:
                for depth in range(1, len(path) + 1):
                    filed[path[:depth]][post.key] = post
        paths: dict[tuple[str, ...], str] = {(): f"{self.root}/category"}
        terms: list[Term] = []
        for parent in _parents_first(filed):
            children = [names[-1] for names in filed if names[:-1] == parent]
            for name, slug in self._slugs("category", children).items():
                paths[(*parent, name)] = f"{paths[parent]}/{slug}"
        for names in sorted(filed):
            below = tuple(sorted(paths[other] for other in filed if other[:-1] == names))
            above = paths[names[:-1]] if len(names) > 1 else ""
            terms.append(Term("category", names, paths[names], tuple(filed[names].values()), above, below))
        return tuple(terms)

    @cached_property
    def tags(self) -> tuple[Term, ...]:
        """Tags in code point order."""
        return self._named("tag", lambda post: post.tags)

    @cached_property
    def authors(self) -> tuple[Term, ...]:
        """Authors in code point order, each with what is known of the person."""
        people = {author.name: author for post in reversed(self.posts) for author in post.authors}
        terms = self._named("author", lambda post: tuple(author.name for author in post.authors))
        return tuple(replace(term, person=people[term.name]) for term in terms)

    @cached_property
    def locations(self) -> tuple[Term, ...]:
        """Places named by ABlog's ``location``."""
        return self._named("location", lambda post: post.locations)

    @cached_property
    def languages(self) -> tuple[Term, ...]:
        """Languages that posts name, as BCP 47 tags."""
        return self._named("language", lambda post: (post.language,) if post.language else ())

    @cached_property
    def series(self) -> tuple[Term, ...]:
        """Series; their posts in reading order: by the author's number, then oldest first."""
        terms = self._named("series", lambda post: (post.series.name,) if post.series else ())
        return tuple(replace(term, posts=tuple(sorted(term.posts, key=_series_order))) for term in terms)

    @cached_property
    def terms(self) -> dict[tuple[str, tuple[str, ...]], Term]:
        """Every term by kind and names."""
        groups: tuple[Sequence[Term], ...] = (
            self.years,
            self.months,
            self.categories,
            self.tags,
            self.authors,
            self.locations,
            self.languages,
            self.series,
        )
        return {(term.kind, term.names): term for group in groups for term in group}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The addresses of all archive pages, as docnames, without the later pages of lists."""
        catalogs = ("archive", "category", "tag", "author")
        return frozenset(
            (
                self.root,
                *(f"{self.root}/{name}" for name in catalogs),
                *(term.path for term in self.terms.values()),
            )
        )

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Names that would have shared an address, in the order of the terms."""
        _ = self.terms  # found while the terms are made
        return tuple(self._clashes)

    def terms_of(self, post: Post, kind: str) -> tuple[Term, ...]:
        """Return the terms of one kind that ``post`` itself names, in its author's order."""
        terms = self.terms
        return tuple(term for names in _NAMED[kind](post) if (term := terms.get((kind, names))))

    @cached_property
    def pinned(self) -> tuple[Post, ...]:
        """Posts kept on top: the highest number first, then the newest."""
        return tuple(sorted((post for post in self.posts if post.pinned > 0), key=lambda post: -post.pinned))

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """Return the post before ``post`` in time and the one after; (None, None) for a hidden post."""
        index = self._positions.get(post.key)
        if index is None:
            return None, None
        older = self.posts[index + 1] if index + 1 < len(self.posts) else None
        return older, self.posts[index - 1] if index else None

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {post.key: index for index, post in enumerate(self.posts)}

    def _dated(self, kind: str, number_of: Callable[[Post], tuple[int, ...]]) -> tuple[Term, ...]:
        filed: dict[tuple[int, ...], list[Post]] = defaultdict(list)
        for post in self.posts:
            filed[number_of(post)].append(post)
        terms = []
        for numbers in sorted(filed, reverse=True):
            names = tuple(f"{number:02}" for number in numbers)
            path = "/".join((self.root, *names))
            terms.append(Term(kind, names, path, tuple(filed[numbers])))
        return tuple(terms)

    def _named(self, kind: str, names_of: Callable[[Post], tuple[str, ...]]) -> tuple[Term, ...]:
        filed: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            for name in names_of(post):
                filed[name].append(post)
        assigned = self._slugs(kind, filed)
        return tuple(
            Term(kind, (name,), f"{self.root}/{kind}/{assigned[name]}", tuple(filed[name]))
            for name in sorted(filed)
        )

    def _slugs(self, kind: str, names: Iterable[str]) -> dict[str, str]:
        assigned, clashes = slugs.assign(names)
        self._clashes.extend(Clash(kind, kept, other) for kept, other in clashes)
        return assigned


def paginate(posts: Sequence[Post], size: int) -> Iterator[tuple[int, Sequence[Post]]]:
    """Yield page numbers from 1 and their posts; one empty page for no posts."""
    for number, start in enumerate(range(0, max(len(posts), 1), size), 1):
        yield number, posts[start : start + size]


def taken_slugs(posts: Iterable[Post]) -> dict[str, Post]:
    """Return, by key, each post whose own ``slug`` another post of its folder has, with that other post.

    The first docname in code point order keeps the slug; translations may share one.
    """
    owners: dict[tuple[str, str, str], Post] = {}
    taken: dict[str, Post] = {}
    for post in sorted(posts, key=lambda post: post.key):
        if post.slug:
            place = (post.docname.rpartition("/")[0], post.slug.casefold(), post.language)
            if (owner := owners.setdefault(place, post)) is not post:
                taken[post.key] = owner
    return taken


def _newest_first(post: Post) -> tuple[float, str, str]:
    return -post.published.timestamp(), post.docname, post.anchor


def _series_order(post: Post) -> tuple[bool, int, float]:
    order = post.series.order if post.series else None
    return order is None, order or 0, post.published.timestamp()


def _parents_first(filed: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted({names[:-1] for names in filed}, key=lambda names: (len(names), names))
