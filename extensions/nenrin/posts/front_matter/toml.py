"""Read TOML into text, lists and mappings, with the line of each key."""

from __future__ import annotations

import re
import tomllib

from nenrin.posts.front_matter.block import TOO_DEEP, Keys, Unreadable
from nenrin.posts.front_matter.json import as_values

_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+(?:\.[\w-]+)*))\s*=""")
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")
# A key of thousands of parts takes tomllib the square of their number in memory.
_DEEP_KEY = re.compile(r"""(?m)^[ \t\[]*(?:[\w"'-]+[ \t]*\.[ \t]*){50}""")


def read_toml(block: str, first_line: int) -> Keys:
    """Return what ``block`` says; ``first_line`` is the line of the source file it begins on. Raises ``Unreadable``."""
    if deep := _DEEP_KEY.search(block):
        raise Unreadable(
            first_line + block.count("\n", 0, deep.start()), f"the TOML cannot be read: {TOO_DEEP}"
        )
    try:
        values = as_values(tomllib.loads(block, parse_float=str), first_line)
    except (ValueError, RecursionError) as error:
        # Besides its own errors, tomllib passes on those of dates and numbers that cannot be.
        found = re.search(r"at line (\d+)", str(error))
        line = first_line - 1 + int(found[1]) if found else first_line
        raise Unreadable(line, f"the TOML cannot be read: {error}") from None
    return Keys(values, _lines(block, first_line))


def _lines(block: str, first_line: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(block.split("\n"), first_line):
        if header := _TABLE.match(line):
            table = header[1].replace('"', "") + "."
            lines.setdefault(table[:-1], number)
        elif key := _KEY.match(line):
            lines.setdefault(table + next(part for part in key.groups() if part), number)
    return lines
