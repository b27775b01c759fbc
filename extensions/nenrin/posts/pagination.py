"""Which posts of a long list stand on which page, and what the pages are called."""

from __future__ import annotations

from collections.abc import Sequence

from nenrin.posts.model import Post

OLDEST, NEWEST = "oldest", "newest"
"""Where pages are numbered from, as the option ``nenrin_page_numbers`` says."""


def paginate(posts: Sequence[Post], size: int, numbers: str) -> list[tuple[int, Sequence[Post]]]:
    """Return the pages of a list in the order in which readers go through them: number and posts of each.

    Numbered from the oldest, a page that is full never changes again when a post is added; the first page, which has
    the list's own URL, takes what is left over: from ``size`` to ``2 * size - 1`` posts. Numbered from the newest, the
    last page has fewer, and every page changes with each new post. One empty page for no posts.
    """
    further = further_pages(len(posts), size, numbers)
    if numbers == NEWEST:
        return [(number, posts[(number - 1) * size : number * size]) for number in (1, *further)]
    first = len(posts) - len(further) * size
    starts = range(first, len(posts), size)
    return [
        (len(further) + 1, posts[:first]),
        *(
            (number, posts[start : start + size])
            for number, start in zip(reversed(further), starts, strict=True)
        ),
    ]


def further_pages(count: int, size: int, numbers: str) -> range:
    """Return the numbers of the pages after the first, which are a part of their URLs (``blog/page/2/``), ascending."""
    if numbers == NEWEST:
        return range(2, -(-count // size) + 1)
    return range(1, count // size)
