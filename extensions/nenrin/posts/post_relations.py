"""What the page of a post shows of other posts: its neighbours in time, related posts, its series."""

from __future__ import annotations

from dataclasses import dataclass

from nenrin.posts.library import Library
from nenrin.posts.model import Post


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The posts round one post; ``series`` is in reading order and holds the post itself."""

    older: Post | None
    newer: Post | None
    related: tuple[Post, ...]
    series: tuple[Post, ...]

    def shown(self) -> tuple[object, ...]:
        """Return the values of other posts that the page shows: when they are the same, so is the page."""
        groups = ((self.older,), (self.newer,), self.related, self.series)
        return tuple(tuple(_card(post) for post in group if post) for group in groups)


def surroundings(library: Library, post: Post, close: tuple[Post, ...]) -> Surroundings:
    """Return what stands round ``post``, to which the posts ``close`` are related."""
    older, newer = library.neighbours(post)
    terms = library.terms_of(post, "series")
    return Surroundings(older, newer, close, terms[0].posts if terms else ())


def _card(post: Post) -> tuple[object, ...]:
    return post.docname, post.anchor, post.title, post.language, post.external, post.published, post.timed
