"""Plain posts stay plain, excerpts end, and the plugins work together."""

from __future__ import annotations

import ast
from pathlib import Path

import nenrin.markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from nenrin.markdown import problems_of, use_plugins
from nenrin.markdown.excerpt import excerpt_plugin
from nenrin.markdown.literal import plain_plugin
from nenrin.markdown.plain_text import excerpt

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

PLAIN = myst_parser()
PLAIN.use(plain_plugin, known_roles={"ref"}.__contains__)
EXCERPT = myst_parser().use(excerpt_plugin)
ALL = use_plugins(myst_parser(), known_roles={"ref"}.__contains__)
ASCII_PROSE = st.text(alphabet="abc *_.,!?()'\"\n-1", max_size=80)
LINES = st.lists(
    st.sampled_from(
        [
            ":::note",
            ":::",
            "{% raw %}",
            "{% endraw %}",
            "{% note %}",
            "{% endnote %}",
            "<Note>",
            "</Note>",
            "> [!tip]",
            "> $$",
            "$$",
            "```",
            "- a",
            "<!-- more -->",
            "import a from 'b'",
            "| a |",
            "| - |",
            "**甲。**乙 {x}`y` $5",
            "",
        ]
    ),
    max_size=14,
)


@pytest.mark.parametrize("case", read_cases("plain.md"), ids=str)
def test_plain(case: Case) -> None:
    assert render(PLAIN, case) == (case.html, case.problems)


@pytest.mark.parametrize("case", read_cases("excerpt.md"), ids=str)
def test_excerpt(case: Case) -> None:
    assert render(EXCERPT, case) == (case.html, case.problems)


@pytest.mark.parametrize("case", read_cases("all_plugins.md"), ids=str)
def test_all(case: Case) -> None:
    assert render(ALL, case) == (case.html, case.problems)


@given(ASCII_PROSE)
def test_ascii_prose_never_changes(text: str) -> None:
    assert ALL.render(text) == PLAIN.render(text)


@given(LINES.map("\n".join) | st.text(max_size=80))
def test_any_text_gives_a_tree_and_problems_with_lines(text: str) -> None:
    env: dict[str, object] = {}
    SyntaxTreeNode(ALL.parse(text, env))
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems_of(env))
    assert isinstance(ALL.render(text), str)


@given(LINES.map("\n".join))
def test_a_parse_leaves_nothing_for_the_next(text: str) -> None:
    env: dict[str, object] = {}
    first = ALL.render(text, env)
    assert ALL.render(text) == first
    assert {key for key in env if key.startswith("nenrin")} <= {"nenrin_problems"}


def test_fewer_extensions_of_myst_will_do() -> None:
    md = use_plugins(myst_parser("strikethrough"), known_roles=lambda _: False)
    assert md.render("~~甲。~~乙 $x$ {ref}`a`\n\n:::note\nb\n:::") == (
        '<p><s>甲。</s>乙 <span class="math inline">x</span> {ref}<code>a</code></p>\n'
        '<aside class="admonition note">\n<p>b</p>\n</aside>\n'
    )


def test_excerpt_marks_say_where_they_stand() -> None:
    tokens = EXCERPT.parse("a\n\n<!-- more -->\n\nb <!--truncate--> c", {})
    block = [(token.map, token.meta, token.markup) for token in tokens if token.type == "nenrin_more"]
    inline = [child.meta for token in tokens for child in token.children or [] if child.type == "nenrin_more"]
    assert block == [([2, 3], {"word": "more"}, "<!-- more -->")]
    assert inline == [{"word": "truncate"}]


def test_no_module_imports_a_framework() -> None:
    for path in Path(nenrin.markdown.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [
                name
                for name in names
                if name.startswith(("sphinx", "docutils", "ablog", "nenrin.sphinx_ext"))
            ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# 题\n\n正文。\n\n次。", "正文。"),
        ("## 题\n\n一。\n\n### 二\n\n三。\n\n<!-- more -->\n四。", "一。\n三。"),
        ("![年輪](a.png)\n\n<b></b>\n\n本文。", "本文。"),
        ("{{< youtube dQw4w9WgXcQ >}}\n\n::github{repo='a/b'}\n\nText.", "Text."),
        ("![年輪](a.png)", ""),
        ("> 引用。\n\n正文**重点：**文。", "正文重点：文。"),
    ],
)
def test_excerpt_is_the_first_prose(source: str, said: str) -> None:
    assert excerpt(ALL.parse(source, {})) == said
