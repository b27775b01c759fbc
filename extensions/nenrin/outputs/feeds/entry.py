"""The data of a feed, whatever its format: posts as plain values with absolute URLs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nenrin.outputs.feeds.xml import clean
from nenrin.posts.model import Author


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the web: ``url`` is absolute; an unknown type or size is ``""`` or 0."""

    url: str
    type: str
    alt: str = ""
    bytes: int = 0
    width: int = 0
    height: int = 0

    @property
    def is_shown_anywhere(self) -> bool:
        """Whether sites that show link previews can show it: raster formats and unknown types, not vector drawings."""
        return self.type in {"image/png", "image/jpeg", "image/gif", "image/webp", ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """One post in a feed.

    ``id`` is the post's own address, which follows the file and not the title; ``url`` is where a click leads (for
    a post about a page elsewhere, that page). ``summary`` is plain text; ``content`` is HTML with absolute
    addresses, ``""`` in a feed of excerpts. ``language`` is a BCP 47 tag where it is not the feed's.
    """

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    content: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    cover: Picture | None = None

    @property
    def name(self) -> str:
        """The title without characters that XML forbids, or the URL if nothing is left."""
        return clean(self.title).strip() or self.url

    @property
    def people(self) -> tuple[Author, ...]:
        """The authors whose names are not empty without characters that XML forbids."""
        return tuple(author for author in self.authors if clean(author.name).strip())

    @property
    def topics(self) -> tuple[str, ...]:
        """The categories, without characters that XML forbids and without empty names."""
        return tuple(name for category in self.categories if (name := clean(category).strip()))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; ``url`` is its own address and its id, ``home`` the page it belongs to.

    ``style`` is the address of a CSS stylesheet for people who open the feed in a browser, ``hub`` that of a
    WebSub hub, and ``icon`` a square picture; each may be ``""``.
    """

    url: str
    home: str
    title: str
    subtitle: str
    language: str
    entries: Sequence[Entry]
    style: str = ""
    hub: str = ""
    icon: str = ""

    @property
    def name(self) -> str:
        """The title without characters that XML forbids, or the URL if nothing is left."""
        return clean(self.title).strip() or self.home

    @property
    def updated(self) -> datetime:
        """When any of its entries was last changed.

        RFC 4287 wants a date even of a feed without entries; the epoch says that nothing ever happened.
        """
        return max((entry.updated for entry in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC))
