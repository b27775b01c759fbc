"""Related posts: those that share tags and categories, a rare one counting more than a common one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from math import log

from nenrin.posts.library import Library, Term
from nenrin.posts.model import Post

NEAR = 60
"""How many posts of one term are looked at, those nearest in time: the cost of a post must not grow with the blog."""

_KINDS = {"tag": 1.0, "category": 0.5}
"""A tag says what a post is about; a category says where it is kept."""


def basis(library: Library) -> str:
    """Return as text all that the relations of posts come of: while it is the same, so are they."""
    taken = [
        (
            post.key,
            post.published.timestamp(),
            post.categories,
            post.tags,
            post.series and post.series.name,
            post.hidden,
        )
        for post in library.all
    ]
    return repr(taken)


def related(library: Library, post: Post, limit: int = 4) -> tuple[Post, ...]:
    """Return up to ``limit`` posts that share a tag or category with ``post``, the closest first.

    A shared term weighs ``log(posts / posts that have it)``, the inverse document frequency of information
    retrieval, so what all posts share weighs nothing. Among equals the newer comes first.
    Of a term with many posts only those nearest in time are looked at. Posts of the same
    series are left out: the page lists them already.
    """
    scores: dict[str, float] = defaultdict(float)
    sharing: dict[str, Post] = {}
    total = len(library.posts)
    for kind, weight in _KINDS.items():
        for term in library.terms_of(post, kind):
            worth = weight * log(total / len(term.posts))
            for other in _near(term, post):
                scores[other.key] += worth
                sharing[other.key] = other
    # Rounded, so that the order in which weights are added up decides nothing.
    worths = {key: round(score, 9) for key, score in scores.items()}
    close = [
        other
        for key, other in sharing.items()
        if worths[key] > 0 and key != post.key and not _same_series(post, other)
    ]
    close.sort(key=lambda other: (-worths[other.key], -other.published.timestamp(), other.key))
    return tuple(close[:limit])


def _near(term: Term, post: Post) -> tuple[Post, ...]:
    if len(term.posts) <= NEAR:
        return term.posts
    at = bisect_left(term.posts, -post.published.timestamp(), key=lambda other: -other.published.timestamp())
    start = min(max(at - NEAR // 2, 0), len(term.posts) - NEAR)
    return term.posts[start : start + NEAR]


def _same_series(post: Post, other: Post) -> bool:
    return bool(post.series and other.series and post.series.name == other.series.name)
