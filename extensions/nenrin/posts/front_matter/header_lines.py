"""Read keys on top of a text without fences: Hexo's YAML, and the header lines of Pelican and MultiMarkdown."""

from __future__ import annotations

import re

from nenrin.posts.front_matter.block import Broken, FrontMatter, Keys, Unreadable, twice
from nenrin.posts.front_matter.keys import is_known
from nenrin.posts.front_matter.yaml import read_yaml
from nenrin.posts.model import Problem, Value

_KEY_LINE = re.compile(r"""["']?(?P<key>[^\W\d][\w. -]{0,40}?)["']?[ \t]*:(?=[ \t]|$)[ \t]*(?P<value>.*)""")
_RULE = re.compile(r"-{3,}[ \t]*$")
# A line that may stand below a key: its indented value, an item of its list, a comment.
_BELOW = re.compile(r"[ \t]|- |-$|#")


def read_header_lines(text: str) -> FrontMatter | None:
    """Return the front matter of a text that begins with ``Title: …``; None where these are words of the text.

    It ends at a line of ``---``, as Hexo writes it, or at the first empty line. An ordinary page may begin with
    ``Note: …`` above a rule, or hold the minutes of a ``Date: …``: what is not told from prose stays in the text.
    """
    first = _KEY_LINE.match(text.partition("\n")[0])
    if not first or not (is_known(first["key"]) or first["key"] == "id"):
        return None
    lines = text.split("\n")
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    rule = next((number for number, line in enumerate(lines) if _RULE.match(line)), len(lines))
    if rule < len(lines) and all(map(is_of_keys, lines[:rule])):
        return _front(lines, rule, rule + 1, closed=True)
    return _front(lines, blank, blank, closed=False)


def keys_of(lines: list[str]) -> list[str]:
    """Return the keys of those of ``lines`` that have one."""
    return [found["key"] for line in lines if (found := _KEY_LINE.match(line))]


def is_of_keys(line: str) -> bool:
    """Whether a line may stand among keys: one with its value, what may stand below one, or an empty line."""
    return not line.strip() or _KEY_LINE.match(line) is not None or _BELOW.match(line) is not None


def _front(lines: list[str], end: int, body_line: int, *, closed: bool) -> FrontMatter | None:
    head = lines[:end]
    names = [key.casefold() for key in keys_of(head)]
    is_sure = closed or "title" in names or sum(map(is_known, names)) > 1
    if not is_sure or not all(map(is_of_keys, head)):
        return None
    raw = "\n".join(head)
    try:
        found = read_yaml(raw, 1)
    except Unreadable as wrong:
        found = _plain_lines(head)
        if found is None:
            # Nobody can tell what is a key and what is prose: all of it stays in the text.
            return FrontMatter("yaml", body="\n".join(lines), raw=raw, broken=Broken(wrong.line, wrong.text))
    if found is None:
        return None
    body = "\n".join(lines[body_line:])
    return FrontMatter("yaml", found.values, found.lines, found.notes, body, body_line, raw)


def _plain_lines(head: list[str]) -> Keys | None:
    """Return keys whose values are the rest of their lines, as Pelican and MultiMarkdown take them."""
    values: dict[str, Value] = {}
    numbers: dict[str, int] = {}
    notes: list[Problem] = []
    key = ""
    for number, line in enumerate(head, 1):
        if found := _KEY_LINE.match(line):
            key = found["key"]
            if key in values:
                notes.append(twice(key, numbers[key], number))
            values[key], numbers[key] = _unquoted(found["value"].strip()), number
        elif key and line[:1] in " \t" and line.strip():
            values[key] = f"{values[key]} {line.strip()}"
        elif line.strip():
            return None
    return Keys(values, numbers, tuple(notes))


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
