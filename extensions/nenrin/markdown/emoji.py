"""Emoji codes in text become the emoji: ``:tada:`` is 🎉, as on GitHub.

The names are those of the package ``emoji``, GitHub's among them. A code that no one knows stays text, and
so does what only looks like one: times (``10:30:15``), paths, ``std::cout``, ``注:a:b``. Codes of one or two
letters, or of digits alone, need a space on both sides. Code and addresses are never looked into.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_CODE = r":[a-z0-9_+-]+:"
_CODES = re.compile(rf"(?:{_CODE})+(?![A-Za-z0-9:/])")
_BEFORE = re.compile(r"[A-Za-z0-9_:/\\.]")
_SHORT = re.compile(r":(?:[a-z0-9]{1,2}|\d+):")


def emoji_codes_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read emoji codes."""
    md.inline.ruler.before("escape", "nenrin_emoji", _emoji)


def _emoji(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != ":" or (start and _BEFORE.match(state.src[start - 1])):
        return False
    found = _CODES.match(state.src, start, state.posMax)
    if not found:
        return False
    shown = _shown(found[0], alone=_is_alone(state.src, start, found.end()))
    if not shown:
        return False
    if not silent:
        state.append_pending(shown)
    state.pos = found.end()
    return True


def _shown(codes: str, *, alone: bool) -> str:
    """Return the emoji of ``codes``, a row of them, or "" where one is not known."""
    # Its tables take 4 MB and a hundredth of a second, and most builds meet no code.
    from emoji import emojize  # noqa: PLC0415

    shown = ""
    for code in re.findall(_CODE, codes):
        emoji = emojize(code, language="alias")
        if emoji == code or (_SHORT.fullmatch(code) and not alone):
            return ""
        shown += emoji
    return shown


def _is_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())
