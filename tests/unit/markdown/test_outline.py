"""One title and an outline without gaps, whatever levels an author began with."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nenrin.markdown.outline import first_heading, with_title

MD = MarkdownIt("commonmark")


def levels(text: str, title: str = "Title") -> list[str]:
    """The headings of a page as ``h2 Text``, in order."""
    html = MD.renderer.render(with_title(MD.parse(text), title), MD.options, {})
    return [f"{level} {words}" for level, words in re.findall(r"<(h\d)>(.*?)</\1>", html)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("", ["h1 Title"]),
        ("Text.", ["h1 Title"]),
        ("## A\n\n## B", ["h1 Title", "h2 A", "h2 B"]),
        ("# A\n\n## B\n\n# C", ["h1 Title", "h2 A", "h3 B", "h2 C"]),
        ("#### A\n\n##### B", ["h1 Title", "h2 A", "h3 B"]),
        ("## A\n\n#### B\n\n### C\n\n## D", ["h1 Title", "h2 A", "h3 B", "h3 C", "h2 D"]),
        ("## A\n\n# B", ["h1 Title", "h2 A", "h2 B"]),
        (
            "# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6",
            ["h1 Title", "h2 1", "h3 2", "h4 3", "h5 4", "h6 5", "h6 6"],
        ),
        ("A\n=\n\nB\n-", ["h1 Title", "h2 A", "h3 B"]),
    ],
)
def test_levels_follow_from_what_stands_above(text: str, headings: list[str]) -> None:
    assert levels(text) == headings


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nText.",
        "### TITLE\n\nText.",
        "# Ti tle\n\nText.",
        "# *Title*\n\nText.",
        "<!-- a note -->\n\n# Title",
    ],
)
def test_a_heading_that_repeats_the_title_is_left_out(text: str) -> None:
    assert levels(text) == ["h1 Title"]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Text.\n\n# Title", ["h1 Title", "h2 Title"]),
        ("# Other\n\n# Title", ["h1 Title", "h2 Other", "h2 Title"]),
        ("> # Title", ["h1 Title", "h1 Title"]),
        ("<p>Text.</p>\n\n# Title", ["h1 Title", "h2 Title"]),
    ],
)
def test_a_heading_that_says_it_later_stays(text: str, headings: list[str]) -> None:
    assert levels(text) == headings


def test_a_title_with_marks_is_known_as_it_is_written() -> None:
    assert levels("# A *b*", "A *b*") == ["h1 A *b*"]
    assert levels("# A *b*", "A b") == ["h1 A b"]


def test_a_title_written_as_html_is_a_heading_below_ours() -> None:
    html = MD.renderer.render(with_title(MD.parse("<h1 id=x>A</h1>\n\nb <H1>c</H1>"), "T"), MD.options, {})
    assert html.replace("\n", "") == "<h1>T</h1><h2 id=x>A</h2><p>b <h2>c</h2></p>"


@pytest.mark.parametrize(
    ("text", "found"), [("", ""), ("Text.", ""), ("Text.\n\n## A `b` *c*\n\n# D", "A b c"), ("> # A", "")]
)
def test_the_first_heading_of_the_page_itself(text: str, found: str) -> None:
    assert first_heading(MD.parse(text)) == found


@given(st.lists(st.integers(1, 6), max_size=12))
def test_an_outline_has_no_gap(marks: list[int]) -> None:
    text = "\n\n".join(f"{'#' * mark} {at}" for at, mark in enumerate(marks))
    found = [int(each[1]) for each in levels(text)]
    assert found[0] == 1
    assert 1 not in found[1:]
    assert all(below <= above + 1 for above, below in pairwise(found))


@given(st.lists(st.integers(1, 6), max_size=8))
def test_the_tokens_given_are_only_renumbered(marks: list[int]) -> None:
    text = "\n\n".join(f"{'#' * mark} {at}\n\nText." for at, mark in enumerate(marks))
    tokens = MD.parse(text)
    assert [token.content for token in with_title(tokens, "T")[3:]] == [token.content for token in tokens]
