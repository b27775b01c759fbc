"""Make address parts that keep every script, never collide and are safe on every disk."""

from __future__ import annotations

import hashlib
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


LONGEST = 200
"""How many bytes of a name are kept: disks take 255, and endings such as ``.doctree`` and numbers come on top."""

LONGEST_PATH = 1000
"""How many bytes of a whole path are kept: the output folder comes on top, and Linux takes 4,096."""


def shortened(name: str, longest: int = LONGEST) -> str:
    """Return a name as it is, or its first bytes and eight digits that tell it from others with the same beginning."""
    encoded = name.encode("utf-8", "surrogatepass")
    if len(encoded) <= longest:
        return name
    digest = hashlib.sha256(encoded).hexdigest()[:8]
    return f"{encoded[: longest - 9].decode('utf-8', 'ignore').rstrip('-')}-{digest}"


def short_path(path: str, longest: int = LONGEST) -> str:
    """Return a path whose parts, and which itself, is as short as a file's must be; one that is so is left as it is.

    Of a path that is too long the first two parts are kept, and the last with digits that tell it from others.
    """
    parts = [shortened(part, longest) for part in path.split("/")]
    short = "/".join(parts)
    if len(short.encode("utf-8", "surrogatepass")) <= LONGEST_PATH:
        return short
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "/".join([*parts[:2], f"{shortened(parts[-1], longest - 9)}-{digest}"])


def slugify(name: str) -> str:
    """Return ``name`` as one part of an address: NFC, case folded, letters, digits, marks and emoji kept.

    ``C``, ``C++`` and ``C#`` differ (``c``, ``c-plus-plus``, ``c-sharp``), as do ガイド and カイト; a name
    of signs alone is spelled by code points. Never empty, never a reserved name, never longer than ``LONGEST`` bytes.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    spelled = "".join(_SPELLED.get(char, char) for char in folded)
    kept = "".join(char if _keeps(char) else "-" for char in spelled)
    slug = re.sub(r"-{2,}", "-", kept).strip("-")
    if not slug.replace("\u200d", "").replace("\ufe0f", ""):
        slug = "u-" + "-".join(f"{ord(char):x}" for char in name) if name else "u"
    return f"{slug}_" if slug in RESERVED else shortened(slug)


def ablog_slug(name: str) -> str:
    """Return the part of an address that ABlog makes of a name; ``""`` where nothing is left of it (``ablog.blog``)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


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
