"""Where commands print to: two consoles that know wide characters, pipes and NO_COLOR."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

__all__ = ["cell_len", "console", "counted", "errors", "in_columns", "marked", "set_cell_size"]

# Lines are never folded, brackets are text, and numbers in messages are not painted: what is printed is
# what was said, for people as for scripts.
console = Console(soft_wrap=True, markup=False, highlight=False, emoji=False)
errors = Console(stderr=True, soft_wrap=True, markup=False, highlight=False, emoji=False)


def marked(*parts: str | tuple[str, str]) -> Text:
    """Return one line of text and ``(text, style)``; without colour the words alone still say it."""
    return Text.assemble(*parts)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 post``, ``3 posts``, or ``many`` where an s does not make it."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def in_columns(rows: Sequence[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Return rows as lines whose columns stand below each other, Han and kana counted as two cells."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = []
    for row in rows:
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append(indent + "  ".join(cells).rstrip())
    return lines
