"""Every question over all posts: in order, by year, month, category, tag, author; neighbours and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from nenrin.posts import slugs
from nenrin.posts.model import Author, Post
from nenrin.posts.pagination import NEWEST
from nenrin.posts.terms import ARCHIVE, KINDS, WITH_CATALOG, Kind


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its posts.

    ``kind`` is one of ``terms.KINDS``; ``path`` is the docname-like address of its archive page; ``names`` are the
    names from the root down (several for categories inside categories, and for months); ``parent`` is the path of
    the term it is inside, or ``""``.
    """

    kind: str
    names: tuple[str, ...]
    path: str
    posts: tuple[Post, ...] = ()
    parent: str = ""
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

    def page_numbers(self, path: str, numbers: str) -> str:
        """Return from which end the pages of the list at ``path`` are numbered: a series from its first part."""
        term = self.by_path.get(path)
        return NEWEST if term and KINDS[term.kind].in_reading_order else numbers

    @cached_property
    def by_docname(self) -> dict[str, tuple[Post, ...]]:
        """The posts of each page; nearly always one."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.all:
            found[post.docname].append(post)
        return {docname: tuple(posts) for docname, posts in found.items()}

    def post_of(self, docname: str) -> Post | None:
        """Return the post that the page is; None for a page of several posts, or with a part that is one."""
        posts = self.by_docname.get(docname, ())
        return posts[0] if len(posts) == 1 and not posts[0].anchor else None

    @cached_property
    def by_kind(self) -> dict[str, tuple[Term, ...]]:
        """The terms of each of ``terms.KINDS``: spans of time newest first, others in code point order of their names.

        The posts of a term include those of the terms inside it, newest first; those of a series are in reading
        order: by the author's number, then oldest first.
        """
        return {name: self._terms(kind) for name, kind in KINDS.items()}

    @cached_property
    def terms(self) -> dict[tuple[str, tuple[str, ...]], Term]:
        """Every term by kind and names."""
        return {(term.kind, term.names): term for terms in self.by_kind.values() for term in terms}

    @cached_property
    def by_path(self) -> dict[str, Term]:
        """Every term by the address of its page."""
        return {term.path: term for term in self.terms.values()}

    @cached_property
    def children(self) -> dict[str, tuple[Term, ...]]:
        """The terms right inside another, by that one's path: categories in categories, the months of a year."""
        inside: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms.values():
            inside[term.parent].append(term)
        return {path: tuple(terms) for path, terms in inside.items() if path}

    @cached_property
    def catalogs(self) -> dict[str, Kind]:
        """The pages that list all terms of a kind, those that there are, by their addresses; without the archive."""
        return {f"{self.root}/{kind.catalog}": kind for kind in WITH_CATALOG if self.by_kind[kind.name]}

    @property
    def archive(self) -> str:
        """The address of the page that lists all posts by years and months."""
        return f"{self.root}/{ARCHIVE}"

    @cached_property
    def paths(self) -> frozenset[str]:
        """The addresses of all archive pages, as docnames, without the later pages of lists."""
        terms = (term.path for term in self.terms.values())
        return frozenset((self.root, self.archive, *self.catalogs, *terms))

    @cached_property
    def posts_at(self) -> dict[str, tuple[Post, ...]]:
        """The posts of each term by the address of its archive page."""
        return {term.path: term.posts for term in self.terms.values()}

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Names that would have shared an address, in the order of the terms."""
        _ = self.terms  # found while the terms are made
        return tuple(self._clashes)

    def terms_of(self, post: Post, kind: str) -> tuple[Term, ...]:
        """Return the terms of one kind that ``post`` itself names, in its author's order."""
        terms = self.terms
        return tuple(term for names in KINDS[kind].names_of(post) if (term := terms.get((kind, names))))

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

    def _terms(self, kind: Kind) -> tuple[Term, ...]:
        """Return the terms of one kind, each with the posts that name it or a term inside it."""
        filed: dict[tuple[str, ...], dict[str, Post]] = defaultdict(dict)
        for post in self.posts:
            for names in kind.names_of(post):
                for depth in range(len(names) if kind.is_dated else 1, len(names) + 1):
                    filed[names[:depth]][post.key] = post
        paths = self._dated_paths(filed) if kind.is_dated else self._named_paths(kind, filed)
        people = {author.name: author for post in reversed(self.posts) for author in post.authors}
        return tuple(
            Term(
                kind.name,
                names,
                paths[names],
                _in_order(kind, filed[names].values()),
                parent=paths.get(names[:-1], ""),
                person=people.get(names[-1]) if kind.is_person else None,
            )
            for names in sorted(filed, reverse=kind.is_dated)
        )

    def _dated_paths(self, filed: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """Return the addresses of spans of time and of those they are inside."""
        spans = {names[:depth] for names in filed for depth in range(1, len(names) + 1)}
        return {names: "/".join((self.root, *names)) for names in spans}

    def _named_paths(self, kind: Kind, filed: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """Return the address of each term, inside that of its parent; siblings whose slugs are alike get numbers."""
        paths: dict[tuple[str, ...], str] = {}
        for parent in _parents_first(filed):
            above = paths.get(parent, f"{self.root}/{kind.name}")
            siblings = [names[-1] for names in filed if names[:-1] == parent]
            for name, slug in self._slugs(kind.name, siblings).items():
                paths[(*parent, name)] = slugs.short_path(f"{above}/{slug}")
        return paths

    def _slugs(self, kind: str, names: Iterable[str]) -> dict[str, str]:
        assigned, clashes = slugs.assign(names)
        self._clashes.extend(Clash(kind, kept, other) for kept, other in clashes)
        return assigned


def _newest_first(post: Post) -> tuple[float, str, str]:
    return -post.published.timestamp(), post.docname, post.anchor


def _in_order(kind: Kind, posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=_series_order)) if kind.in_reading_order else tuple(posts)


def _series_order(post: Post) -> tuple[bool, int, float]:
    order = post.series.order if post.series else None
    return order is None, order or 0, post.published.timestamp()


def _parents_first(filed: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted({names[:-1] for names in filed}, key=lambda names: (len(names), names))
