"""Formulas are found and prices stay text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.markdown.math.rule import math_guard_plugin

from tests.unit.markdown.cases import Case, read_cases
from tests.unit.markdown.parsers import myst_parser

GUARDED = myst_parser().use(math_guard_plugin)
PRICES = st.tuples(
    st.sampled_from(["", "US", "HK", "A", "约", "到", " "]),
    st.decimals(min_value=0, max_value=10_000, places=2) | st.integers(0, 10_000),
    st.sampled_from(["", "/month", "美元", "ドル", " each", "!", "，", "k"]),
)


@pytest.mark.parametrize("case", read_cases("math_guard.md"), ids=str)
def test_case(case: Case) -> None:
    assert GUARDED.render(case.source).strip() == case.html


@given(st.text(alphabet="$\\([])x1 价^\n`_", max_size=40) | st.text(max_size=60))
def test_any_text_renders(text: str) -> None:
    assert isinstance(GUARDED.render(text), str)


@given(st.lists(PRICES, min_size=1, max_size=6), st.sampled_from([" and ", "、", "到", ", ", "\n"]))
def test_prices_are_never_formulas(prices: list[tuple[str, object, str]], between: str) -> None:
    text = between.join(f"{before}${amount}{after}" for before, amount, after in prices)
    assert "math" not in GUARDED.render(text)


@given(st.sampled_from(["x", "x^2", r"\alpha", "5x+1", "n"]), st.text(alphabet="设为则，。か한", max_size=5))
def test_formulas_work_between_any_cjk_text(formula: str, text: str) -> None:
    assert f'{text}<span class="math inline">{formula}</span>{text}' in GUARDED.render(
        f"{text}${formula}${text}"
    )


def test_dollarmath_need_not_be_in_use() -> None:
    md = myst_parser("colon_fence").use(math_guard_plugin)
    assert md.render("$x$ $5") == '<p><span class="math inline">x</span> $5</p>\n'
