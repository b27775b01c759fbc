"""The posts that stand round a post on its own page: its neighbours in time, related posts, its series."""

from __future__ import annotations

from dataclasses import dataclass

from nenrin.posts.library import Library
from nenrin.posts.model import Post


@dataclass(frozen=True, slots=True)
class PostRelations:
    """The posts round one post; ``series`` is in reading order and holds the post itself."""

    older: Post | None
    newer: Post | None
    related: tuple[Post, ...]
    series: tuple[Post, ...]


def post_relations(library: Library, post: Post, related: tuple[Post, ...]) -> PostRelations:
    """Return the posts round ``post``, to which the posts ``related`` are the closest by their tags."""
    older, newer = library.neighbours(post)
    terms = library.terms_of(post, "series")
    return PostRelations(older, newer, related, terms[0].posts if terms else ())
