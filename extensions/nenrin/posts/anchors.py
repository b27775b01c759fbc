"""Find the heading that an anchor means, as GitHub, Hugo, Hexo, kramdown, Obsidian or its author would write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias

Headings: TypeAlias = Mapping[str, Sequence[Any]]
"""The headings of a page by their slugs, in order: line, id and text of each; a heading may have several slugs."""

_NUMBERED = re.compile(r"(?:heading|section)(?:-(\d{1,4}))?")
"""What goldmark and kramdown call headings of which their rules leave nothing, such as Chinese ones: by number."""


def anchor_named(headings: Headings, written: str) -> str | None:
    """Return the id of the one heading that ``written``, an anchor without its ``#``, means; None without such a one.

    What is not a slug is compared with the texts and slugs by letters and digits alone, without case and accents.
    """
    if written in headings:
        return str(headings[written][1])
    ids = dict.fromkeys(str(heading[1]) for heading in headings.values())
    if written in ids:
        return written
    bare = _bare(written)
    alike = {
        str(heading[1])
        for slug, heading in headings.items()
        if bare and bare in (_bare(slug), _bare(heading[2]))
    }
    if len(alike) == 1:
        return alike.pop()
    if numbered := _NUMBERED.fullmatch(written):
        unnamed = list(
            dict.fromkeys(str(head[1]) for head in headings.values() if not _has_ascii(str(head[2])))
        )
        number = int(numbered[1] or 0)
        if number < len(unnamed):
            return unnamed[number]
        # The first of all is the title of the page.
        return list(ids)[number] if 0 < number < len(ids) else None
    return None


def nearest(headings: Headings, written: str) -> str:
    """Return the slug that is most like ``written``; ``""`` where none is much like it."""
    return next(iter(get_close_matches(written, [str(heading[1]) for heading in headings.values()], 1)), "")


@cache
def _bare(text: str) -> str:
    """Return the letters and digits of a text, without case, accents of Latin letters and full width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for char in folded:
        base = unicodedata.normalize("NFD", char)
        plain = base[0] if base[0].isascii() else char
        if unicodedata.category(plain)[0] in "LN":
            kept.append(plain)
    return "".join(kept)


def _has_ascii(text: str) -> bool:
    return any(char.isascii() and char.isalnum() for char in text)
