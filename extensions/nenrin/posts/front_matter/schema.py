"""Write the table of front matter keys as a JSON Schema, so that editors complete and check them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nenrin.posts.dates import FIRST_YEAR, LAST_YEAR
from nenrin.posts.front_matter.keys import MEANINGS, Meaning

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

# An editor has read the YAML already, so that a text may reach the schema as a number or a switch.
_EMPTY: Schema = {"type": "null"}
_WORD: Schema = {"type": ["string", "number", "boolean"]}
_WORDS: Schema = {"type": "array", "items": {"anyOf": [_WORD, _EMPTY]}}
_SWITCH: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        {"type": "string", "pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy]([Ee][Ss])?|[Nn][Oo]?|"
                                      r"[Oo][Nn]|[Oo][Ff][Ff]|[01])?\s*$"},
        {"type": "object"},
    ]
}  # fmt: skip
# Loose on purpose: digits by year, month and day, or a month's English name and a year. Nenrin itself says more.
_DATE: Schema = {
    "type": "string",
    "pattern": r"^\s*(\d{1,4}\s*[-/.年]\s*\d{1,2}([-/.月日Tt\s].*)?|\d{8}([T ]?\d{4,6})?|\d{9,10}|\d{13}|"
    r".*[A-Za-z]{3}.*\d{4}.*|.*\d{4}.*[A-Za-z]{3}.*)?\s*$",
    "examples": ["2026-12-31", "2026-12-31T13:11:52+08:00", "2026-12-31 13:11:52"],
    "description": f"a day, or a day and a time; the years {FIRST_YEAR} to {LAST_YEAR}",
}
_SECONDS: Schema = {"type": "integer", "minimum": 100_000_000}
_PERSON: Schema = {
    "type": "object",
    "properties": {key: {"type": "string"} for key in ("name", "link", "email", "avatar", "bio")},
}
_SHAPES: Mapping[str, Schema] = {
    "date": {"anyOf": [_DATE, _SECONDS]},
    "zone": {"type": "string", "examples": ["Asia/Taipei", "Asia/Tokyo", "Europe/Berlin"]},
    "text": _WORD,
    "lock": {"anyOf": [_WORD, {"type": ["object", "array"]}]},
    "list": {"anyOf": [_WORD, {"type": "array", "items": {"anyOf": [_WORD, _EMPTY, {"type": "object"}]}}]},
    "hierarchy": {
        "anyOf": [_WORD, {"type": "array", "items": {"anyOf": [_WORD, _EMPTY, _WORDS, {"type": "object"}]}}]
    },
    "switch": _SWITCH,
    "number": {
        "anyOf": [*_SWITCH["anyOf"], {"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d+\s*$"}]
    },
    "authors": {"anyOf": [_WORD, _PERSON, {"type": "array", "items": {"anyOf": [_WORD, _PERSON, _EMPTY]}}]},
    "image": {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "properties": {key: {"type": ["string", "null"]} for key in ("src", "alt")}},
            {"type": "array"},
        ]
    },
    "series": {
        "anyOf": [
            _WORD,
            {"type": "object", "properties": {"name": _WORD, "order": {"type": ["integer", "string"]}}},
            {"type": "array", "items": _WORD, "maxItems": 1},
        ]
    },
    "language": {
        "anyOf": [
            {"type": "string", "examples": ["zh-CN", "zh-TW", "ja", "en"]},
            {"type": "array", "items": {"type": "string"}},
        ]
    },
}
_BY_KEY: Mapping[str, Schema] = {
    # A date for Fuwari, a switch for Jekyll, Hexo, Zenn and Obsidian.
    "published": {"anyOf": [_DATE, _SECONDS, _SWITCH]},
    "publish": {"anyOf": [_DATE, _SECONDS, _SWITCH]},
}


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of front matter, made from ``dialects.MEANINGS``.

    It refuses only what Nenrin cannot use: a key that is unknown is allowed, as it is ignored, and any key
    may be empty.
    """
    properties: Schema = {}
    inner: dict[str, Schema] = {}
    for meaning in MEANINGS:
        for key in meaning.keys:
            head, dot, rest = key.partition(".")
            properties.setdefault(key, _property(meaning, key))
            if dot:
                inner.setdefault(head, {})[rest] = properties[key]
    for head, inside in inner.items():
        mapping = {"type": "object", "properties": inside}
        known = properties.get(head, {"anyOf": [_EMPTY], "description": "A group of keys."})
        properties[head] = {**known, "anyOf": [*known["anyOf"], mapping]}
    return {
        "$schema": DRAFT,
        "title": "Front matter of a Nenrin post",
        "description": "Every key that Nenrin reads, whichever tool's word it is. Other keys are ignored.",
        "type": "object",
        "properties": properties,
    }


def _property(meaning: Meaning, key: str) -> Schema:
    shape = _BY_KEY.get(key) or _SHAPES[meaning.shape]
    choices = shape.get("anyOf", [shape])
    said = meaning.says[0].upper() + meaning.says[1:] + "."
    others = [name for name in meaning.keys if name != key]
    return {
        "anyOf": [*choices, _EMPTY],
        "description": said
        + (f" Also written {', '.join(f'`{name}`' for name in others)}." if others else ""),
    }
