"""Containers, alerts and leaf directives become boxes and links, and never raw colons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from nenrin.markdown.boxes.alerts import alerts_plugin
from nenrin.markdown.boxes.containers import containers_plugin
from nenrin.markdown.boxes.tokens import KINDS
from nenrin.markdown.directives.leaf import leaf_directives_plugin

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

MD = myst_parser().use(containers_plugin).use(alerts_plugin).use(leaf_directives_plugin)
DOCUTILS = {
    "note",
    "tip",
    "hint",
    "important",
    "warning",
    "attention",
    "caution",
    "danger",
    "error",
    "admonition",
}
MARKUP = st.text(alphabet=':{}[]()>! -`\nnote詳.#="', max_size=60)


@pytest.mark.parametrize(
    "case",
    read_cases("containers.md") + read_cases("alerts.md") + read_cases("leaf_directives.md"),
    ids=str,
)
def test_case(case: Case) -> None:
    assert render(MD, case) == (case.html, case.problems)


@given(
    st.lists(st.sampled_from([":::note", "::::tip x", ":::", "::::", "> [!note]", "> a", "- b", "", "  c"]))
)
def test_boxes_always_nest(lines: list[str]) -> None:
    root = SyntaxTreeNode(MD.parse("\n".join(lines), {}))
    assert root.children is not None


@given(MARKUP | st.text(max_size=60))
def test_any_text_renders(text: str) -> None:
    SyntaxTreeNode(MD.parse(text, {}))
    assert isinstance(MD.render(text), str)


def test_every_kind_is_one_of_docutils() -> None:
    assert set(KINDS.values()) == DOCUTILS


def test_tokens_say_what_a_renderer_needs() -> None:
    tokens = MD.parse(":::info[T *t*]\na\n:::\n\n> [!tip]- x\n> b\n\n:::details 詳細\nc\n:::\n\n:::foo\n:::")
    metas = [(token.type, token.map, token.meta) for token in tokens if token.meta]
    assert metas == [
        (
            "nenrin_admonition_open",
            [0, 3],
            {"name": "info", "title": "T *t*", "kind": "note", "foldable": None},
        ),
        (
            "nenrin_admonition_open",
            [4, 6],
            {"name": "tip", "title": "x", "kind": "tip", "foldable": "closed"},
        ),
        ("nenrin_details_open", [7, 10], {"name": "details", "title": "詳細", "open": False}),
        ("nenrin_div_open", [11, 13], {"name": "foo", "title": None}),
    ]
