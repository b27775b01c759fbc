"""Split a source text into front matter (values and the line of each key) and body.

Every scalar is kept as the text the author wrote: ``2024.10`` as a title must not become a number, and
whether ``published`` is a date or a switch is decided by the reader of that key, not by YAML.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nenrin.posts.front_matter.block import UNSEEN, Broken, FrontMatter, Unreadable
from nenrin.posts.front_matter.header_lines import is_of_keys, keys_of, read_header_lines
from nenrin.posts.front_matter.json import length_of_json, read_json
from nenrin.posts.front_matter.keys import is_known
from nenrin.posts.front_matter.privacy import is_private_line
from nenrin.posts.front_matter.toml import read_toml
from nenrin.posts.front_matter.yaml import read_yaml

__all__ = ["Broken", "FrontMatter", "body_after_values", "read_front_matter"]

_UNSEEN = UNSEEN.replace("\n", "")
_FENCE = re.compile(
    rf"(?P<indent>[{_UNSEEN}]*)(?P<mark>-{{3,}}|\+{{3,}}|;{{3,}})[ \t]*(?P<kind>yaml|yml|toml|json)?[{_UNSEEN}]*$"
)
_TOML_LINE = re.compile(r"""[ \t]*["']?(?P<key>[\w.-]+)["']?[ \t]*=""")
_JSON_LINE = re.compile(r"""[ \t]*"(?P<key>[^"]+)"[ \t]*:""")
# How far into a text without front matter a key without a fence is looked for.
_MOST_LINES = 30


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of ``text``: YAML, TOML or JSON in fences, or keys without any.

    Never raises: what cannot be read is told in ``broken``. Empty lines, blanks, byte order marks and HTML
    comments may stand above it; CRLF line ends are taken off first, as every generator does.
    """
    text = _with_plain_ends(text)
    above = _above(text)
    front = _read(text[above:], is_first=not text[:above].strip(UNSEEN))
    if front is None:
        return FrontMatter(body=text)
    return _moved(front, text.count("\n", 0, above))


def body_after_values(text: str) -> str:
    """Return the body of a text whose front matter is known to have values, which are not read again."""
    text = _with_plain_ends(text)
    opening = _FENCE.match(text.partition("\n")[0])
    number = _closing(text.split("\n"), opening) if opening else 0
    if not number:
        return read_front_matter(text).body
    parts = text.split("\n", number + 1)
    return parts[number + 1] if len(parts) > number + 1 else ""


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _above(text: str) -> int:
    """Return how many characters stand in whole lines above the first line that says something."""
    place = 0
    while True:
        end = text.find("\n", place)
        line = text[place : end if end >= 0 else len(text)].strip(_UNSEEN)
        if line.startswith("<!--"):
            close = text.find("-->", text.find("<!--", place) + 4)
            end = text.find("\n", close) if close >= 0 else -1
            line = text[close + 3 : end].strip(_UNSEEN) if end >= 0 else "never closed"
        if line or end < 0:
            return place
        place = end + 1


def _moved(front: FrontMatter, lines: int) -> FrontMatter:
    """Return front matter that was read as if its first line were the file's, ``lines`` further down."""
    if not lines:
        return front
    return replace(
        front,
        lines={key: line + lines for key, line in front.lines.items()},
        notes=tuple(replace(note, line=note.line + lines) for note in front.notes),
        body_line=front.body_line + lines,
        broken=replace(front.broken, line=front.broken.line + lines) if front.broken else None,
    )


def _read(text: str, *, is_first: bool) -> FrontMatter | None:
    """Return the front matter that ``text`` begins with, or None; below a comment, prose may stand between rules."""
    first = text.partition("\n")[0]
    if opening := _FENCE.match(first):
        return _fenced(text, opening, is_first=is_first)
    text = text.lstrip(_UNSEEN)
    if text.startswith("{"):
        return _json(text)
    if text.startswith('"') and (end := re.search(r"(?m)^;{3,}[ \t]*\n?", text)):
        # Hexo's JSON without its braces.
        return _json_block("{" + text[: end.start()] + "}", text[end.end() :], text.count("\n", 0, end.end()))
    return read_header_lines(text) or _without_fences(text)


def _without_fences(text: str) -> FrontMatter | None:
    """Return front matter whose fences are misspelt, where it says that the page is for nobody; else None."""
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    head = lines[: next((number for number, line in enumerate(lines) if not line.strip()), len(lines))]
    if text.startswith(("```", "~~~", ":::")) or not any(map(is_private_line, head)):
        return None
    problem = "these look like keys, but no fence of --- stands above them"
    return FrontMatter(body=text, raw="\n".join(head), broken=Broken(1, problem))


def _closing(lines: list[str], opening: re.Match[str]) -> int:
    """Return the number of the line (0-based) with the fence that closes the one in the first line, or 0."""
    char = opening["mark"][0]
    for number, line in enumerate(lines[1:], 1):
        closing = _FENCE.match(line)
        if closing and closing["mark"][0] == char and not closing["kind"]:
            if len(closing["indent"]) <= len(opening["indent"]):
                return number
        elif char == "-" and line.rstrip() == "...":
            return number
    return 0


def _fenced(text: str, opening: re.Match[str], *, is_first: bool) -> FrontMatter | None:
    lines = text.split("\n")
    number = _closing(lines, opening)
    char = opening["mark"][0]
    if not number:
        return _endless(lines, char)
    block, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    kind = opening["kind"] or {"+": "toml", ";": "json"}.get(char, "yaml")
    if kind == "toml":
        return _toml(block, body, number + 1)
    if kind == "json":
        block = block if block.lstrip().startswith("{") else "{" + block + "}"
        return _json_block("\n" + block, body, number + 1)
    return _yaml(lines, number, is_first=is_first)


def _yaml(lines: list[str], number: int, *, is_first: bool) -> FrontMatter | None:
    """Return what stands between the first line and that of ``number``."""
    block, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    try:
        found = read_yaml(block, 2)
    except Unreadable as wrong:
        endless = _endless(lines[:number], "-")
        if endless and not all(map(is_of_keys, lines[endless.body_line : number])):
            return replace(
                endless, body="\n".join(lines[endless.body_line :])
            )  # prose stands above that line
        broken = Broken(wrong.line, wrong.text)
        return FrontMatter("yaml", body=body, body_line=number + 1, raw=block, broken=broken)
    if found is not None:
        # Two rules with nothing between them are an empty front matter, as Astro and Jekyll read it.
        return FrontMatter("yaml", found.values, found.lines, found.notes, body, number + 1, block)
    if not is_first or "\n\n" in f"\n{block}":
        return None  # a page that opens with a thematic break: prose stands between two rules, not keys
    broken = Broken(2, "the front matter is not a mapping of keys to values")
    return FrontMatter("yaml", body=body, body_line=number + 1, raw=block, broken=broken)


def _endless(lines: list[str], char: str) -> FrontMatter | None:
    """Return front matter that is opened by the first line and never closed; None where prose follows a rule."""
    end = next((number for number, line in enumerate(lines) if number and not line.strip()), len(lines))
    head = lines[1:end]
    if char == "-":
        names = keys_of([line.lstrip() for line in head])
    else:
        pattern = _TOML_LINE if char == "+" else _JSON_LINE
        names = [found["key"] for line in head if (found := pattern.match(line))]
    if not any(map(is_known, names)) and not any(map(is_private_line, head)):
        return None
    mark = char * 3
    broken = Broken(
        1, f"the front matter never ends: expected a line of {mark} after its last key", endless=True
    )
    kind = {"+": "toml", ";": "json"}.get(char, "yaml")
    return FrontMatter(kind, body="\n".join(lines[end:]), body_line=end, raw="\n".join(head), broken=broken)


def _toml(block: str, body: str, body_line: int) -> FrontMatter:
    try:
        found = read_toml(block, 2)
    except Unreadable as wrong:
        broken = Broken(wrong.line, wrong.text)
        return FrontMatter("toml", body=body, body_line=body_line, raw=block, broken=broken)
    return FrontMatter("toml", found.values, found.lines, found.notes, body, body_line, block)


def _json(text: str) -> FrontMatter | None:
    if not re.match(r'\{\s*["}]', text):
        return None
    try:
        end = length_of_json(text)
    except Unreadable as wrong:
        is_meant = re.match(r'\{\s*"[^"\n]*"\s*:', text) or is_private_line(text.partition("\n")[0])
        return _broken_json(text, wrong) if is_meant else None
    rest = re.match(r"[ \t]*(?:\n;{3,}[ \t]*)?(?:\n|$)", text[end:])
    if rest is None:
        return None
    cut = end + rest.end()
    return _json_block(text[:end], text[cut:], text.count("\n", 0, cut))


def _broken_json(text: str, wrong: Unreadable) -> FrontMatter:
    """Return JSON that cannot be read; it ends at a line of ``;;;`` or ``}``, or with the first line if that does."""
    found = re.match(r"\{.*\}[ \t]*(?:\n|$)", text) or re.search(r"(?m)^(?:;{3,}|\})[ \t]*(?:\n|$)", text)
    if found and (more := re.match(r";{3,}[ \t]*(?:\n|$)", text[found.end() :])):
        cut = found.end() + more.end()
    else:
        cut = found.end() if found else text.find("\n\n") + 1 or len(text)
    broken = Broken(wrong.line, wrong.text, endless=found is None)
    body_line = text.count("\n", 0, cut)
    return FrontMatter("json", body=text[cut:], body_line=body_line, raw=text[:cut], broken=broken)


def _json_block(block: str, body: str, body_line: int) -> FrontMatter:
    try:
        found = read_json(block)
    except Unreadable as wrong:
        broken = Broken(wrong.line, wrong.text)
        return FrontMatter("json", body=body, body_line=body_line, raw=block, broken=broken)
    return FrontMatter("json", found.values, found.lines, found.notes, body, body_line, block)
