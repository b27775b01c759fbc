"""Notebooks as Markdown, and without what is the post's front matter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.notebooks import (
    as_heading,
    markdown_heading,
    notebook_as_markdown,
    notebook_without_values,
    rest_heading,
    text_notebook_without_values,
)

FRONT = "---\ntitle: Oak\ndate: 2024-05-01\n---"


def notebook(*cells: dict[str, Any], minor: int = 5, **metadata: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": minor})


def cell(kind: str, source: str | list[str]) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (
            notebook(cell("raw", FRONT), cell("markdown", ["One.\n", "Two."]), cell("code", "1 + 1")),
            f"{FRONT}\n\nOne.\nTwo.\n\n```python\n1 + 1\n```\n",
        ),
        (notebook(cell("markdown", f"{FRONT}\n\nText.")), f"{FRONT}\n\nText.\n"),
        (
            notebook(
                cell("markdown", "Text."), title="Oak", date="2024-05-01", kernelspec={"name": "python3"}
            ),
            '---\ntitle: "Oak"\ndate: "2024-05-01"\n---\n\nText.\n',
        ),
        (notebook(cell("code", "x = '````'")), "`````python\nx = '````'\n`````\n"),
        (notebook(cell("markdown", "---\n\nA rule.")), "---\n\nA rule.\n"),
        (notebook(cell("code", " "), cell("raw", "raw")), "\n"),
        ("", ""),
        ("[]", ""),
        ('{"cells": [1]}', ""),
        ('{"cells": ', ""),
    ],
)
def test_a_notebook_as_markdown(text: str, markdown: str) -> None:
    assert notebook_as_markdown(text) == markdown


def test_front_matter_is_taken_out_and_a_heading_put_in() -> None:
    text = notebook(cell("raw", FRONT), cell("code", "1"), title="Other", kernelspec={})
    made = json.loads(notebook_without_values(text, markdown_heading("A *b*")))
    assert [each["source"] for each in made["cells"]] == ["# A \\*b\\*", "1"]
    assert made["cells"][0]["id"] == "nenrin-title"
    assert made["metadata"] == {"kernelspec": {}}
    made = json.loads(
        notebook_without_values(notebook(cell("markdown", f"{FRONT}\nText."), minor=4), rest_heading("年*"))
    )
    assert [each["source"] for each in made["cells"]] == ["年\\*\n======", "Text."]
    assert "id" not in made["cells"][0]
    assert notebook_without_values("no notebook", None) == "no notebook"


def test_lines_of_a_text_notebook_keep_their_numbers() -> None:
    text = "---\ntitle: Oak\ndate: 2024-05-01\ntags: [a]\nkernelspec:\n  name: python3\n---\n\nThe text.\n"
    made = text_notebook_without_values(text, "Oak & elm")
    assert made.startswith("---\nkernelspec:\n  name: python3\n---\n# Oak & elm\n")
    assert made.split("\n").index("The text.") == text.split("\n").index("The text.")
    assert "2024" not in made


@given(st.text(max_size=40))
def test_a_title_is_one_heading_and_no_markup(title: str) -> None:
    heading = as_heading(title)
    assert "\n" not in heading
    assert heading.startswith("# ")
    assert (
        read_front_matter(notebook_as_markdown(notebook(cell("markdown", heading))))
        .body.strip()
        .startswith("#")
    )
