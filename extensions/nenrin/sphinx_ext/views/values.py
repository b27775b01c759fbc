"""The small values that templates receive: dates, links, covers and terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nenrin.posts.model import Author, Post


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
    """A cover image; ``size`` are its width and height as HTML attributes, ``srcset`` its smaller forms likewise.

    Both are ``""`` where nothing is known; beside ``srcset`` stands ``sizes``, which is the template's to know.
    """

    src: str
    alt: str
    size: str
    srcset: str = ""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term in a list of terms: its link, the terms below it, and how large it is shown (1 to 5)."""

    link: LinkView
    children: tuple[TermView, ...] = ()
    size: int = 3
    person: Author | None = None


class PageValues(Protocol):
    """Makes the values that a post shows on one page; ``factory.Views`` does."""

    @property
    def now(self) -> datetime:
        """The moment of this build."""

    def url(self, target: str, anchor: str = "") -> str:
        """Return the address of the page ``target``, relative to this page."""

    def digest(self, post: Post) -> str:
        """Return a digest of all that can be shown of a post, the same on whichever page it is shown."""

    def date(self, at: datetime, *, timed: bool) -> DateView:
        """Return the day of ``at`` in the words of the site's language."""

    def terms_of(self, post: Post, kind: str) -> tuple[LinkView, ...]:
        """Return the links to the terms of a post."""

    def cover(self, post: Post) -> CoverView | None:
        """Return the cover of a post, or None."""
