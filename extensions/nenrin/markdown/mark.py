"""Marked text, ``==重点==``, as Obsidian, Typora and Hexo's renderers have it: ``<mark>重点</mark>``.

The marks stand right at the text, and neither side of the whole touches a Latin letter, a digit or
another ``=``: ``a==b`` and ``x == y`` stay text. Code and links inside are read first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARK = "=="
_NEVER_OUTSIDE = re.compile(r"[A-Za-z0-9_=!<>$)\]]")


def mark_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read marked text, as ``html_inline`` tokens with the element's tags."""
    md.inline.ruler.before("emphasis", "nenrin_mark", _mark)


def _mark(state: StateInline, silent: bool) -> bool:
    start, most = state.pos, state.posMax
    begin = start + len(_MARK)
    if not state.src.startswith(_MARK, start) or (start and _NEVER_OUTSIDE.match(state.src[start - 1])):
        return False
    if begin >= most or state.src[begin].isspace() or state.src[begin] == "=":
        return False
    end = _closing(state, begin)
    if end is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = "<mark>"
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.push("html_inline", "", 0).content = "</mark>"
    state.pos, state.posMax = end + len(_MARK), most
    return True


def _closing(state: StateInline, begin: int) -> int | None:
    """Return where the closing mark of text that begins at ``begin`` stands, or None."""
    start, found = state.pos, None
    state.pos = begin
    while state.pos < state.posMax:
        if state.src.startswith(_MARK, state.pos):
            if _may_close(state.src, state.pos, state.posMax):
                found = state.pos
            break
        state.md.inline.skipToken(state)
    state.pos = start
    return found


def _may_close(text: str, at: int, most: int) -> bool:
    after = text[at + len(_MARK) : min(at + len(_MARK) + 1, most)]
    return not text[at - 1].isspace() and not (after and re.match(r"[A-Za-z0-9_=]", after))
