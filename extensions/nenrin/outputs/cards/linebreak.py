"""Break titles into lines by the rules of Chinese, Japanese, Korean and Latin typesetting."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# What may not begin a line (Requirements for Japanese Text Layout, 3.1.7; for Chinese, 3.1.3): closing marks,
# small kana, the mark of long vowels, iteration marks.
_NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉）〕］｝〉》」』】〙〗〟’”»›)]}>,.:;?!%‰℃°…‥—―–～〜-ー々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰ％‐゠"
)
# What may not end one (the same, 3.1.8): opening marks, and signs that belong to the number after them.
_NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“«‹([{<＄￥￡＃＠$¥£€#@｢")
_PAIRED = frozenset("…‥—―")
_BREAK_AFTER = frozenset("-‐–/")
_JOINERS = frozenset("\u200d\u2060\u00a0\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a title that must stay on one line, with its width, and its width without a trailing blank."""

    text: str
    width: float
    visible: float


def fit(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str] | None:
    """Return ``text`` as at most ``most`` lines of ``width``, as even as they can be; None if it is too long.

    ``measure`` tells how wide a text is, which is the sum of its parts. A word wider than a line is cut.
    """
    parts = _measured(text, width, measure)
    count = len(_fill(parts, width))
    if count > most:
        return None
    low, high = width / 4, width
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(parts, middle)) == count else (middle, high)
    return _fill(parts, high)


def cut(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """Return the first ``most`` lines of ``text``, the last with an ellipsis where something is left out."""
    lines = _fill(_measured(text, width, measure), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' 、。，．：；,.:;…')}…"]


def pieces(text: str) -> Iterator[str]:
    """Yield the parts of ``text`` that no line end may divide; blanks stay at the end of theirs."""
    start = 0
    for index in range(1, len(text)):
        if _may_break(text[index - 1], text[index], text[index - 2] if index > 1 else ""):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _measured(text: str, width: float, measure: Callable[[str], float]) -> list[_Piece]:
    found: list[_Piece] = []
    for piece in pieces(" ".join(text.split())):
        rest = piece
        while head := _head(rest.rstrip(), width, measure):
            found.append(_Piece(head, measure(head), measure(head)))
            rest = rest[len(head) :]
        found.append(_Piece(rest, measure(rest), measure(rest.rstrip())))
    return found


def _fill(parts: Sequence[_Piece], width: float) -> list[str]:
    lines: list[str] = []
    line, taken = "", 0.0
    for part in parts:
        if line and taken + part.visible > width:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        line, taken = line + part.text, taken + part.width
    return [*lines, line.rstrip()] if line.strip() else lines


def _head(word: str, width: float, measure: Callable[[str], float]) -> str:
    """Return as much of a word that is wider than a line as fits one, at least a character; ``""`` if it fits."""
    taken, end = 0.0, 0
    for end, char in enumerate(word):
        taken += measure(char)
        if end and taken > width:
            break
    else:
        return ""
    while end > 1 and (word[end] in _NO_START or unicodedata.category(word[end])[0] == "M"):
        end -= 1
    return word[:end]


def _may_break(before: str, after: str, earlier: str) -> bool:
    if after == " " or after in _JOINERS or before in _JOINERS or unicodedata.category(after)[0] == "M":
        return False
    if before == " ":
        return after not in _NO_START
    if after in _NO_START or before in _NO_END or (before == after and before in _PAIRED):
        return False
    if _is_ideographic(before) or _is_ideographic(after):
        return True
    return before in _BREAK_AFTER and earlier.isalpha() and after.isalpha()


def _is_ideographic(char: str) -> bool:
    """Whether lines may end on both sides: Han, kana and full-width signs; Hangul is set in words."""
    return unicodedata.east_asian_width(char) in {"W", "F"} and not "\uac00" <= char <= "\ud7a3"
