"""Take Obsidian's comments, ``%% … %%``, out of a text: their author's tool shows them to nobody.

They may stand in a line or go over several. ``%%time and %%timeit``, ``%d%% of %d%%`` and code are no comments: no
letter or digit of ASCII stands before the opening signs or after the closing ones, and a comment of several lines
begins or ends its first line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_MARK = "%%"
_FENCE = re.compile(r" {0,3}(?:>[ ]?)*[ \t]*(?:[-*+] +|\d+[.)] +)?(?P<fence>`{3,}|~{3,})")
# Code in a line is passed over; what follows are the two signs that may open or close a comment.
_CODE_OR_MARK = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|(?P<mark>(?<!%)%%(?!%))"
)
_OUTSIDE = re.compile(r"[A-Za-z0-9]")
_QUOTE = re.compile(r"[ \t>]*")


def without_comments(text: str) -> str:
    """Return ``text`` with as many lines as before and without comments; what is open at its end is a comment as well.

    That holds for a line of ``%%`` alone; signs that open no comment stay.
    """
    if _MARK not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_shown(lines))


def _shown(lines: list[str]) -> Iterator[str]:
    closings = _closings(lines)
    ends = list(closings)
    fence, hidden_to = "", -1
    for at, line in enumerate(lines):
        if at < hidden_to:
            yield ""
            continue
        if at == hidden_to:
            line = line[closings[at] + len(_MARK) :].lstrip(" \t")  # noqa: PLW2901 - indented it would be code
        opening = _FENCE.match(line)
        mark = opening["fence"] if opening else ""
        if fence:
            if mark[:1] == fence[0] and len(mark) >= len(fence) and not line.strip(" >\t").strip(mark[0]):
                fence = ""
            yield line
            continue
        if mark:
            fence = mark
            yield line
            continue
        shown, is_open = _without_closed(line)
        end = -1
        if is_open:
            nothing_else = not shown.strip(" >\t")
            end = _after(ends, at) or (len(lines) if nothing_else else -1)
        hidden_to = end
        yield line if shown == line or (is_open and end < 0) else shown.rstrip()


def _after(ends: list[int], at: int) -> int:
    """Return the first of ascending numbers that is greater than ``at``, 0 where none is."""
    place = bisect_right(ends, at)
    return ends[place] if place < len(ends) else 0


def _closings(lines: list[str]) -> dict[int, int]:
    """Return for each line that may end a comment of several lines where the signs stand in it, in order of lines."""
    found = {}
    for at, line in enumerate(lines):
        where = line.find(_MARK)
        if where >= 0 and not _OUTSIDE.match(line, where + len(_MARK)):
            found[at] = where
    return found


def _without_closed(line: str) -> tuple[str, bool]:
    """Return a line without the comments that end in it, up to one that does not, and whether there is such a one."""
    parts, shown_from, opened = [], 0, -1
    for found in _CODE_OR_MARK.finditer(line):
        if found["code"]:
            continue
        at, after = found.start(), found.end()
        if opened < 0:
            if not (at and _OUTSIDE.match(line[at - 1])):
                opened = at
        elif not _OUTSIDE.match(line, after):
            parts.append(line[shown_from:opened])
            shown_from, opened = after, -1
    rest = line[opened:] if opened >= 0 else ""
    # Of several lines it is only where the signs stand alone at one end of the line.
    starts_line = opened >= 0 and not _QUOTE.sub("", line[:opened], count=1)
    if opened >= 0 and (rest.strip() == _MARK or (starts_line and rest[len(_MARK) :][:1].isspace())):
        return "".join([*parts, line[shown_from:opened]]), True
    return "".join([*parts, line[shown_from:]]), False
