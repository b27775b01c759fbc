"""Words and minutes are right for every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.word_count import count, measure, shorten


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", (0, 0)),
        ("一年一圈。", (4, 0)),
        ("年輪はふえる", (6, 0)),
        ("나무는 자란다", (0, 2)),
        ("The tree's rings, 2024.", (0, 4)),
        ("用 Kubernetes 调度 GPU", (3, 2)),
        ("𠮷野家", (3, 0)),
        ("don't-split a.b", (0, 2)),
    ],
)
def test_count(text: str, counted: tuple[int, int]) -> None:
    assert count(text) == counted


def test_three_thousand_characters_are_not_forty_words() -> None:
    words, minutes = measure("年" * 3000)
    assert words == 3000
    assert minutes == 8


@given(st.text(), st.text())
def test_more_text_is_never_less(one: str, other: str) -> None:
    assert measure(one + "\n" + other)[0] >= max(measure(one)[0], measure(other)[0])
    assert measure(one)[1] >= 1


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("一年一圈，慢慢长大。", 12, "一年一圈，慢…"),
        ("short", 12, "short"),
        ("several words in a row", 12, "several…"),
        ("unbrokenunbroken", 8, "unbroken…"),
    ],
)
def test_shorten(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short
