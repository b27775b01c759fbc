"""The work of the parser grows no faster than the text, whatever is opened and never closed in it.

The work is counted in calls of functions, of Python's and of ours: the same on every machine.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from nenrin.markdown import use_plugins
from nenrin.markdown.closings import Closings
from nenrin.markdown.outline import first_heading, with_title
from nenrin.markdown.plain_text import excerpt, plain_text
from nenrin.markdown.template_tags.tags_of_text import TagsOfText

from tests.unit.markdown.parsers import myst_parser

ALL = use_plugins(myst_parser(), known_roles={"ref"}.__contains__)
OPENED = (
    *("{%", "{% a ", "{{%", "{{<", '{{< a "', "{{ a(", "{{</*", "{% raw %}", "{% note %}", "{{< details >}}"),
    *(
        ":::a[",
        ":::note",
        "::a[",
        ":u[",
        ":a",
        "@[a](",
        "<A b={{",
        "<Note>",
        "<img ",
        "<a ",
        "<!--",
        "<style",
    ),
    *(
        "{/*",
        "import {",
        "export const a = {",
        "{::comment}",
        "{: a",
        r"\[",
        r"\(",
        "$",
        "$$",
        "==a ",
        "``a `b",
        "~~a ",
    ),
    *(
        "**a ",
        "[",
        "![",
        "[a](",
        "[^",
        "^[",
        "[[",
        "![[",
        "%%",
        "http://",
        "a@b",
        "www.a.b ",
        "> ",
        "|",
        "# a",
        "年",
    ),
)
CLOSED = (
    "{% x %}",
    "{{< x >}}",
    "{{< x >}}a{{< /x >}}",
    "<A />",
    "{/* a */}",
    "[a](b)",
    ":u[a]",
    "^[a]",
    "https://a.b ",
)
TIMES = 70


def calls(text: str) -> int:
    """Return how many functions are called to read a text."""
    counted = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        tokens = ALL.parse(text, {})
        plain_text(tokens)
        excerpt(tokens)
        first_heading(tokens)
        with_title(tokens, "Title")
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("end", ["", "\n", "\n\n"], ids=["one line", "lines", "paragraphs"])
@pytest.mark.parametrize("sign", [*OPENED, *CLOSED])
def test_twice_the_text_is_twice_the_work(sign: str, end: str) -> None:
    # The longest first: what is compiled or looked up at its first use is no work of the text.
    four, two, one = (calls(f"{sign}{end}" * times) for times in (4 * TIMES, 2 * TIMES, TIMES))
    assert four - two <= 2.4 * (two - one) + 100


def test_what_closes_is_found_from_anywhere() -> None:
    text = "(" * 5 + ")" + "(" * 5 + ")" + "("
    closings = Closings(text)
    for start in [*range(len(text) + 1), *range(len(text), -1, -1)]:
        assert closings.find(")", start) == text.find(")", start)


def test_tags_end_where_the_first_closing_mark_stands() -> None:
    text = '{{< a "b >}} c" d >}} {{< e {{< f >}} {{< "g'
    tags = TagsOfText(text)
    starts = [index for index in range(len(text)) if tags.at(index)]
    assert [text[start : tags.at(start).end] for start in starts] == [  # type: ignore[union-attr]
        '{{< a "b >}} c" d >}}',
        "{{< e {{< f >}}",
        "{{< f >}}",
    ]
