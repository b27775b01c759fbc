"""Find one's way in the source of a block by positions: the lines of lists and quotations have marks before them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock


def first_position(state: StateBlock, line: int) -> int:
    """Return where the text of a line begins, after its marks and blanks."""
    return state.bMarks[line] + state.tShift[line]


def text_of_line(state: StateBlock, line: int) -> str:
    """Return a line without the marks and blanks before it."""
    return state.src[first_position(state, line) : state.eMarks[line]]


def line_at(state: StateBlock, position: int) -> int:
    """Return the line that a position of the source is on."""
    return bisect_right(state.bMarks, position, 0, state.lineMax) - 1


def line_after(state: StateBlock, position: int, end: int) -> int | None:
    """Return the line after that of a position; None where it is not before line `end`, or text stands behind it."""
    line = line_at(state, position)
    if line >= end or position > state.eMarks[line] or state.src[position : state.eMarks[line]].strip():
        return None
    return line + 1


def is_quoted(state: StateBlock, line: int) -> bool:
    """Say whether the mark of a quotation stands before the line."""
    mark = state.bMarks[line]
    return mark > 0 and state.src[mark - 1] != "\n"


def text_between(state: StateBlock, start: int, end: int, indent: int) -> str:
    """Return the source between two positions without the marks before its lines, and `indent` blanks less."""
    first, last = line_at(state, start), line_at(state, end)
    if first == last:
        return state.src[start:end]
    lines = state.getLines(first + 1, last + 1, indent, keepLastLF=False)
    return f"{state.src[start : state.eMarks[first]]}\n{lines[: len(lines) - (state.eMarks[last] - end)]}"
