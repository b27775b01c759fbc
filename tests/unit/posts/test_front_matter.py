"""Every dialect's front matter is read as its author meant it, and nothing an author writes raises."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.front_matter.fences import body_after_values, read_front_matter
from nenrin.posts.front_matter.keys import KNOWN_KEYS, MEANINGS
from nenrin.posts.front_matter.reader import Settings, read_post

from tests.unit.posts.cases import Case, read, read_cases, told


@pytest.mark.parametrize("case", read_cases("front_matter.md"), ids=str)
def test_case(case: Case) -> None:
    assert told(read(case)) == case.expected


def test_no_key_has_two_meanings() -> None:
    keys = [key for meaning in MEANINGS for key in meaning.keys]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("source", "body", "line"),
    [
        ("---\ntitle: x\n---\nbody\n", "body\n", 3),
        ("+++\ntitle = 'x'\n+++\n\nbody\n", "\nbody\n", 3),
        ('{"title": "x"}\nbody\n', "body\n", 1),
        ('{\n"title": "x"\n}\n;;;\nbody\n', "body\n", 4),
        ("title: x\n---\nbody\n", "body\n", 2),
        ("\ufeff---\r\ntitle: x\r\n---\r\nbody\r\n", "body\n", 3),
        ("just body\n", "just body\n", 0),
        ("{ref}`x` is a role\n", "{ref}`x` is a role\n", 0),
        ("---\n\nA thought.\n\n---\n\nMore.\n", "---\n\nA thought.\n\n---\n\nMore.\n", 0),
    ],
)
def test_body_and_its_line(source: str, body: str, line: int) -> None:
    front = read_front_matter(source)
    assert (front.body, front.body_line) == (body, line)


@given(
    st.sampled_from(["---", "+++", ";;;", "{", "", "\ufeff---", "--- ", "----"]),
    st.lists(
        st.sampled_from(["title: x", "date = 1", '"a": "b"', "---", "+++", ";;;", "...", "}", "", "text"])
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_body_alone_is_the_same(first: str, lines: list[str], end: str) -> None:
    source = end.join([first, *lines])
    front = read_front_matter(source)
    if front.values:
        assert body_after_values(source) == front.body


@pytest.mark.parametrize(
    ("source", "key", "line"),
    [
        ("---\ntitle: x\n\n# why\ntags:\n  - a\ndate: 2024-01-01\n---\n", "date", 7),
        ("---\ntaxonomies:\n  tags: [a]\n---\n", "taxonomies.tags", 3),
        ('+++\ntitle = "x"\n[taxonomies]\ntags = ["a"]\n+++\n', "taxonomies.tags", 4),
        ('{\n  "title": "x",\n  "date": "y"\n}\n', "date", 3),
        ("title: x\ndate: 2024-01-01\n---\n", "date", 2),
        ("---\ntitle: x\n---\n", "never", 1),
    ],
)
def test_line_of_a_key(source: str, key: str, line: int) -> None:
    assert read_front_matter(source).line(key) == line


words = st.text(max_size=20)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), words, st.dates(), st.datetimes()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(sorted(KNOWN_KEYS)) | words
mappings = st.dictionaries(keys, values, max_size=8)


def reads(source: str) -> None:
    """Whatever is written, there is a post or there are problems, and each problem names a line of the file."""
    front = read_front_matter(source)
    reading = read_post(front, "posts/a", Settings(), heading="h")
    if reading.post:
        assert reading.post.title
        assert reading.post.published.tzinfo is not None
        assert isinstance(reading.post.published, datetime)
    lines = source.count("\n") + 1
    for problem in reading.problems:
        assert 1 <= problem.line <= lines
        assert problem.text
        assert "\n" not in problem.message


@given(mappings, words)
def test_any_yaml_reads(mapping: dict[str, Any], body: str) -> None:
    reads("---\n" + yaml.safe_dump(mapping, allow_unicode=True) + "---\n" + body)


@given(mappings, words)
def test_any_json_reads(mapping: dict[str, Any], body: str) -> None:
    reads(json.dumps(mapping, default=str) + "\n\n" + body)


@given(
    st.dictionaries(st.sampled_from(sorted(key for key in KNOWN_KEYS if "." not in key)), words, max_size=6),
    words,
)
def test_any_toml_reads(mapping: dict[str, str], body: str) -> None:
    block = "".join(f"{key} = {json.dumps(value)}\n" for key, value in mapping.items())
    reads(f"+++\n{block}+++\n{body}")


@given(
    st.text(), st.sampled_from(["---\n", "+++\n", "{", '{"', "title: x\n", ";;;\n", '"a": ', "\ufeff---\n"])
)
def test_any_text_reads(text: str, start: str) -> None:
    reads(start + text)
    reads(start + text + "\n" + start)


@given(st.sampled_from(["date", "pubDate", "updated", "expires"]), words)
def test_any_date_reads(key: str, value: str) -> None:
    reads(f"---\ntitle: x\n{key}: {json.dumps(value)}\n---\n")
