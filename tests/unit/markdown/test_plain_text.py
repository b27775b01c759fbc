"""What is left of roles and links without words where there is text alone."""

from __future__ import annotations

import pytest
from nenrin.markdown.plain_text import excerpt

from tests.unit.markdown.parsers import myst_parser

PARSER = myst_parser()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See {doc}`posts/oak` and {ref}`the words <label>`.", "See posts/oak and the words."),
        ("{func}`~rings.tree.count` counts, {func}`!len` too.", "count counts, len too."),
        ("H{sub}`2`O", "H2O"),
        (
            "See [](oak.md), [](oak.md#the-bark), [](#roots), [words](elm.md).",
            "See oak, the-bark, roots, words.",
        ),
        ("[![a tree](oak.png)](oak.md) grows", "a tree grows"),
    ],
)
def test_an_excerpt_has_words(text: str, said: str) -> None:
    assert excerpt(PARSER.parse(text)) == said
