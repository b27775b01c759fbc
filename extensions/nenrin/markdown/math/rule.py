r"""Formulas in ``$…$``, ``$$…$$``, ``\(…\)`` and ``\[…\]``, with prices and shell variables left as text.

The tokens are those of ``mdit_py_plugins.dollarmath``, which MyST renders: ``math_inline``,
``math_inline_double`` (a displayed formula inside a paragraph), ``math_block`` and ``math_block_label``
(``$$…$$ (label)``). What counts as a formula is said in ``math_evidence``. Blocks differ from that plugin's
in two ways: a line with ``$$`` alone, or a whole formula in ``$$…$$``, also begins a formula right after a
line of text; and blank lines inside are allowed only after a line with ``$$`` alone. ``\\(…\\)`` is read as
``\(…\)``, for so it is written for tools that eat a backslash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar

from nenrin.markdown.block_source import first_position, line_after, text_between, text_of_line
from nenrin.markdown.closings import Closings, kept_for
from nenrin.markdown.math.evidence import (
    is_display_math,
    is_dollar_math,
    is_round_bracket_math,
    is_square_bracket_math,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_CLOSING_DOLLAR = re.compile(r"(?:[^\\$]|\\.)*?(?=\$)", re.DOTALL)
_OPENING_BRACKET = re.compile(r"(?P<slash>\\{1,2})(?P<bracket>[(\[])")
_CLOSES = {"(": ")", "[": "]"}
_PARAGRAPH_KEY = "nenrin_paragraph_end"


def math_guard_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read formulas by our rules, in place of ``dollarmath`` where that is in use."""
    if "math_block" not in md.block.ruler.get_all_rules():
        md.use(dollarmath_plugin)
    md.inline.ruler.at("math_inline", _dollars)
    md.inline.ruler.before("escape", "nenrin_math_brackets", _brackets)
    md.block.ruler.at("math_block", _dollar_block, _INTERRUPTS)
    md.block.ruler.before("math_block", "nenrin_math_bracket_block", _bracket_block, _INTERRUPTS)
    md.core.ruler.after(
        "block", "nenrin_forget_paragraphs", lambda state: state.env.pop(_PARAGRAPH_KEY, None)
    )


def _dollars(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "$":
        return False
    markup = "$$" if state.src.startswith("$$", start) else "$"
    begin = start + len(markup)
    found = _CLOSING_DOLLAR.match(state.src, begin, state.posMax)
    if not found or not state.src.startswith(markup, found.end()):
        return False
    end = found.end() + len(markup)
    content = state.src[begin : found.end()]
    is_math = (
        is_display_math(content)
        if markup == "$$"
        else is_dollar_math(content, state.src[max(start - 1, 0) : start], state.src[end : end + 3])
    )
    return is_math and _push(state, markup, content, end, silent=silent)


def _brackets(state: StateInline, silent: bool) -> bool:
    opening = (
        _OPENING_BRACKET.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    )
    if not opening:
        return False
    close = opening["slash"] + _CLOSES[opening["bracket"]]
    end = kept_for(state.env, state.src, Closings).find(close, opening.end())
    if not 0 <= end <= state.posMax - len(close):
        return False
    content = state.src[opening.end() : end]
    is_math = is_round_bracket_math(content) if opening["bracket"] == "(" else is_square_bracket_math(content)
    return is_math and _push(state, rf"\{opening['bracket']}", content, end + len(close), silent=silent)


def _push(state: StateInline, markup: str, content: str, end: int, *, silent: bool) -> bool:
    if not silent:
        display = markup in {"$$", r"\["}
        token = state.push("math_inline_double" if display else "math_inline", "math", 0)
        token.content = content
        token.markup = markup
    state.pos = end
    return True


_block_with_blank_lines = math_block_dollar(allow_labels=True, allow_blank_lines=True)
_block_without = math_block_dollar(allow_labels=True, allow_blank_lines=False)


def _dollar_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    line = text_of_line(state, startLine).strip()
    if state.is_code_block(startLine) or not line.startswith("$$") or line.startswith("$$$"):
        return False
    if line == "$$":
        later = range(startLine + 1, endLine)
        closed = any("$$" in text_of_line(state, number) for number in later)
        return closed and (silent or _block_with_blank_lines(state, startLine, endLine, silent))
    whole = len(line) > len("$$$$") and line.endswith("$$")
    if whole and not is_display_math(line[2:-2]):
        return False
    return whole if silent else _block_without(state, startLine, endLine, silent)


def _bracket_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    start = first_position(state, startLine)
    opening = None if state.is_code_block(startLine) else _OPENING_BRACKET.match(state.src, start)
    if not opening or opening["bracket"] != "[":
        return False
    close = opening["slash"] + "]"
    end = kept_for(state.env, state.src, Closings).find(close, opening.end())
    after = line_after(state, end + len(close), endLine) if end >= 0 else None
    if after is None or not _is_one_paragraph(state, startLine, after):
        return False
    content = text_between(state, opening.end(), end, state.sCount[startLine])
    if not (is_square_bracket_math(content) or after > startLine + 1):
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.block = True
    token.content = content
    token.markup = r"\["
    token.map = [startLine, after]
    state.line = after
    return True


def _is_one_paragraph(state: StateBlock, start: int, end: int) -> bool:
    """Whether no paragraph ends before line `end`; the last end that was met is kept, for each line may ask."""
    ends: dict[tuple[str, int], int] = state.env.setdefault(_PARAGRAPH_KEY, {})
    block = state.src, state.blkIndent
    if start < ends.get(block, 0) < end:
        return False
    for line in range(start + 1, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            ends[block] = line
            return False
    return True
