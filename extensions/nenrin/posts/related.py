"""Related posts: those that share tags and categories, a rare one counting more than a common one."""

from __future__ import annotations

from bisect import bisect_left
from math import log

from nenrin.posts.library import Library, Term
from nenrin.posts.model import Post
from nenrin.posts.terms import KINDS

_RELATING = {kind.name: kind.relates for kind in KINDS.values() if kind.relates}

NEAR = 60
"""How many posts of one term are looked at, those nearest in time: the cost of a post must not grow with the blog."""


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


class Relations:
    """The related posts of each post of ``library``, computed from the numbers of the posts in its order."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._numbers = {post.key: number for number, post in enumerate(library.posts)}
        self._having: dict[str, list[int]] = {}

    def of(self, post: Post, limit: int = 4) -> tuple[Post, ...]:
        """Return up to ``limit`` posts that share a tag or category with ``post``, the closest first.

        A shared term weighs ``log(posts / posts that have it)``, the inverse document frequency of information
        retrieval, so what all posts share weighs nothing. Among equals the newer comes first.
        Of a term with many posts only those nearest in time are looked at. Posts of the same
        series are left out: the page lists them already.
        """
        posts = self.library.posts
        scores = self._scores(post)
        scores.pop(self._numbers.get(post.key, -1), None)
        if post.series:
            scores = {
                number: score for number, score in scores.items() if not _same_series(post, posts[number])
            }
        if not scores:
            return ()
        # Sums are rounded, so that the order in which weights are added up decides nothing. Few posts come near
        # the last one taken, so few are rounded and sorted.
        last = sorted(scores.values(), reverse=True)[:limit][-1]
        close = [(-round(score, 9), number) for number, score in scores.items() if score > last - 1e-8]
        return tuple(posts[number] for _, number in sorted(close)[:limit])

    def _scores(self, post: Post) -> dict[int, float]:
        """Return what the terms that posts share with ``post`` weigh, by the number of the other post."""
        scores: dict[int, float] = {}
        at = self._numbers.get(post.key)
        if at is None:  # hidden from lists
            at = bisect_left(self.library.posts, -post.published.timestamp(), key=_age)
        total = len(self.library.posts)
        for kind, weight in _RELATING.items():
            for term in self.library.terms_of(post, kind):
                worth = weight * log(total / len(term.posts))
                if not worth:
                    continue
                near = self._near(term, at)
                if not scores:
                    scores = dict.fromkeys(near, worth)
                    continue
                for other in near:
                    scores[other] = scores.get(other, 0.0) + worth
        return scores

    def _near(self, term: Term, number: int) -> list[int]:
        """Return the numbers of the posts of ``term`` nearest to that of a post."""
        having = self._having.get(term.path)
        if having is None:
            having = self._having[term.path] = [self._numbers[post.key] for post in term.posts]
        if len(having) <= NEAR:
            return having
        at = bisect_left(having, number)
        start = min(max(at - NEAR // 2, 0), len(having) - NEAR)
        return having[start : start + NEAR]


def _age(post: Post) -> float:
    return -post.published.timestamp()


def _same_series(post: Post, other: Post) -> bool:
    return bool(post.series and other.series and post.series.name == other.series.name)
