"""Find what closes a sign, however often a text is asked for it, in a time that grows with the text alone.

Many signs of a text may be opened and never closed. Who looks for the end of each from where it begins reads the rest
of the text once for each of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.utils import EnvType

_Kept = TypeVar("_Kept")
_KEY = "nenrin_texts"


class Closings:
    """Where signs stand in one text: asked from left to right, no part of the text is looked through twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def find(self, sign: str, start: int) -> int:
        """Return where ``sign`` stands from ``start`` on, or -1, as ``str.find`` does."""
        match = self.search(_pattern(sign), start)
        return match.start() if match else -1

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Return the first match from ``start`` on, as ``pattern.search`` does."""
        asked, match = self._last.get(pattern, (len(self.text) + 1, None))
        if start >= asked and (match is None or start <= match.start()):
            return match
        match = pattern.search(self.text, start)
        self._last[pattern] = start, match
        return match


def first_closings(events: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int] | None]:
    """Return for each place in a row of tags where the tag is that closes what was opened before that place.

    A tag is where it begins, where it ends, and whether it closes; tags may nest.
    """
    closings: list[tuple[int, int] | None] = [None] * len(events)
    waiting: list[list[int]] = [[]]
    for index, (start, end, closes) in enumerate(events):
        waiting[-1].append(index)
        if not closes:
            waiting.append([])
            continue
        for place in waiting.pop():
            closings[place] = start, end
        waiting = waiting or [[]]
    return closings


def kept_for(env: EnvType, text: str, make: Callable[[str], _Kept]) -> _Kept:
    """Return ``make(text)``, the same one each time that rules of one parse ask for it."""
    made: dict[tuple[Callable[[str], Any], str], _Kept] = env.setdefault(_KEY, {})
    if (make, text) not in made:
        made[make, text] = make(text)
    return made[make, text]


def forget_texts_plugin(md: MarkdownIt) -> None:
    """Make `md` forget at the end of a parse what was kept for its texts."""
    md.core.ruler.push("nenrin_forget_texts", lambda state: state.env.pop(_KEY, None))


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(re.escape(sign))
