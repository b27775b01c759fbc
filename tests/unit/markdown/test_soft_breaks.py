"""A newline between Han and kana is no space; everywhere else it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.markdown.cjk.soft_breaks import soft_breaks_plugin

from tests.unit.markdown.cases import Case, read_cases
from tests.unit.markdown.parsers import myst_parser

PLAIN = myst_parser()
JOINED = myst_parser().use(soft_breaks_plugin)


@pytest.mark.parametrize("case", read_cases("soft_breaks.md"), ids=str)
def test_case(case: Case) -> None:
    assert JOINED.render(case.source).strip() == case.html


@given(st.text(alphabet="ab1 .*_`[]()<>!\\\n", max_size=40))
def test_ascii_text_never_changes(text: str) -> None:
    assert JOINED.render(text) == PLAIN.render(text)


@given(st.text(max_size=60))
def test_any_text_renders(text: str) -> None:
    assert isinstance(JOINED.render(text), str)


@given(st.lists(st.text(alphabet="漢か「」、。", min_size=1), min_size=1))
def test_lines_of_japanese_become_one(lines: list[str]) -> None:
    assert JOINED.render("\n".join(lines)) == f"<p>{''.join(lines)}</p>\n"


def test_the_option_breaks_keeps_what_it_made() -> None:
    md = myst_parser().use(soft_breaks_plugin)
    md.options["breaks"] = True
    assert md.render("甲\n乙") == "<p>甲<br />\n乙</p>\n"
