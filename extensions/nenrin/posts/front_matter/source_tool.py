"""Guess which blog tool a post was written for, from its fence, its keys and the place of its file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from nenrin.posts.dates import looks_like_date
from nenrin.posts.front_matter import values
from nenrin.posts.front_matter.fences import FrontMatter
from nenrin.posts.model import Value

COMMON = "common"
"""The name for front matter whose keys every tool has: it tells of none."""

# What tells of a tool, and how loudly. A fact is a key (dots reach into mappings), a key and what it
# holds, a fence, or something of the file's name.
_EVIDENCE: Mapping[str, Mapping[str, int]] = {
    "Astro": {"pubDate": 3, "updatedDate": 3, "heroImage": 3},
    "AstroPaper": {"pubDatetime": 4, "modDatetime": 4, "ogImage": 1, "postSlug": 2, "timezone": 1},
    "Fuwari": {"published is a date": 4, "category": 1, "image": 1, "lang": 1},
    "Hexo": {
        "fence bare": 4,
        "fence hexo json": 4,
        "categories is nested": 4,
        "abbrlink": 4,
        "date is a clock": 1,
        "updated": 2,
        "sticky": 2,
        "top": 1,
        "mathjax": 1,
    },
    "Hugo (YAML)": {
        "lastmod": 3,
        "publishDate": 2,
        "expiryDate": 3,
        "featuredImage": 3,
        "translationKey": 3,
        "weight": 1,
        "aliases": 1,
        "cover.image": 2,
        "ShowToc": 2,
        "keywords": 1,
        "linkTitle": 2,
    },
    "Hugo (TOML)": {"fence toml": 3, "lastmod": 1, "categories": 1, "tags": 1, "series": 1},
    "Hugo (JSON)": {"fence json": 3, "lastmod": 1},
    "Jekyll": {
        "layout is post": 3,
        "file dated": 2,
        "folder _posts": 1,
        "date has a spaced offset": 2,
        "redirect_from": 3,
        "last_modified_at": 3,
        "header-img": 2,
        "published is a switch": 1,
    },
    "Zola": {
        "fence toml": 2,
        "taxonomies.tags": 4,
        "taxonomies.categories": 4,
        "extra": 2,
        "path": 1,
        "in_search_index": 3,
    },
    "Zenn": {"emoji": 3, "topics": 3, "type is tech": 3, "type is idea": 3, "published is a switch": 1},
    "Quarto": {"date-modified": 4, "format": 3, "execute": 3, "bibliography": 2, "abstract": 1},
    "MkDocs Material": {"date.created": 5, "date.updated": 2, "readtime": 4, "hide": 1, "authors": 1},
    "ABlog": {"blogpost": 5, "nocomments": 4, "location": 2, "redirect": 1, "date is named": 2},
}
_NEEDED = {
    "Hugo (YAML)": "fence yaml",
    "Hugo (TOML)": "fence toml",
    "Hugo (JSON)": "fence json",
    "Zola": "fence toml",
}

TOOLS = (*_EVIDENCE, COMMON)
"""Every name that ``guess`` may return."""

_SPELLINGS = {
    "date is a clock": re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(:\d{2})?$"),
    "date has a spaced offset": re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(:\d{2})? [+-]\d{4}$"),
    "date is named": re.compile(r"[A-Za-z]{3,9}\.? \d{1,2},? \d{4}"),
}


def guess(front: FrontMatter, path: str, text: str) -> str:
    """Return the tool that most evidence speaks for: ``common`` where none does, ``""`` without front matter.

    ``path`` is the file's, with its suffix; ``text`` the whole source. Ties go to the tool named first
    in the table.
    """
    if not front.fence:
        return ""
    facts = set(_facts(front, path, text))
    scores = {
        tool: sum(weight for fact, weight in evidence.items() if fact in facts)
        for tool, evidence in _EVIDENCE.items()
        if _NEEDED.get(tool, "") in {"", *facts}
    }
    best = max(scores, key=lambda tool: scores[tool])
    return best if scores[best] > 0 else COMMON


def most_used(guesses: Iterable[str]) -> str:
    """Return the tool guessed most often, ``common`` only where no post tells of a tool, ``""`` for none."""
    counts = Counter(tool for tool in guesses if tool)
    telling = {tool: count for tool, count in counts.items() if tool != COMMON}
    return max(sorted(telling or counts), key=lambda tool: counts[tool], default="")


def _facts(front: FrontMatter, path: str, text: str) -> Iterator[str]:
    yield f"fence {front.fence}"
    first = text.lstrip("\ufeff \t\r\n")
    if front.fence == "yaml" and not first.startswith("-"):
        yield "fence bare"
    if front.fence == "json" and (not first.startswith("{") or ";;;" in text):
        yield "fence hexo json"
    place = PurePosixPath(path)
    if re.match(r"\d{4}-\d{1,2}-\d{1,2}-", place.name):
        yield "file dated"
    if {"_posts", "_drafts"} & set(place.parts):
        yield "folder _posts"
    for key, value in _flat(front.values):
        yield key
        yield from _about(key, value)


def _flat(mapping: Mapping[str, Value], above: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in mapping.items():
        yield above + key, value
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")


def _about(key: str, value: Value) -> Iterator[str]:
    if key == "categories" and isinstance(value, list) and any(isinstance(item, list) for item in value):
        yield "categories is nested"
    if not isinstance(value, str):
        return
    if key in {"layout", "type"}:
        yield f"{key} is {value.strip().lower()}"
    if key == "published":
        yield "published is a switch" if values.is_switch(value) else "published is a date"
    if key == "date" and looks_like_date(value):
        yield from (said for said, pattern in _SPELLINGS.items() if pattern.match(value.strip()))
