"""Line breaks of titles: what may begin a line and what may end one."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.cards.linebreak import cut, fit, pieces

TITLES = st.text(st.sampled_from("年輪森カイッー、。「」（）…—abc DEF1-/,.나무 é\u0301！"), max_size=60)


def columns(text: str) -> float:
    """How wide a text is in a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年輪を読む。", "年|輪|を|読|む。"),
        ("「年輪」とは", "「年|輪」|と|は"),
        ("ちょっと、カッター", "ちょっ|と、|カッ|ター"),
        ("在 Kubernetes 上", "在 |Kubernetes |上"),
        ("使用Kueue调度GPU", "使|用|Kueue|调|度|GPU"),
        ("变化……还是——不变", "变|化……|还|是——|不|变"),
        ("a well-known and/or", "a |well-|known |and/|or"),
        ("2024-12-31 10/3", "2024-12-31 |10/3"),
        ("나무의 역사 2편", "나무의 |역사 |2편"),
        ("时间：3.5小时（约）", "时|间：|3.5|小|时|（约）"),
        ("用“引号”和《书名》", "用|“引|号”|和|《书|名》"),
        ("ガ\u3099ス", "ガ\u3099|ス"),
        ("价￥500！", "价|￥500！"),
        ("", ""),
    ],
)
def test_where_lines_may_end(text: str, expected: str) -> None:
    assert "|".join(pieces(text)) == expected


@pytest.mark.parametrize(
    ("text", "width", "most", "expected"),
    [
        ("年终总结 | 2024 年终总结：「变」", 20, 3, ["年终总结 | 2024", "年终总结：「变」"]),
        ("年輪の話をしよう", 10, 2, ["年輪の話", "をしよう"]),
        ("one two three four", 10, 2, ["one two", "three four"]),
        ("one two three four", 10, 1, None),
        ("Donaudampfschifffahrt", 8, 3, ["Donaudam", "pfschiff", "fahrt"]),
        ("短", 10, 1, ["短"]),
        # A character that is wider than a line takes its blank along.
        ("年 年", 1, 9, ["年", "年"]),
    ],
)
def test_lines_are_even(text: str, width: float, most: int, expected: list[str] | None) -> None:
    assert fit(text, width, columns, most) == expected


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert cut("年輪を読む、それは森を読むことだ", 12, columns, 2) == ["年輪を読む、", "それは森を…"]
    assert cut("one two three", 7, columns, 1) == ["one two…"[:6] + "…"]


@given(text=TITLES, width=st.integers(4, 40))
def test_nothing_is_lost_and_lines_hold(text: str, width: int) -> None:
    lines = fit(text, width, columns, 1000) or []
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines if len(line) > 3)
    assert all(len(line) for line in lines)


@given(text=TITLES)
def test_pieces_keep_the_rules(text: str) -> None:
    found = list(pieces(text))
    assert "".join(found) == text
    for before, after in pairwise(found):
        assert after[0] not in "、。」）…ー—ッ！,.\u0301 "
        assert before[-1] not in "「（"
