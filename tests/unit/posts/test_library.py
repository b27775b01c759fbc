"""Questions over all posts, and the same answers whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.library import Library
from nenrin.posts.model import Author, Post, Series

EAST = timezone(timedelta(hours=8))


def post(name: str, day: str, **fields: object) -> Post:
    at = datetime.fromisoformat(day)
    made = Post(docname=f"posts/{name}", title=name, published=at if at.tzinfo else at.replace(tzinfo=UTC))
    return replace(made, **fields)  # type: ignore[arg-type]


POSTS = [
    post("a", "2024-12-31T23:30:00+08:00", categories=(("编程", "Python"), ("生活",)), tags=("年轮",)),
    post("b", "2024-12-31T20:00:00+00:00", categories=(("编程",),), tags=("年轮", "C++")),
    post("c", "2025-01-01", authors=(Author("林"),), series=Series("圈", 2)),
    post("d", "2023-06-01", series=Series("圈", 1), pinned=2),
    post("e", "2023-05-01", series=Series("圈"), pinned=5),
    post("f", "2026-01-01", hidden=True, tags=("年轮",)),
]


def names(posts: tuple[Post, ...]) -> str:
    return "".join(post.title for post in posts)


def test_order_is_by_instant_newest_first() -> None:
    assert names(Library(POSTS).posts) == "cbade"


def test_years_and_months_are_the_authors() -> None:
    library = Library(POSTS)
    assert [(year.path, names(year.posts)) for year in library.by_kind["year"]] == [
        ("blog/2025", "c"),
        ("blog/2024", "ba"),
        ("blog/2023", "de"),
    ]
    assert [month.path for month in library.by_kind["month"]] == [
        "blog/2025/01",
        "blog/2024/12",
        "blog/2023/06",
        "blog/2023/05",
    ]


def test_categories_are_a_tree() -> None:
    library = Library(POSTS)
    assert {term.path: (names(term.posts), term.parent) for term in library.by_kind["category"]} == {
        "blog/category/生活": ("a", ""),
        "blog/category/编程": ("ba", ""),
        "blog/category/编程/python": ("a", "blog/category/编程"),
    }
    assert [term.name for term in library.children["blog/category/编程"]] == ["Python"]


def test_months_are_inside_their_years() -> None:
    library = Library(POSTS)
    assert [month.path for month in library.children["blog/2023"]] == ["blog/2023/06", "blog/2023/05"]


def test_the_post_of_a_page_is_the_only_one_and_the_whole_page() -> None:
    part, other = replace(POSTS[0], anchor="one"), replace(POSTS[0], anchor="two")
    assert Library(POSTS).post_of("posts/a") == POSTS[0]
    assert Library([part]).post_of("posts/a") is None
    assert Library([part, other]).post_of("posts/a") is None
    assert Library(POSTS).post_of("about") is None


def test_hidden_posts_are_in_no_list() -> None:
    library = Library(POSTS)
    assert names(library.by_kind["tag"][1].posts) == "ba"
    assert library.neighbours(POSTS[5]) == (None, None)
    assert "posts/f" in library.by_docname


def test_series_is_read_in_order() -> None:
    assert names(Library(POSTS).by_kind["series"][0].posts) == "dce"


def test_pinned_by_number() -> None:
    assert names(Library(POSTS).pinned) == "ed"


def test_neighbours() -> None:
    older, newer = Library(POSTS).neighbours(POSTS[0])
    assert older is not None
    assert newer is not None
    assert (older.title, newer.title) == ("d", "b")


def test_root_of_the_archives() -> None:
    assert Library(POSTS, "文章/").by_kind["tag"][0].path == "文章/tag/c-plus-plus"


def test_clashes_are_known_before_anyone_asks_for_terms() -> None:
    clashes = Library([post("a", "2024-01-01", tags=("Go", "go"))]).clashes
    assert [(clash.kind, clash.kept, clash.other) for clash in clashes] == [("tag", "Go", "go")]


@given(st.permutations(POSTS))
def test_order_of_reading_does_not_matter(posts: list[Post]) -> None:
    assert Library(posts).terms == Library(POSTS).terms
    assert Library(posts).all == Library(POSTS).all
