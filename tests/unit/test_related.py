from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import log
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.library import Library
from nenrin.posts.model import Post, Series
from nenrin.posts.related import Relations


def post(name: str, day: int = 0, **fields: Any) -> Post:
    return Post(name, name, datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day), **fields)


def names(found: tuple[Post, ...]) -> list[str]:
    return [each.docname for each in found]


def test_a_rare_tag_brings_posts_closer_than_a_common_one() -> None:
    here = post("here", tags=("rare", "common"))
    common = [post(f"common-{number}", number, tags=("common",)) for number in range(5)]
    rare = post("rare", tags=("rare",))
    library = Library([here, rare, *common, post("other")])
    assert names(Relations(library).of(here))[0] == "rare"


def test_what_every_post_has_relates_none() -> None:
    posts = [post(name, tags=("blog",)) for name in "abc"]
    assert Relations(Library(posts)).of(posts[0]) == ()


def test_a_tag_says_more_than_a_category() -> None:
    here = post("here", tags=("t",), categories=(("c",),))
    library = Library(
        [here, post("by-category", categories=(("c",),)), post("by-tag", tags=("t",)), post("other")]
    )
    assert names(Relations(library).of(here)) == ["by-tag", "by-category"]


def test_among_equals_the_newer_comes_first() -> None:
    here = post("here", tags=("t",))
    library = Library([here, *(post(f"p{day}", day, tags=("t",)) for day in (1, 3, 2)), post("other")])
    assert names(Relations(library).of(here)) == ["p3", "p2", "p1"]


def test_the_series_is_not_repeated() -> None:
    one, two = (post(name, tags=("t",), series=Series("s")) for name in ("one", "two"))
    library = Library([one, two, post("free", tags=("t",)), post("other")])
    assert names(Relations(library).of(one)) == ["free"]


def test_no_more_than_asked() -> None:
    here = post("here", tags=("t",))
    library = Library([here, *(post(f"p{day}", day, tags=("t",)) for day in range(9)), post("other")])
    assert len(Relations(library).of(here, 3)) == 3


@given(
    st.lists(st.tuples(st.sets(st.sampled_from("abcde")), st.integers(0, 5)), min_size=1, max_size=12),
    st.randoms(),
)
def test_the_order_of_posts_does_not_matter(drawn: list[tuple[set[str], int]], random: Any) -> None:
    posts = [post(f"p{number}", day, tags=tuple(sorted(tags))) for number, (tags, day) in enumerate(drawn)]
    mixed = random.sample(posts, len(posts))
    for each in posts:
        assert Relations(Library(posts)).of(each) == Relations(Library(mixed)).of(each)
        assert each not in Relations(Library(posts)).of(each)


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abcd")), st.sampled_from("xy"), st.integers(0, 5), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_the_closest_are_those_whose_shared_terms_weigh_most(
    drawn: list[tuple[set[str], str, int, bool]],
) -> None:
    posts = [
        post(f"p{number:02}", day, tags=tuple(sorted(tags)), categories=((category,),), hidden=hidden)
        for number, (tags, category, day, hidden) in enumerate(drawn)
    ]
    listed = [each for each in posts if not each.hidden]

    def weight(here: Post, other: Post) -> float:
        tags = [sum(tag in each.tags for each in listed) for tag in {*here.tags} & {*other.tags}]
        kept = [sum(each.categories == here.categories for each in listed)] * (
            here.categories == other.categories
        )
        logs = [log(len(listed) / count) for count in tags] + [log(len(listed) / count) / 2 for count in kept]
        return round(sum(logs), 9)

    relations = Relations(Library(posts))
    for here in posts:
        weights = {each: weight(here, each) for each in listed if each is not here}
        close = [each for each, worth in weights.items() if worth > 0]
        close.sort(key=lambda each: (-weights[each], -each.published.timestamp(), each.docname))
        assert relations.of(here) == tuple(close[:4])
