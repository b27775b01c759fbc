"""Make address parts that keep every script, never collide and are safe on every disk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPELLED = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "%": "-percent-"}
# Names that a page cannot have: the index of its folder, the folder of further pages, and the devices
# of Windows (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
RESERVED = frozenset(
    {"index", "page", "con", "prn", "aux", "nul", "atom", "feed"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)


def slugify(name: str) -> str:
    """Return ``name`` as one part of an address: NFC, case folded, letters, digits, marks and emoji kept.

    ``C``, ``C++`` and ``C#`` differ (``c``, ``c-plus-plus``, ``c-sharp``), as do ガイド and カイト; a name
    of signs alone is spelled by code points. Never empty, never a reserved name.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    spelled = "".join(_SPELLED.get(char, char) for char in folded)
    kept = "".join(char if _keeps(char) else "-" for char in spelled)
    slug = re.sub(r"-{2,}", "-", kept).strip("-")
    if not slug.replace("\u200d", "").replace("\ufe0f", ""):
        slug = "u-" + "-".join(f"{ord(char):x}" for char in name) if name else "u"
    return f"{slug}_" if slug in RESERVED else slug


def heading_id(text: str) -> str:
    """Return the id of a heading that reads as the heading does; ``section`` where nothing is left."""
    folded = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if _keeps(char) else "-" for char in folded)
    return re.sub(r"-{2,}", "-", kept).strip("-") or "section"


def _keeps(char: str) -> bool:
    if char in "_\u200d\ufe0f":
        return True
    return unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) == "So"


def assign(names: Iterable[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return a slug for each name, and the pairs of names that would have shared one.

    Names are taken in code point order, so that the same names always get the same slugs; the later of
    two takes a number (``python-2``).
    """
    slugs: dict[str, str] = {}
    owners: dict[str, str] = {}
    clashes: list[tuple[str, str]] = []
    for name in sorted(set(names)):
        wanted = slug = slugify(name)
        number = 2
        while slug in owners:
            slug = f"{wanted}-{number}"
            number += 1
        if slug != wanted:
            clashes.append((owners[wanted], name))
        owners[slug] = name
        slugs[name] = slug
    return slugs, clashes
