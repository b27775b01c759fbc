"""The kinds of terms that posts are filed under, and all that depends on the kind: the one table of them.

Archives, menu, feeds, site map, links and ABlog's catalogs walk ``KINDS``; a kind added here is in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from nenrin.posts.model import Post

ARCHIVE = "archive"
"""The page of all years and months, below the root of the archives; other kinds have a page named after them."""


def gettext_noop(message: str) -> str:
    """Return ``message``, marked for translators (GNU gettext manual, "Special cases"); translated where shown."""
    return message


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of terms.

    ``name`` stands in addresses (``blog/tag/…``), in options and in ``Term.kind``; ``title`` is what readers call
    all terms of the kind, in English. ``names_of`` gives the terms that a post names itself, in its author's order,
    each as names from the root down. ``words`` are the folders in which other tools have such archives.
    ``skeleton`` says how a date is spelled that the term stands for (CLDR); ``""`` for what is no date.
    ``relates`` is how much a shared term counts for related posts (0: nothing). ``ablog`` is what ABlog calls the
    catalog; ``""`` where it has none.
    """

    name: str
    title: str
    names_of: Callable[[Post], Iterable[tuple[str, ...]]]
    words: tuple[str, ...] = ()
    skeleton: str = ""
    relates: float = 0
    ablog: str = ""
    in_menu: bool = False
    on_home: bool = False
    on_post: bool = False
    is_tree: bool = False
    is_person: bool = False
    in_reading_order: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the terms are spans of time, which lie right below the root and are listed newest first."""
        return bool(self.skeleton)

    @property
    def catalog(self) -> str:
        """The page that lists all terms of the kind, below the root of the archives."""
        return ARCHIVE if self.is_dated else self.name


def _years(post: Post) -> Iterable[tuple[str, ...]]:
    # The year is the one the author saw on their clock.
    return [(f"{post.published.year:02}",)]


def _months(post: Post) -> Iterable[tuple[str, ...]]:
    return [(f"{post.published.year:02}", f"{post.published.month:02}")]


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "category",
            gettext_noop("Categories"),
            lambda post: post.categories,
            words=("category", "categories"),
            relates=0.5,  # where a post is kept
            ablog="category",
            in_menu=True,
            on_home=True,
            on_post=True,
            is_tree=True,
        ),
        Kind(
            "tag",
            gettext_noop("Tags"),
            lambda post: [(tag,) for tag in post.tags],
            words=("tag", "tags", "topics"),
            relates=1.0,  # what a post is about
            ablog="tags",
            in_menu=True,
            on_home=True,
            on_post=True,
        ),
        Kind(
            "author",
            gettext_noop("Authors"),
            lambda post: [(author.name,) for author in post.authors],
            words=("author", "authors"),
            ablog="author",
            on_post=True,
            is_person=True,
        ),
        Kind(
            "series",
            gettext_noop("Series"),
            lambda post: [(post.series.name,)] if post.series else [],
            words=("series",),
            in_menu=True,
            on_post=True,
            in_reading_order=True,
        ),
        Kind(
            "location",
            gettext_noop("Locations"),
            lambda post: [(location,) for location in post.locations],
            words=("location", "locations"),
            ablog="location",
        ),
        Kind(
            "language",
            gettext_noop("Languages"),
            lambda post: [(post.language,)] if post.language else [],
            words=("language", "languages"),
            ablog="language",
        ),
        Kind("year", gettext_noop("Archive"), _years, skeleton="y"),
        Kind("month", gettext_noop("Archive"), _months, skeleton="yMMMM"),
    )
}
"""Every kind by its name."""

WITH_CATALOG = tuple(kind for kind in KINDS.values() if not kind.is_dated)
"""The kinds with a page of their own that lists their terms; these can have feeds."""
