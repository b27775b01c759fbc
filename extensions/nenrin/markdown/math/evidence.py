r"""Tell a formula from a price, a shell variable or an escaped bracket by what stands inside the marks.

Pandoc's rule comes first: inside ``$…$`` neither end is a space, and no digit follows the second ``$``. It
leaves ``US$5 到 US$`` and ``$HOME/$PATH`` as formulas, so where no TeX is seen (``\alpha``, ``x^2``, ``a_{1}``)
more is asked.
"""

from __future__ import annotations

import re

_TEX = re.compile(r"\\[A-Za-z]+|\\[,;!{}|]|\^|(?<![A-Za-z0-9_])[A-Za-z]_|[)}\]]_|_\{")
_NO_FORMULA = re.compile(r"`|\]\(|://")
_RELATION = re.compile(r"[=<>+×÷≈≠≤≥∝]")
_WORD = re.compile(r"(?<!\\)\b[A-Za-z]{2,}\b")
_LONG_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef\u3000-\u303f]")
_CJK_STOP = re.compile("[，。、；：！？（）「」『』《》]")
_MONEY = re.compile("[¥￥€£元円]")
_SHORT = re.compile(r"\w{1,2}")
_ORDINAL = re.compile(r"(?:th|st|nd|rd|s)\b")
_LEFT_OPEN = re.compile(r"[/:.,;=+\-(\[{&>]$")
_SHELL_NAME = re.compile(r"\{?[A-Z_]{2,}[A-Z0-9_]*\}$")


def is_dollar_math(content: str, before: str, after: str) -> bool:
    """Say whether ``$content$`` is a formula, given the text ``before`` the first ``$`` and ``after`` the second."""
    if _is_hopeless(content) or content != content.strip() or after[:1].isdigit():
        return False
    if _TEX.search(content):
        return True
    if before[-1:] == "$" or _is_ascii_word(before[-1:]) or not _may_be_followed_by(content, after):
        return False  # `US$`, `M$`
    return not (_LEFT_OPEN.search(content) or _SHELL_NAME.match(content) or _is_prose(content))


def is_display_math(content: str) -> bool:
    """Say whether ``$$content$$`` inside a line is a formula and not, say, two process numbers of a shell."""
    if _is_hopeless(content):
        return False
    if _TEX.search(content) or _RELATION.search(content):
        return True
    loose = content != content.strip()
    return not _is_prose(content) and not (loose and _LONG_WORD.search(content))


def is_round_bracket_math(content: str) -> bool:
    r"""Say whether ``\(content\)`` is a formula and not an escaped bracket: no plain word in it, or TeX."""
    if _is_hopeless(content):
        return False
    if _TEX.search(content) or _RELATION.search(content):
        return True
    return not _LONG_WORD.search(content) and not _CJK.search(content)


def is_square_bracket_math(content: str) -> bool:
    r"""Say whether ``\[content\]`` is a formula; ``\[1\]`` and ``\[x\]`` are brackets that a converter escaped."""
    if _is_hopeless(content):
        return False
    return bool(_TEX.search(content) or _RELATION.search(content))


def _is_hopeless(content: str) -> bool:
    return not any(map(str.isalnum, content)) or bool(_NO_FORMULA.search(content))


def _may_be_followed_by(content: str, after: str) -> bool:
    if _is_ascii_word(after[:1]) or after[:1] == "-":
        return after[:1] == "-" or (len(content) <= 2 and bool(_ORDINAL.match(after)))  # `$n$th`
    return not (after[:1] in {"(", "{", "["} and content[0] == after[0])  # `$(a)$(b)`, `${a}${b}`


def _is_prose(content: str) -> bool:
    words = _WORD.findall(content)
    if content[0].isdigit():
        return bool(_CJK.search(content) or _MONEY.search(content) or (words and " " in content))
    if _CJK.search(content):
        return bool(_CJK_STOP.search(content)) or not _RELATION.search(content)
    return len(words) > 1 and not _RELATION.search(content)


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
