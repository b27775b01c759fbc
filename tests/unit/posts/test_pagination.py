"""Pages of a list: every post on one page, and full pages that stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.model import Post
from nenrin.posts.pagination import NEWEST, OLDEST, further_pages, paginate

POSTS = [
    Post(f"posts/p{day:02}", f"p{day:02}", datetime(2024, 1, day, tzinfo=UTC)) for day in range(31, 0, -1)
]
SIZES = st.integers(1, 12)
COUNTS = st.integers(0, len(POSTS))


def numbered(posts: list[Post], size: int, numbers: str) -> list[tuple[int, int]]:
    return [(number, len(shown)) for number, shown in paginate(posts, size, numbers)]


def test_numbers() -> None:
    six = POSTS[-6:]
    assert numbered(six, 4, NEWEST) == [(1, 4), (2, 2)]
    assert numbered(six, 4, OLDEST) == [(1, 6)]
    assert numbered(POSTS[-8:], 4, OLDEST) == [(2, 4), (1, 4)]
    assert numbered(POSTS[-11:], 4, OLDEST) == [(2, 7), (1, 4)]
    assert numbered(POSTS[-12:], 4, OLDEST) == [(3, 4), (2, 4), (1, 4)]
    assert numbered([], 4, OLDEST) == numbered([], 4, NEWEST) == [(1, 0)]


@pytest.mark.parametrize("numbers", [OLDEST, NEWEST])
@given(count=COUNTS, size=SIZES)
def test_every_post_stands_on_one_page(numbers: str, count: int, size: int) -> None:
    posts = POSTS[len(POSTS) - count :]
    pages = paginate(posts, size, numbers)
    assert [each for _number, shown in pages for each in shown] == posts
    assert {number for number, _shown in pages[1:]} == set(further_pages(count, size, numbers))
    assert all(len(shown) <= 2 * size for _number, shown in pages)


@given(count=st.integers(1, len(POSTS)), size=SIZES)
def test_a_new_post_changes_no_full_page(count: int, size: int) -> None:
    before = dict(paginate(POSTS[len(POSTS) - count + 1 :], size, OLDEST)[1:])
    after = dict(paginate(POSTS[len(POSTS) - count :], size, OLDEST)[1:])
    assert before.items() <= after.items()
