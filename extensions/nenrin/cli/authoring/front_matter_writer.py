"""Write the front matter of a new post in YAML, TOML or JSON, in the author's style."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

import yaml

from nenrin.cli.authoring.front_matter_style import Habits, spell
from nenrin.posts.front_matter import values
from nenrin.posts.model import Value


class Plain(str):
    """A text written without quotes, such as a date or a boolean."""

    __slots__ = ()


Written: TypeAlias = "str | list[str] | dict[str, Written]"

_LISTS = frozenset({"tags", "categories", "aliases", "locations"})
# These are an earlier post's own; a new one has none of them yet.
_LEFT_OUT = frozenset({"updated", "expires", "slug", "permalink", "image", "canonical", "external", "series", "pinned",
                       "translation_key"})  # fmt: skip


def compose(title: str, at: datetime, habits: Habits, *, draft: bool) -> str:
    """Return the text of a new post: front matter, and an empty line to begin at."""
    values_by_key: dict[str, Written] = {}
    for meaning, key in habits.keys:
        value = _value(meaning, key, title, at, habits, draft=draft)
        if value is not None:
            _put(values_by_key, key, value)
    if "title" not in values_by_key:
        values_by_key = {"title": title, **values_by_key}
    if draft and not habits.drafts and not _is_draft(values_by_key):
        values_by_key["draft"] = Plain("true")
    return f"{_FENCES[habits.fence](values_by_key)}\n"


def _value(
    meaning: str, key: str, title: str, at: datetime, habits: Habits, *, draft: bool
) -> Written | None:
    constant = habits.constant.get(key)
    if key == "published" and values.is_switch(constant):
        return Plain("false" if draft else "true")
    fixed: Written | None = {
        "title": title,
        "draft": Plain("true" if draft else "false"),
        "published": Plain(spell(at, habits.date)),
    }.get(meaning)
    if fixed is not None:
        return fixed
    if isinstance(constant, str):
        return Plain(constant) if values.is_switch(constant) or constant.isdecimal() else constant
    empty: Written = [] if meaning in _LISTS else ""
    return empty if meaning and meaning not in _LEFT_OUT else None


def _put(given: dict[str, Written], key: str, value: Written) -> None:
    head, dot, rest = key.partition(".")
    if not dot:
        given[key] = value
        return
    inner = given.setdefault(head, {})
    if isinstance(inner, dict):
        inner[rest] = value


def _is_draft(given: Mapping[str, Value] | Mapping[str, Written]) -> bool:
    return given.get("draft") == "true" or given.get("published") == "false"


def _yaml(given: Mapping[str, Written]) -> str:
    return f"---\n{_yaml_lines(given)}---\n"


def _bare(given: Mapping[str, Written]) -> str:
    return f"{_yaml_lines(given)}---\n"


def _yaml_lines(values_by_key: Mapping[str, Written], indent: str = "") -> str:
    lines = []
    for key, value in values_by_key.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{_yaml_lines(value, indent + '  ')}")
        else:
            lines.append(f"{indent}{key}: {_yaml_scalar(value)}".rstrip() + "\n")
    return "".join(lines)


def _yaml_scalar(value: str | list[str]) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml_scalar, value)) + "]"
    if isinstance(value, Plain) or not value:
        return value
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=2**16)
    return dumped.removesuffix("...\n").strip()


def _toml(given: Mapping[str, Written]) -> str:
    flat = [f"{key} = {_toml_scalar(value)}\n" for key, value in given.items() if not isinstance(value, dict)]
    for key, value in given.items():
        if isinstance(value, dict):
            flat.append(f"\n[{key}]\n")
            flat += [f"{name} = {_toml_scalar(inner)}\n" for name, inner in value.items()]
    return f"+++\n{''.join(flat)}+++\n"


def _toml_scalar(value: Written) -> str:
    # TOML's basic strings are JSON's, and so are its lists of them.
    return str(value) if isinstance(value, Plain) else json.dumps(value, ensure_ascii=False)


def _json(given: Mapping[str, Written]) -> str:
    return (
        json.dumps({key: _json_value(value) for key, value in given.items()}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _json_value(value: Written) -> object:
    return value == "true" if isinstance(value, Plain) and value in {"true", "false"} else value


_FENCES = {"yaml": _yaml, "bare": _bare, "toml": _toml, "json": _json}
