"""The splitter of the builder and that of the browser give the same answer for every text."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nenrin.search import folding, make_variants, splitter
from nenrin.search.folding import fold, table
from nenrin.search.splitter import LONGEST_WORD, pieces, split, terms

from .conftest import Call

#: Characters at which the two sides could part: joins, drops, expansions, class borders, characters newer
#: than the table.
TRICKY = (
    "机器機器學习調度后後著乾于於カガがｶﾞﾟ゙゛゜かゝヽヾーヷわ々〆〇㍿㌔①½ßſİıǅÀàÅΩℵѐёй가각ᄀ힣ᆨᅡ"
    "ไทย𠮷𝗯𝟙豈Ａａ０＿－‐–’'._-+#@/ \n\u00ad\u200b\ufe0f\U000e0100\u0301\u0345ꭰᲐ\u1c80𞤀🎉😀\u0378"
)
TEXTS = st.one_of(
    st.text(alphabet=TRICKY, max_size=30),
    st.text(max_size=30),
    st.text(alphabet=st.characters(min_codepoint=0x2E80, max_codepoint=0x33FF), max_size=20),
    st.lists(
        st.sampled_from(["k8s", "调度", "GPT-4", "C++", "推理", " ", "3.14", "snake_case", "’", "ガ"])
    ).map("".join),
)


@settings(max_examples=600, deadline=None)
@given(text=TEXTS)
def test_both_sides_agree(browser_side: Call, text: str) -> None:
    assert browser_side("fold", text) == fold(text)
    assert browser_side("split", text) == [list(token) for token in split(text)]
    assert browser_side("terms", text) == terms(text)


@pytest.mark.slow
def test_both_sides_agree_on_each_character(browser_side: Call) -> None:
    for first in range(0, 0x110000, 0x400):
        text = "a".join(chr(code) for code in range(first, first + 0x400) if not 0xD800 <= code < 0xE000)
        assert browser_side("fold", text) == fold(text)
        assert browser_side("terms", text) == terms(text)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_the_map_leads_each_folded_unit_back_to_its_character(browser_side: Call, text: str) -> None:
    starts = browser_side("map", text)
    units = len(text.encode("utf-16-le")) // 2
    assert len(starts) == len(fold(text).encode("utf-16-le")) // 2 + 1
    assert starts == sorted(starts)
    assert starts[-1] == units


@given(text=TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("機器學習", "机器学习"),
        ("調度", "调度"),
        ("カタカナ", "かたかな"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("か\u3099", "が"),
        ("カ゛", "ガ"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("ＧＰＴ－４", "gpt-4"),
        ("Café", "cafe\u0301"),
        ("Straße", "STRASSE"),
        ("\u1112\u1161\u11ab", "한"),
        ("㍿", "株式会社"),
        ("辻\U000e0100", "辻"),
        ("don’t", "don't"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ガイド", "カイト"),
        ("バス", "ハス"),
        ("C", "C++"),
        ("C#", "C++"),
        ("ビル", "ビール"),
        ("人々", "人人"),
    ],
)
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k8s调度", ["k8s", "调度"]),
        ("GPT-4 推理", ["gpt-4", "推理"]),
        ("C++とC#、F#", ["c++", "と", "c#", "f#"]),
        ("snake_case 3.14 v1.2.3-rc1", ["snake_case", "3.14", "v1.2.3-rc1"]),
        ("「深層学習」、入門。", ["深层学习", "入门"]),
        ("what's new?", ["what's", "new"]),
        ("__init__ --flag .NET", ["init", "flag", "net"]),
        ("서울의 봄", ["서울의", "봄"]),
        ("<script>alert(1)</script>", ["script", "alert", "1", "script"]),
        ("，。！… ", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in split(text)] == expected


def test_terms_hold_single_characters_pairs_and_pieces() -> None:
    assert terms("調度 GPT-4") == ["调", "度", "调度", "gpt-4", "gpt", "4"]


def test_a_word_too_long_to_be_typed_is_cut_between_characters() -> None:
    (token,) = split("𐐀" * 60)
    assert token.text == fold("𐐀") * LONGEST_WORD


def test_pieces_of_a_name_with_signs() -> None:
    assert pieces("c++17") == ["c++17", "c++", "17", "c"]


@pytest.mark.parametrize("module", [folding, splitter])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed


def test_the_table_is_what_its_data_makes() -> None:
    made = make_variants.make_table()
    assert make_variants.TABLE.read_text(encoding="utf-8") == make_variants.as_json(made)
    assert make_variants.SCRIPT.read_text(encoding="utf-8") == make_variants.as_script(made)
    assert table() == made
