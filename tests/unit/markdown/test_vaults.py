"""What vaults write: links by name, comments that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.markdown.comments import without_comments
from nenrin.markdown.wiki_links import wiki_links_plugin

from tests.unit.markdown.cases import Case, read_cases, render
from tests.unit.markdown.parsers import myst_parser

PARSER = myst_parser().use(wiki_links_plugin)


@pytest.mark.parametrize("case", read_cases("wiki_links.md"), ids=str)
def test_wiki_links(case: Case) -> None:
    assert render(PARSER, case) == (case.html, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a %%x%% b", "a  b"),
        ("文字%%评论%%文字", "文字文字"),
        ("a %%\nx\n\ny\n%% b", "a\n\n\n\nb"),
        ("%% x\ny %%\nz", "\n\nz"),
        ("> %%\n> x\n> %%\n> y", ">\n\n\n> y"),
        ("%%\nnever closed\n\nthe rest", "\n\n\n"),
        ("line  \nbreak %%x%%  \n", "line  \nbreak\n"),
    ],
)
def test_comments_do_not_show(text: str, shown: str) -> None:
    assert without_comments(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "use %%time and %%timeit here",
        "%d%% of %d%%",
        "5%% and 6%%",
        "`%%a%%` and ``%% b ``",
        "```\n%%\nx\n%%\n```",
        "~~~\n%%x%%\n~~~",
        "%%timeit x\n\ntext\n%%time y",
        "100%%",
        "a %%",
        "%%% a %%%",
    ],
)
def test_what_is_no_comment_stays(text: str) -> None:
    assert without_comments(text) == text


PIECES = st.sampled_from(["%%", "%", "a", " ", "\n", "> ", "```", "`", "- ", "字"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_lines_stay_where_they_are_and_nothing_is_added(text: str) -> None:
    shown = without_comments(text)
    assert shown.count("\n") == text.count("\n")
    for before, after in zip(text.split("\n"), shown.split("\n"), strict=True):
        rest = iter(before)
        assert all(char in rest for char in after)
    assert without_comments(shown.replace("%", "")) == shown.replace("%", "")
