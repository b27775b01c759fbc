"""Count words and reading time in text of Han, kana, Hangul and Latin."""

from __future__ import annotations

import math
import re

# Han, kana, bopomofo and their supplementary planes: each character counts, as Chinese and Japanese
# editors count. Hangul and Latin are counted by words, between blanks.
_CJK = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]"
)
_CJK_RUN = re.compile(f"{_CJK}+")
_WORD = re.compile(r"[^\W_]+(?:['’.\-_][^\W_]+)*")

CJK_PER_MINUTE = 400
"""Characters a minute; readers of Chinese and Japanese are measured at 300 to 500."""
WORDS_PER_MINUTE = 220
"""Words a minute; readers of English are measured at about 240 (Brysbaert, 2019)."""

EXCERPT_WIDTH = 220
"""Columns of an excerpt: about 110 Han characters, three lines of a card."""


def count(text: str) -> tuple[int, int]:
    """Return the number of Han and kana characters, and of the other words, in ``text``."""
    characters = sum(map(len, _CJK_RUN.findall(text)))
    return characters, len(_WORD.findall(_CJK_RUN.sub(" ", text)))


def measure(text: str) -> tuple[int, int]:
    """Return the words of ``text`` (a Han or kana character is one) and the minutes to read it, at least 1."""
    characters, others = count(text)
    minutes = characters / CJK_PER_MINUTE + others / WORDS_PER_MINUTE
    return characters + others, max(1, math.ceil(minutes - 0.2))


def shorten(text: str, most: int) -> str:
    """Return the beginning of ``text``, at most ``most`` columns wide (Han counts two), with an ellipsis if cut.

    Latin text is cut between words.
    """
    text = " ".join(text.split())
    width = 0
    for index, char in enumerate(text):
        width += (
            2 if _CJK_RUN.match(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60" else 1
        )
        if width > most:
            cut = text[:index]
            if not _CJK_RUN.match(char) and " " in cut[-20:]:
                cut = cut[: cut.rindex(" ")]
            return cut.rstrip("，、。,.;；:： ") + "…"
    return text
