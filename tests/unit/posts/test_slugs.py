"""Addresses keep every script, and no two names share one."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.slugs import RESERVED, assign, heading_id, slugify

# Names that a filter of letters, or folding by compatibility, makes alike.
ALIKE = [
    "C",
    "C++",
    "C#",
    ".NET",
    "ガイド",
    "カイト",
    "バス",
    "ハス",
    "🎉",
    "🎊",
    "!",
    "!!",
    "index",
    "page",
    "年终总结",
]


def test_names_that_were_alike_differ() -> None:
    slugs, clashes = assign(ALIKE)
    assert clashes == []
    assert slugs["C++"] == "c-plus-plus"
    assert slugs["C#"] == "c-sharp"
    assert slugs["ガイド"] == "ガイド"
    assert slugs["年终总结"] == "年终总结"
    assert slugs["🎉"] == "🎉"
    assert slugs["index"] == "index_"


def test_case_is_told_and_numbered() -> None:
    assert assign(["python", "Python", "PYTHON"]) == (
        {"PYTHON": "python", "Python": "python-2", "python": "python-3"},
        [("PYTHON", "Python"), ("PYTHON", "python")],
    )


@given(st.lists(st.text(min_size=1), max_size=12))
def test_slugs_never_collide_on_any_disk(names: list[str]) -> None:
    slugs, _ = assign(names)
    assert set(slugs) == set(names)
    on_disk = [unicodedata.normalize("NFD", slug).casefold() for slug in slugs.values()]
    assert len(set(on_disk)) == len(on_disk)
    for slug in slugs.values():
        assert slug
        assert slug not in RESERVED
        assert not set(slug) & set('/\\:*?"<>|#%. \n\0')


@given(st.lists(st.text(min_size=1), max_size=8), st.randoms())
def test_order_does_not_matter(names: list[str], random: object) -> None:
    shuffled = names.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign(names) == assign(shuffled)


@given(st.text())
def test_heading_ids_are_ids(text: str) -> None:
    found = heading_id(text)
    assert found
    assert not set(found) & set(" \t\n\"'<>#&")


def test_heading_ids_read() -> None:
    assert heading_id("读书") == "读书"
    assert heading_id("ML Platform") == "ml-platform"
    assert heading_id("  2024 年：「变」 ") == "2024-年-变"
    assert heading_id("slug: a value") == slugify("slug: a value")
