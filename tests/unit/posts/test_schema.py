"""The schema takes what Nenrin reads, and refuses what it cannot use."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.keys import MEANINGS
from nenrin.posts.front_matter.reader import Settings, read_post
from nenrin.posts.front_matter.schema import schema

from tests.unit.posts.cases import read_cases
from tests.unit.posts.test_check import CASES

VALIDATOR = Draft202012Validator(schema())


class Loader(yaml.SafeLoader):
    """YAML as editors read it: a date stays the text it is."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(values: Any) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(values)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def test_every_key_is_there_and_explained() -> None:
    properties = schema()["properties"]
    for meaning in MEANINGS:
        for key in meaning.keys:
            assert properties[key]["description"].casefold().startswith(meaning.says.casefold())
    assert set(properties) == {key for meaning in MEANINGS for key in meaning.keys} | {
        *("taxonomies", "build", "_build")
    }


@pytest.mark.parametrize("tool", [tool for tool, text in CASES.items() if text.startswith("---")])
def test_posts_of_every_tool_are_valid(tool: str) -> None:
    assert not errors(yaml.load(CASES[tool].split("---")[1], Loader))  # noqa: S506 - a SafeLoader less dates


def test_every_post_of_the_text_cases_without_problems_is_valid() -> None:
    texts = [case.source for case in read_cases("front_matter.md") if "--- problems" not in case.expected]
    fronts = [front for front in map(read_front_matter, texts) if front.fence == "yaml" and not front.broken]
    assert len(fronts) > 20
    found = [(errors(front.values), read_post(front, "a", Settings()).used) for front in fronts]
    # What an earlier key says makes a wrong value of a later one harmless; the editor still underlines it.
    assert not [(paths, used) for paths, used in found if {path[2:] for path in paths} & set(used.values())]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", ["a"]),
        ("pubDate", ["2026-01-01"]),
        ("pubDate", "tomorrow"),
        ("draft", "maybe"),
        ("draft", ["x"]),
        ("tags", {"a": 1}),
        ("categories", {"a": 1}),
        ("author", [["a"]]),
        ("pinned", "high"),
        ("toc", "perhaps"),
        ("lang", {"zh": "x"}),
        ("description", ["a"]),
        ("published", "perhaps"),
    ],
)
def test_what_cannot_be_used_is_refused_by_schema_and_reader(key: str, value: Any) -> None:
    values = {"title": "A", "date": "2026-01-01", key: value}
    assert errors(values) == [f"$.{key}"]
    reading = read_post(read_front_matter(json.dumps(values) + "\n"), "a", Settings())
    assert [problem.key for problem in reading.problems] == [key]


@given(st.sampled_from(sorted(schema()["properties"])), st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
))  # fmt: skip
def test_the_schema_judges_any_value(key: str, value: Any) -> None:
    assert set(errors({key: value})) <= {f"$.{key}"} | {f"$['{key}']"}
