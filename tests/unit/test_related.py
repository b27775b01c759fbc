from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.library import Library
from nenrin.posts.model import Post, Series
from nenrin.posts.related import related


def post(name: str, day: int = 0, **fields: Any) -> Post:
    return Post(name, name, datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day), **fields)


def names(found: tuple[Post, ...]) -> list[str]:
    return [each.docname for each in found]


def test_a_rare_tag_brings_posts_closer_than_a_common_one() -> None:
    here = post("here", tags=("rare", "common"))
    common = [post(f"common-{number}", number, tags=("common",)) for number in range(5)]
    rare = post("rare", tags=("rare",))
    library = Library([here, rare, *common, post("other")])
    assert names(related(library, here))[0] == "rare"


def test_what_every_post_has_relates_none() -> None:
    posts = [post(name, tags=("blog",)) for name in "abc"]
    assert related(Library(posts), posts[0]) == ()


def test_a_tag_says_more_than_a_category() -> None:
    here = post("here", tags=("t",), categories=(("c",),))
    library = Library(
        [here, post("by-category", categories=(("c",),)), post("by-tag", tags=("t",)), post("other")]
    )
    assert names(related(library, here)) == ["by-tag", "by-category"]


def test_among_equals_the_newer_comes_first() -> None:
    here = post("here", tags=("t",))
    library = Library([here, *(post(f"p{day}", day, tags=("t",)) for day in (1, 3, 2)), post("other")])
    assert names(related(library, here)) == ["p3", "p2", "p1"]


def test_the_series_is_not_repeated() -> None:
    one, two = (post(name, tags=("t",), series=Series("s")) for name in ("one", "two"))
    library = Library([one, two, post("free", tags=("t",)), post("other")])
    assert names(related(library, one)) == ["free"]


def test_no_more_than_asked() -> None:
    here = post("here", tags=("t",))
    library = Library([here, *(post(f"p{day}", day, tags=("t",)) for day in range(9)), post("other")])
    assert len(related(library, here, 3)) == 3


@given(
    st.lists(st.tuples(st.sets(st.sampled_from("abcde")), st.integers(0, 5)), min_size=1, max_size=12),
    st.randoms(),
)
def test_the_order_of_posts_does_not_matter(drawn: list[tuple[set[str], int]], random: Any) -> None:
    posts = [post(f"p{number}", day, tags=tuple(sorted(tags))) for number, (tags, day) in enumerate(drawn)]
    mixed = random.sample(posts, len(posts))
    for each in posts:
        assert related(Library(posts), each) == related(Library(mixed), each)
        assert each not in related(Library(posts), each)
