"""What reading a page needs to know of its site, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from nenrin.posts.model import Author, Post, Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site says that a post may leave out.

    ``zone`` is for dates without an offset; ``authors`` maps the short names used in front matter to people,
    ``locations`` those of places to their names; ``default_authors`` and ``default_locations`` are those of posts
    without any; ``now`` dates a draft that has no date yet; ``is_place`` tells by its docname whether a page may be a
    post at all.
    """

    zone: tzinfo = UTC
    authors: Mapping[str, Author] = field(default_factory=dict)
    locations: Mapping[str, str] = field(default_factory=dict)
    default_authors: tuple[Author, ...] = ()
    default_locations: tuple[str, ...] = ()
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    is_place: Callable[[str], bool] = lambda docname: True


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one page.

    ``post`` is None for a page that is no post; ``used`` maps each meaning to the key it was read from,
    ``lines`` to that key's line; ``title`` is the page's own title whether it is a post or not, ``""``
    where front matter has none.
    """

    post: Post | None = None
    problems: tuple[Problem, ...] = ()
    used: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    draft: bool = False
    published: datetime | None = None
    expires: datetime | None = None

    def is_out(self, now: datetime) -> bool:
        """Whether readers may see the page at ``now``, be it a good post, a post to mend, or a plain page."""
        if self.draft or (self.published is not None and self.published > now):
            return False
        return self.expires is None or self.expires > now
