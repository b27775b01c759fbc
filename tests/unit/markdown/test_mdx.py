"""The known components are shown, the others named, and JavaScript is never text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from nenrin.markdown.mdx.components import mdx_plugin
from nenrin.markdown.problems import problems_of

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

PLAIN = myst_parser()
MD = myst_parser().use(mdx_plugin)
PIECES = st.sampled_from(
    [
        "<",
        ">",
        "/>",
        "</",
        "Note",
        "Chart",
        "div",
        "b",
        " a={1}",
        "{",
        "}",
        "{/*",
        "*/}",
        "import x from 'y'",
        "export const ",
        "'",
        '"',
        "`",
        "文",
    ]
) | st.sampled_from(["\n", "\n\n", " ", "\n- "])


@pytest.mark.parametrize("case", read_cases("mdx.md"), ids=str)
def test_case(case: Case) -> None:
    assert render(MD, case) == (case.html, case.problems)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_renders(text: str) -> None:
    env: dict[str, object] = {}
    SyntaxTreeNode(MD.parse(text, env))
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems_of(env))
    assert isinstance(MD.render(text), str)


@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<br>", '<a href="x">', "</a>", "<!-- c -->", "a", "\n", " "]))
)
def test_html_never_changes(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert MD.render(text) == PLAIN.render(text)
