"""The small marks of many tools: emoji codes, marked text, sizes, embeds, contents, kramdown's braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from nenrin.markdown.cjk.autolinks import autolinks_plugin
from nenrin.markdown.directives.embeds import embeds_plugin
from nenrin.markdown.directives.text import text_directives_plugin
from nenrin.markdown.emoji import emoji_codes_plugin
from nenrin.markdown.footnotes import footnotes_plugin
from nenrin.markdown.image_size import image_size_plugin
from nenrin.markdown.kramdown import kramdown_plugin
from nenrin.markdown.mark import mark_plugin
from nenrin.markdown.toc_markers import contents_marks_plugin

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

PLUGINS = {
    "autolinks.md": autolinks_plugin,
    "contents_marks.md": contents_marks_plugin,
    "embeds.md": embeds_plugin,
    "emoji_codes.md": emoji_codes_plugin,
    "footnotes.md": footnotes_plugin,
    "image_size.md": image_size_plugin,
    "kramdown.md": kramdown_plugin,
    "mark.md": mark_plugin,
    "text_directives.md": text_directives_plugin,
}
PARSERS = {file: myst_parser().disable("fieldlist").use(plugin) for file, plugin in PLUGINS.items()}
ALL = myst_parser().disable("fieldlist")
for _plugin in PLUGINS.values():
    ALL.use(_plugin)
PIECES = st.sampled_from(
    [
        "==",
        "=",
        "年",
        "a",
        " ",
        "\n",
        "- ",
        "> ",
        "## ",
        "{:",
        "{::",
        "{:/",
        "toc",
        "comment",
        "}",
        " {#",
        ".x",
        "`",
    ]
) | st.sampled_from(
    [
        ":",
        "smile",
        "![",
        "](",
        " =1x2",
        ")",
        "@[card](https://a",
        "[toc]",
        ":kbd[",
        "]",
        "```\n",
        "\n\n",
        "\\",
    ]
)


@pytest.mark.parametrize("case", [case for file in PLUGINS for case in read_cases(file)], ids=str)
def test_case(case: Case) -> None:
    assert render(PARSERS[case.file], case) == (case.html, case.problems)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_text_gives_a_tree(text: str) -> None:
    SyntaxTreeNode(ALL.parse(text, {}))
    assert isinstance(ALL.render(text), str)


def test_title_of_code_is_in_its_info() -> None:
    fence = ALL.parse('```yaml\na\n```\n{: file="_config.yml" }', {})[0]
    assert fence.info == 'yaml title="_config.yml"'


def test_a_mark_of_one_post_is_not_known_to_the_next() -> None:
    assert ALL.render("==a== :tada:") == ALL.render("==a== :tada:") == "<p><mark>a</mark> 🎉</p>\n"
