"""The known shortcodes are shown, the others named; nothing in code is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from nenrin.markdown.fence_info import parse_fence_info
from nenrin.markdown.problems import problems_of
from nenrin.markdown.template_tags.shortcodes import shortcodes_plugin

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

MD = myst_parser().disable(["substitution_block", "substitution_inline"]).use(shortcodes_plugin)
PIECES = st.sampled_from(
    [
        r"{{< ",
        r" >}}",
        r"{{% ",
        r" %}}",
        r"{% ",
        r" %}",
        r"/",
        r"end",
        r"note",
        r"figure",
        r"raw",
        r"youtube ",
        r"ref ",
        r"x",
        r'src="a" ',
        r"id",
        r"`",
        r"{{",
        r"/*",
        r"*/",
        r'"',
        r"文",
    ]
) | st.sampled_from(["\n", "\n- ", "\n    "])


@pytest.mark.parametrize("case", read_cases("shortcodes.md"), ids=str)
def test_case(case: Case) -> None:
    assert render(MD, case) == (case.html, case.problems)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_renders(text: str) -> None:
    SyntaxTreeNode(MD.parse(text, {}))
    assert isinstance(MD.render(text), str)


@given(st.lists(PIECES, max_size=10).map("".join))
def test_problems_name_lines_of_the_text(text: str) -> None:
    env: dict[str, object] = {}
    MD.render(text, env)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems_of(env))


@given(st.lists(PIECES, max_size=10).map("".join))
def test_fences_are_never_looked_into(text: str) -> None:
    env: dict[str, object] = {}
    tokens = MD.parse(f"~~~\n{text}\n~~~", env)
    assert [token.type for token in tokens] == ["fence"]
    assert not problems_of(env)


@pytest.mark.parametrize(
    ("source", "language", "title", "highlight", "linenos"),
    [
        ('{{< highlight py "linenos=table,hl_lines=2 4-5" >}}', "py", None, (2, 4, 5), True),
        ("{{< highlight go >}}", "go", None, (), False),
        ("{{< highlight linenos=true hl_lines=3 lang=sh >}}", "sh", None, (3,), True),
        ("{% codeblock main.py lang:python mark:1,3-4 %}", "python", "main.py", (1, 3, 4), False),
        ("{% codeblock %}", "text", None, (), False),
        ('{% highlight rb linenos mark_lines="1 2" %}', "rb", None, (1, 2), True),
    ],
)
def test_code_tags_become_fences(
    source: str, language: str, title: str | None, highlight: tuple[int, ...], linenos: object
) -> None:
    name = source.split()[1]
    close = "{{< /highlight >}}" if source.startswith("{{") else f"{{% end{name} %}}"
    fence = MD.parse(f"{source}\nx\n{close}", {})[0]
    info = parse_fence_info(fence.info)
    assert fence.content == "x\n"
    assert info is not None
    assert (info.language, info.title, info.highlight, info.linenos) == (language, title, highlight, linenos)


def test_lines_of_parts_are_those_of_the_source() -> None:
    tokens = MD.parse("a\n\n{% note %}\n\n# b\n\n- c\n{% endnote %}\n", {})
    assert [
        (token.type, token.map) for token in tokens if token.map and token.type.startswith(("h", "b", "n"))
    ] == [
        ("nenrin_admonition_open", [2, 8]),
        ("heading_open", [4, 5]),
        ("bullet_list_open", [6, 7]),
    ]
