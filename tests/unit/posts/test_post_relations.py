"""What stands round a post on its page: the posts before and after it, its series, those related to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nenrin.posts.library import Library
from nenrin.posts.model import Post, Series
from nenrin.posts.post_relations import post_relations


def post(name: str, day: int, **fields: Any) -> Post:
    return Post(name, f"Title of {name}", datetime(2024, 5, day, tzinfo=UTC), **fields)


OLD, MIDDLE, NEW = post("old", 1), post("middle", 2), post("new", 3)


def test_neighbours_are_the_next_in_time() -> None:
    library = Library([NEW, OLD, MIDDLE])
    round_the_middle = post_relations(library, MIDDLE, ())
    assert (round_the_middle.older, round_the_middle.newer) == (OLD, NEW)
    assert post_relations(library, OLD, ()).older is None
    assert post_relations(library, NEW, ()).newer is None


def test_a_post_that_is_hidden_is_no_ones_neighbour() -> None:
    library = Library([OLD, post("hidden", 2, hidden=True), NEW])
    assert post_relations(library, OLD, ()).newer == NEW


def test_a_series_is_in_reading_order_and_holds_the_post_itself() -> None:
    second = post("second", 1, series=Series("rings", 2))
    first = post("first", 9, series=Series("rings", 1))
    elsewhere = post("elsewhere", 5, series=Series("boats"))
    library = Library([second, first, elsewhere, MIDDLE])
    assert post_relations(library, second, ()).series == (first, second)
    assert post_relations(library, elsewhere, ()).series == (elsewhere,)
    assert post_relations(library, MIDDLE, ()).series == ()


def test_related_posts_are_those_that_were_found_in_their_order() -> None:
    assert post_relations(Library([OLD, MIDDLE, NEW]), MIDDLE, (NEW, OLD)).related == (NEW, OLD)
