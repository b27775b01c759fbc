"""Find the tags of template languages in a text, and the one that closes each; every part of it is read once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from nenrin.markdown.closings import Closings, first_closings, kept_for
from nenrin.markdown.template_tags.tags import QUOTED, Family, Tag, make_tag

if TYPE_CHECKING:
    from markdown_it.utils import EnvType

_LONGEST = 8_000
"""How many characters a tag may have. Tags are written by hand; what is longer was never closed where it seems."""

# A quotation mark inside a word is an apostrophe. A blank line ends the paragraph and whatever is open in it.
_STRING = rf"(?<=[\s=])(?:{QUOTED})"
_OPENING = re.compile(r"\{(?=[{%])")
_STARTS = re.compile(r"(?P<hugo>\{\{[<%]-?)|(?P<liquid>\{%-?)|(?P<zola>\{\{\s*(?=[A-Za-z_]))")
_NEXT: dict[Family, re.Pattern[str]] = {
    "hugo": re.compile(
        rf"(?P<open>\{{\{{[<%]-?)|(?P<close>[>%]\}}\}})|(?P<stop>\n[^\S\n]*\n)|{_STRING}", re.DOTALL
    ),
    "liquid": re.compile(rf"(?P<open>\{{%-?)|(?P<close>%\}})|(?P<stop>\n[^\S\n]*\n)|{_STRING}", re.DOTALL),
}
_CALL = re.compile(rf"(?P<body>[A-Za-z_]\w*\((?>{QUOTED}|[^\"'`(){{}}])*+\))\s*\}}\}}", re.DOTALL)
_ESCAPED = re.compile(r"\{\{(?P<mark>[<%]?)/\*")


class _End(NamedTuple):
    start: int
    end: int


class TagsOfText:
    """The tags of one text; `tags_of` gives the same one to all rules that look at it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings = Closings(text)
        self._tags: dict[int, Tag | None] = {}
        self._ends: dict[Family, dict[int, _End | None]] = {"hugo": {}, "liquid": {}}
        self._pairs: _Pairs | None = None

    def at(self, start: int) -> Tag | None:
        """Return the tag that begins at `start`, or None."""
        if start not in self._tags:
            self._tags[start] = self._read(start)
        return self._tags[start]

    def escaped(self, start: int) -> tuple[str, int] | None:
        """Return what `{{</* x */>}}` at `start` shows, which is `{{< x >}}`, and where it ends; or None.

        `{{/* x */}}` is a comment and shows nothing.
        """
        opening = _ESCAPED.match(self._text, start)
        if not opening:
            return None
        mark = opening["mark"]
        close = f"*/{'>' if mark == '<' else mark}}}}}"
        end = self._closings.find(close, opening.end())
        if end < 0:
            return None
        shown = f"{{{{{mark}{self._text[opening.end() : end]}{close[2:]}" if mark else ""
        return shown, end + len(close)

    def closing(self, tag: Tag) -> tuple[int, int] | None:
        """Return where the tag that closes `tag` begins and ends; tags of one name may nest."""
        if tag.closing or tag.is_whole:
            return None
        if self._pairs is None:
            self._pairs = _Pairs(self)
        return self._pairs.closing(tag)

    def in_order(self) -> list[tuple[int, Tag]]:
        """Return the tags from the first to the last, with where they begin; none is inside another."""
        found: list[tuple[int, Tag]] = []
        opening = _OPENING.search(self._text)
        while opening:
            tag = self.at(opening.start())
            if tag:
                found.append((opening.start(), tag))
            opening = _OPENING.search(self._text, tag.end if tag else opening.end())
        return found

    def _read(self, start: int) -> Tag | None:
        opening = _STARTS.match(self._text, start)
        if not opening or _ESCAPED.match(self._text, start):
            return None
        if opening["zola"]:
            call = _CALL.match(self._text, opening.end(), start + _LONGEST // 4)
            if not call or "\n\n" in call["body"]:
                return None
            return make_tag("zola", self._text[start : call.end()], call["body"], call.end())
        family: Family = "hugo" if opening["hugo"] else "liquid"
        end = self._end(family, start, opening.end())
        if end is None or end.end - start > _LONGEST:
            return None
        body = self._text[opening.end() : end.start].removesuffix("-").strip()
        return make_tag(family, self._text[start : end.end], body, end.end)

    def _end(self, family: Family, start: int, body: int) -> _End | None:
        """Return where the tag ends that begins at `start`: the first closing mark after `body` outside of strings.

        What begins outside of strings before that mark ends there too, and is not looked through again.
        """
        ends = self._ends[family]
        passed: list[tuple[int, int]] = [(start, body)]
        end: _End | None = None
        while start not in ends:
            found = _NEXT[family].search(self._text, body)
            if not found or found["stop"]:
                break
            if found["close"]:
                end = _End(found.start(), found.end())
                break
            if found["open"] and found.start() in ends:
                end = ends[found.start()]
                break
            if found["open"]:
                passed.append((found.start(), found.end()))
            body = found.end()
        ends.update(
            (begin, end)
            for begin, after in passed
            if begin not in ends and (end is None or after <= end.start)
        )
        return ends.get(start)


class _Pairs:
    """Which tag closes which, by kind: the tags of a name, or all that are called."""

    def __init__(self, tags: TagsOfText) -> None:
        events: dict[tuple[str, str], list[tuple[int, Tag]]] = defaultdict(list)
        for start, tag in tags.in_order():
            if tag.is_whole:
                continue
            events[tag.family, tag.name].append((start, tag))
            if tag.called or (tag.closing and not tag.name):
                events[tag.family, "()"].append((start, tag))
        self._starts = {kind: [start for start, _ in found] for kind, found in events.items()}
        self._closings = {
            kind: first_closings([(start, tag.end, tag.closing) for start, tag in found])
            for kind, found in events.items()
        }

    def closing(self, tag: Tag) -> tuple[int, int] | None:
        kind = tag.family, "()" if tag.called else tag.name
        starts = self._starts.get(kind, [])
        after = bisect_left(starts, tag.end)
        return self._closings[kind][after] if after < len(starts) else None


def tags_of(env: EnvType, text: str) -> TagsOfText:
    """Return the tags of a text, the same for all rules of one parse that ask."""
    return kept_for(env, text, TagsOfText)
