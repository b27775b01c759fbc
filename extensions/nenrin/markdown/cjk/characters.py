"""Which characters are Chinese, Japanese or Korean, for the rules of emphasis and of line breaks.

The tables are Unicode 17 data and do not come from ``unicodedata``, whose version follows the Python that
runs: one post must give one page everywhere. A test compares them with ``unicodedata`` for all characters
it knows.
"""

from __future__ import annotations

from bisect import bisect_right

# East Asian Width W, F or H (UAX #11) without the characters that show as emoji by default (UTS #51), and all
# characters whose script is Hangul (UAX #24). First and last code point of each range, ascending.
_CJK_RANGES = (
    *((0x1100, 0x11FF), (0x20A9, 0x20A9), (0x2329, 0x232A), (0x2630, 0x2637), (0x268A, 0x268F)),
    *((0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x2FF0, 0x303E), (0x3041, 0x3096)),
    *((0x3099, 0x30FF), (0x3105, 0x312F), (0x3131, 0x318E), (0x3190, 0x31E5), (0x31EF, 0x321E)),
    *((0x3220, 0x3247), (0x3250, 0xA48C), (0xA490, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3)),
    *((0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE52)),
    *((0xFE54, 0xFE66), (0xFE68, 0xFE6B), (0xFF01, 0xFF60), (0xFF61, 0xFFBE), (0xFFC2, 0xFFC7)),
    *((0xFFCA, 0xFFCF), (0xFFD2, 0xFFD7), (0xFFDA, 0xFFDC), (0xFFE0, 0xFFE6), (0xFFE8, 0xFFEE)),
    *((0x16FE0, 0x16FE4), (0x16FF0, 0x16FF6), (0x17000, 0x18CD5), (0x18CFF, 0x18D1E)),
    *((0x18D80, 0x18DF2), (0x1AFF0, 0x1AFF3), (0x1AFF5, 0x1AFFB), (0x1AFFD, 0x1AFFE)),
    *((0x1B000, 0x1B122), (0x1B132, 0x1B132), (0x1B150, 0x1B152), (0x1B155, 0x1B155)),
    *((0x1B164, 0x1B167), (0x1B170, 0x1B2FB), (0x1D300, 0x1D356), (0x1D360, 0x1D376)),
    *((0x1F200, 0x1F200), (0x1F202, 0x1F202), (0x1F210, 0x1F219), (0x1F21B, 0x1F22E)),
    *((0x1F230, 0x1F231), (0x1F237, 0x1F237), (0x1F23B, 0x1F23B), (0x1F240, 0x1F248)),
    *((0x1F260, 0x1F265), (0x20000, 0x3FFFD)),
)

# Script Hangul, and the won signs: Korean is written with spaces.
_KOREAN_RANGES = (
    *((0x1100, 0x11FF), (0x20A9, 0x20A9), (0x302E, 0x302F), (0x3131, 0x318E), (0x3200, 0x321E)),
    *((0x3260, 0x327E), (0xA960, 0xA97C), (0xAC00, 0xD7FB), (0xFFA0, 0xFFDC), (0xFFE6, 0xFFE6)),
)

_CJK_STARTS = tuple(first for first, _ in _CJK_RANGES)
_KOREAN_STARTS = tuple(first for first, _ in _KOREAN_RANGES)


def is_cjk(char: str) -> bool:
    """Say whether ``char``, one character, is a CJK character of the draft "markdown-cjk-friendly"."""
    return _holds(_CJK_RANGES, _CJK_STARTS, ord(char))


def is_korean(char: str) -> bool:
    """Say whether ``char``, one character, belongs to Korean text, which separates words with spaces."""
    return _holds(_KOREAN_RANGES, _KOREAN_STARTS, ord(char))


def is_ideographic_variation_selector(char: str) -> bool:
    """Say whether ``char`` chooses a glyph of the ideograph before it (U+E0100 to U+E01EF)."""
    return "\U000e0100" <= char <= "\U000e01ef"


def is_text_variation_selector(char: str) -> bool:
    """Say whether ``char`` is a general variation selector and asks for no emoji (U+FE00 to U+FE0E)."""
    return "\ufe00" <= char <= "\ufe0e"


def _holds(ranges: tuple[tuple[int, int], ...], starts: tuple[int, ...], code: int) -> bool:
    index = bisect_right(starts, code) - 1
    return index >= 0 and code <= ranges[index][1]
