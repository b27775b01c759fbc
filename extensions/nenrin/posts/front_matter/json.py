"""Read JSON into text, lists and mappings, with the line of each key."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from nenrin.posts.front_matter.block import MOST_NESTED, TOO_DEEP, Keys, Unreadable, twice
from nenrin.posts.model import Value

_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')


def read_json(block: str) -> Keys:
    """Return what the object in ``block``, the beginning of a file, says. Raises ``Unreadable``."""
    repeated: set[str] = set()

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.update(name for name, number in Counter(name for name, _ in pairs).items() if number > 1)
        return dict(pairs)

    decoder = json.JSONDecoder(parse_float=str, parse_int=str, object_pairs_hook=once)
    try:
        values = as_values(decoder.decode(block), 1)
    except (json.JSONDecodeError, RecursionError) as error:
        raise unreadable(error) from None
    first, last = _lines(block)
    notes = tuple(twice(name, first.get(name, 1), last.get(name, 1)) for name in sorted(repeated))
    return Keys(values, first, notes)


def _lines(block: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the lines on which each key stands first and last."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    line, place = 1, 0
    for found in _KEY.finditer(block):
        line += block.count("\n", place, found.start())
        place = found.start()
        last[found[1]] = line
        first.setdefault(found[1], line)
    return first, last


def length_of_json(text: str) -> int:
    """Return where the object that ``text`` begins with ends. Raises ``Unreadable``."""
    try:
        return json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text)[1]
    except (json.JSONDecodeError, RecursionError) as error:
        raise unreadable(error) from None


def unreadable(error: json.JSONDecodeError | RecursionError) -> Unreadable:
    """Return what is wrong with JSON that Python cannot read."""
    text = TOO_DEEP if isinstance(error, RecursionError) else str(error)
    return Unreadable(getattr(error, "lineno", 1), f"the JSON cannot be read: {text}")


def as_values(values: Mapping[str, Any], line: int) -> dict[str, Value]:
    """Return a mapping of TOML or JSON in the one form all fences share. Raises ``Unreadable`` at ``line``."""
    return _mapping(values, line, 0)


def _mapping(values: Mapping[str, Any], line: int, depth: int) -> dict[str, Value]:
    if depth > MOST_NESTED:
        raise Unreadable(line, f"the front matter cannot be read: {TOO_DEEP}")
    return {_whole(str(key)): _plain(value, line, depth + 1) for key, value in values.items()}


def _plain(value: object, line: int, depth: int) -> Value:
    if value is None or isinstance(value, str):
        return value and _whole(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if depth > MOST_NESTED:
            raise Unreadable(line, f"the front matter cannot be read: {TOO_DEEP}")
        return [_plain(item, line, depth + 1) for item in value]
    if isinstance(value, dict):
        return _mapping(value, line, depth)
    isoformat: Callable[[], str] | None = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)


def _whole(text: str) -> str:
    """Return a text that can be written: JSON may spell half of a character (RFC 8259, section 8.2)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
