"""Tell which characters a font has glyphs for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Coverage(NamedTuple):
    """Code points as runs from ``firsts`` to ``lasts``, in order; a font of Han characters has a few thousand runs."""

    firsts: tuple[int, ...] = ()
    lasts: tuple[int, ...] = ()

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for ``char``."""
        at = bisect_right(self.firsts, ord(char)) - 1
        return at >= 0 and ord(char) <= self.lasts[at]


def coverage(codes: Iterable[int]) -> Coverage:
    """Return code points as runs of consecutive ones."""
    firsts: list[int] = []
    lasts: list[int] = []
    for code in sorted(codes):
        if lasts and code == lasts[-1] + 1:
            lasts[-1] = code
        else:
            firsts.append(code)
            lasts.append(code)
    return Coverage(tuple(firsts), tuple(lasts))


def read_coverage(path: Path, index: int) -> Coverage:
    """Return the coverage of font number ``index`` in a file; empty if the file cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - loaded where a card is drawn, which is seldom

    try:
        with path.open("rb") as file, TTFont(file, fontNumber=index, lazy=True) as font:
            # Any names will do, and the font's own take as long to read as all else.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            return coverage(font.getBestCmap() or ())
    except (TTLibError, OSError, ValueError):
        return Coverage()
