"""Fold text to the one spelling that the index and every query use.

Width, case and Latin accents go; katakana becomes hiragana, traditional Chinese simplified; kana with a
separate voiced mark and Hangul in letters are put together. The browser does the same with the same table
(``nenrin-search-split.js``).
"""

from __future__ import annotations

import importlib.resources
import itertools
import json
import re
from functools import cache
from typing import Any


@cache
def table() -> dict[str, Any]:
    """Return the shared table; its shape is ``make_variants.FoldTable``."""
    return dict(json.loads(table_json()))


def table_json() -> str:
    """Return the shared table as text."""
    return importlib.resources.files("nenrin.search").joinpath("fold.json").read_text(encoding="utf-8")


@cache
def _characters() -> dict[int, str]:
    data = table()
    folded: dict[int, str] = {}
    for first, last, shift in data["runs"]:
        folded.update((code, chr(code + shift)) for code in range(first, last + 1))
    codes = itertools.accumulate(data["steps"])
    folded.update((code, chr(code + shift)) for code, shift in zip(codes, data["shifts"], strict=True))
    folded.update((ord(char), text) for char, text in data["longer"].items())
    return folded


_JOINING = re.compile("[\u3099\u309a\u1161-\u1175\u11a8-\u11c2]")


def fold(text: str) -> str:
    """Return ``text`` in its folded spelling; folding twice changes nothing more.

    >>> fold("ＧＰＴ-４ の ｶﾞｲﾄﾞ、機器學習")
    'gpt-4 の がいど、机器学习'
    """
    folded = text.translate(_characters())
    return _joined(folded) if _JOINING.search(folded) else folded


def _joined(text: str) -> str:
    pairs: dict[str, str] = table()["pairs"]
    out: list[str] = []
    for char in text:
        made = (pairs.get(out[-1] + char) or _syllable(ord(out[-1]), ord(char))) if out else None
        if made:
            out[-1] = made
        else:
            out.append(char)
    return "".join(out)


def _syllable(before: int, after: int) -> str | None:
    """Compose Hangul letters as Unicode 3.12 (conjoining jamo behaviour) does."""
    if 0x1100 <= before <= 0x1112 and 0x1161 <= after <= 0x1175:
        return chr(0xAC00 + ((before - 0x1100) * 21 + after - 0x1161) * 28)
    if 0xAC00 <= before <= 0xD7A3 and (before - 0xAC00) % 28 == 0 and 0x11A8 <= after <= 0x11C2:
        return chr(before + after - 0x11A7)
    return None
