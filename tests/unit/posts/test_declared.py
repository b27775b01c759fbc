"""Posts that a page declares are found without parsing it, and those that its examples show are not."""

from __future__ import annotations

from datetime import UTC

import pytest
from nenrin.posts.front_matter.ablog_directives import find_declared

MARKDOWN = {
    "```{post} 2024-03-05\n:tags: a\n```": ["2024-03-05"],
    ":::{post} 2024-03-05\n:::\n\ntext": ["2024-03-05"],
    "::::{note}\n:::{post} 2024-03-05\n:::\n::::\n\n```{post} 2024-03-06\n```": ["2024-03-05", "2024-03-06"],
    "> ```{post} 2024-03-05\n> ```": ["2024-03-05"],
    "```{eval-rst}\n.. post:: 2024-03-05\n\n.. code-block:: rst\n\n   .. post:: 2025-01-01\n```": [
        "2024-03-05"
    ],
    "````markdown\n```{post} 2024-03-05\n```\n````": [],
    "```rst\n.. post:: 2024-03-05\n```": [],
    "```{code-block} rst\n.. post:: 2024-03-05\n```\n\n```{post} 2024-03-06\n```": ["2024-03-06"],
    "~~~\n```{post} 2024-03-05\n```\n~~~\n": [],
    "```rst\n:blogpost: true\n:date: Nov 05, 2026\n```": [],
    ".. post:: 2024-03-05\n": [],
    "Text with ```{post} 2024``` in a line\n": [],
    "```{post}\n```": [None],
}
REST = {
    ".. post:: 2024-03-05\n   :tags: a\n": ["2024-03-05"],
    ".. container:: x\n\n   .. post:: 2024-03-05\n": ["2024-03-05"],
    "So it is written::\n\n   .. post:: 2024-03-05\n\nand so on\n\n.. post:: 2024-03-06\n": ["2024-03-06"],
    ".. code-block:: rst\n\n   .. post:: 2024-03-05\n": [],
    ":blogpost: true\n:date: 2024-03-05\n\nTitle\n=====\n": ["2024-03-05"],
    ":blogpost: false\n:date: 2024-03-05\n\nTitle\n=====\n": [],
    ".. post::\n": [None],
}


@pytest.mark.parametrize(
    ("text", "dates", "is_markdown"),
    [(text, dates, True) for text, dates in MARKDOWN.items()]
    + [(text, dates, False) for text, dates in REST.items()],
)
def test_what_is_declared(text: str, dates: list[str | None], is_markdown: bool) -> None:
    found = find_declared(text, UTC, is_markdown=is_markdown).published
    assert [at and at.date().isoformat() for at in found] == dates
