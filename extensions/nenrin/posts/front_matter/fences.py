"""Split a source text into front matter (values and the line of each key) and body.

Every scalar is kept as the text the author wrote: ``2024.10`` as a title must not become a number, and
whether ``published`` is a date or a switch is decided by the reader of that key, not by YAML.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nenrin.posts.front_matter.yaml import YamlProblem, read_yaml
from nenrin.posts.model import Value

_FENCE = re.compile(r"(?P<mark>-{3,}|\+{3,}|;{3,})[ \t]*$")
# Hexo lets the opening fence go; the first key must then be one of those Hexo itself writes, or else an
# ordinary page that begins with "Note: …" above a rule would lose its first lines.
_BARE_FIRST_KEY = re.compile(
    r"(title|date|updated|layout|categories|category|tags|permalink|author|description|abbrlink|id|cover)[ \t]*:",
    re.IGNORECASE,
)
_JSON_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')
_TOML_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+(?:\.[\w-]+)*))\s*=""")
_TOML_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class Broken:
    """Front matter that is there but cannot be read: what is wrong, and the line (1-based)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body.

    ``fence`` is ``"yaml"``, ``"toml"``, ``"json"`` or ``""`` (none found); ``values`` holds text, lists and
    mappings; ``lines`` gives the 1-based line of each key, nested keys with dots (``taxonomies.tags``);
    ``body`` is the rest of the text and ``body_line`` the 0-based line it starts at.
    """

    fence: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    raw: str = ""
    broken: Broken | None = None

    def line(self, key: str) -> int:
        """Return the line of ``key``, or of its nearest parent, or 1."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key.rpartition(".")[0]
        return 1


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of ``text``: YAML, TOML, JSON, or Hexo's YAML without an opening fence.

    Never raises: what cannot be read is told in ``broken``. A byte order mark and CRLF line ends are
    taken off first, as every generator does.
    """
    text = _with_plain_ends(text)
    first, _, _ = text.partition("\n")
    if opening := _FENCE.match(first):
        return _fenced(text, opening["mark"])
    if first.lstrip().startswith("{"):
        return _json(text)
    if first.startswith('"') and (end := re.search(r"(?m)^;{3,}[ \t]*\n?", text)):
        # Hexo's JSON without its braces.
        return _json_block("{" + text[: end.start()] + "}", text[end.end() :], text.count("\n", 0, end.end()))
    if _BARE_FIRST_KEY.match(first):
        return _bare_yaml(text)
    return FrontMatter(body=text)


def body_after_values(text: str) -> str:
    """Return the body of a text whose front matter is known to have values, which are not read again."""
    text = _with_plain_ends(text)
    opening = _FENCE.match(text.partition("\n")[0])
    number = _closing(text.split("\n"), opening["mark"][0]) if opening else 0
    if not number:
        return read_front_matter(text).body
    parts = text.split("\n", number + 1)
    return parts[number + 1] if len(parts) > number + 1 else ""


def _with_plain_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _closing(lines: list[str], char: str) -> int:
    """Return the number of the line (0-based) with the fence that closes the one in the first line, or 0."""
    for number, line in enumerate(lines[1:], 1):
        closing = _FENCE.match(line)
        if (closing and closing["mark"][0] == char) or (char == "-" and line.rstrip() == "..."):
            return number
    return 0


def _fenced(text: str, mark: str) -> FrontMatter:
    lines = text.split("\n")
    char = mark[0]
    number = _closing(lines, char)
    if not number:
        return FrontMatter(body=text)
    block, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    if char == "+":
        return _toml(block, body, number + 1)
    if char == ";":
        return _json_block("{" + block + "}", body, number + 1)
    return _yaml(block, body, number + 1, first_line=2)


def _bare_yaml(text: str) -> FrontMatter:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if re.fullmatch(r"-{3,}[ \t]*", line):
            return _yaml("\n".join(lines[:number]), "\n".join(lines[number + 1 :]), number + 1, first_line=1)
    return FrontMatter(body=text)


def _yaml(block: str, body: str, body_line: int, *, first_line: int) -> FrontMatter:
    lines: dict[str, int] = {}
    try:
        values = read_yaml(block, lines, first_line)
    except YamlProblem as problem:
        broken = Broken(problem.line, f"the YAML cannot be read: {problem.text}")
        return FrontMatter("yaml", body=body, body_line=body_line, raw=block, broken=broken)
    if values is None and not block.strip():
        # Two rules with nothing between them: an empty front matter, as Astro and Jekyll read it.
        return FrontMatter("yaml", body=body, body_line=body_line)
    if not isinstance(values, dict):
        if first_line == 2 and "\n\n" in "\n" + block:
            # A page that opens with a thematic break: prose stands between two rules, not keys.
            return FrontMatter(body="---\n" + block + "\n---\n" + body)
        broken = Broken(first_line, "the front matter is not a mapping of keys to values")
        return FrontMatter("yaml", body=body, body_line=body_line, raw=block, broken=broken)
    return FrontMatter("yaml", values, lines, body, body_line, block)


def _toml(block: str, body: str, body_line: int) -> FrontMatter:
    try:
        values = tomllib.loads(block, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        broken = Broken(1 + int(found[1]) if found else 1, f"the TOML cannot be read: {error}")
        return FrontMatter("toml", body=body, body_line=body_line, raw=block, broken=broken)
    return FrontMatter("toml", _mapping(values), _toml_lines(block), body, body_line, block)


def _toml_lines(block: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(block.split("\n"), 2):
        if header := _TOML_TABLE.match(line):
            table = header[1].replace('"', "") + "."
            lines.setdefault(table[:-1], number)
        elif key := _TOML_KEY.match(line):
            lines.setdefault(table + next(part for part in key.groups() if part), number)
    return lines


def _json(text: str) -> FrontMatter:
    if not re.match(r'\s*\{\s*(?:"|\})', text):
        return FrontMatter(body=text)
    start = len(text) - len(text.lstrip())
    try:
        _, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        end = text.find("\n;;;")
        if end < 0:
            end = text.find("\n}\n")
        cut = len(text) if end < 0 else text.find("\n", end + 1) + 1 or len(text)
        body_line = text.count("\n", 0, cut)
        broken = Broken(line, f"the JSON cannot be read: {error}")
        return FrontMatter("json", body=text[cut:], body_line=body_line, raw=text[:cut], broken=broken)
    rest = re.match(r"[ \t]*(?:\n;{3,}[ \t]*)?(?:\n|$)", text[end:])
    if rest is None:
        return FrontMatter(body=text)
    cut = end + rest.end()
    return _json_block(text[:end], text[cut:], text.count("\n", 0, cut))


def _json_block(block: str, body: str, body_line: int) -> FrontMatter:
    try:
        values = json.loads(block, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        broken = Broken(getattr(error, "lineno", 1), f"the JSON cannot be read: {error}")
        return FrontMatter("json", body=body, body_line=body_line, raw=block, broken=broken)
    lines: dict[str, int] = {}
    for found in _JSON_KEY.finditer(block):
        lines.setdefault(found[1], 1 + block.count("\n", 0, found.start()))
    return FrontMatter("json", _mapping(values), lines, body, body_line, block)


def _mapping(values: dict[str, Any]) -> dict[str, Value]:
    return {_whole(str(key)): _plain(value) for key, value in values.items()}


def _whole(text: str) -> str:
    """Return a text that can be written: JSON may spell half of a character (RFC 8259, section 8.2)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: object) -> Value:
    """Return a TOML or JSON value in the one form all fences share: text, null, list, mapping."""
    if value is None or isinstance(value, str):
        return value and _whole(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return _mapping(value)
    isoformat: Callable[[], str] | None = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)
