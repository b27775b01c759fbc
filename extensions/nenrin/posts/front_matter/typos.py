"""Tell a key that is one slip of the pen from another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator


def plain(word: str) -> str:
    """Return a word as it was meant: in lower case, without marks, half as wide where it was twice."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(char for char in folded if char.isalnum())


def is_slip(written: str, right: str) -> bool:
    """Whether one letter too many, too few, wrong, or two of them swapped, tell the words apart."""
    if len(written) > len(right):
        written, right = right, written
    first = next((i for i, (a, b) in enumerate(zip(written, right, strict=False)) if a != b), len(written))
    rest, other = written[first:], right[first:]
    if len(rest) < len(other):
        return rest == other[1:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return bool(rest) and (swapped or rest[1:] == other[1:])


_EVERYDAY = (
    ("title",),
    ("tags",),
    ("categories", "category"),
    ("description",),
    ("pubDate", "date", "publishDate"),
    ("updated", "updatedDate", "lastmod"),
    ("author", "authors"),
    ("cover",),
    ("series",),
    ("aliases",),
    ("permalink",),
)
"""The keys that most posts have, each with others of the same meaning."""


def slipped_keys(keys: Collection[str], is_known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a page that are slips of everyday ones which it lacks, and the keys that were meant.

    An s more or less at the end is no slip: other tools have keys such as ``images``.
    """
    there = {plain(key) for key in keys}
    for key in keys:
        word = plain(key)
        if is_known(key) or "." in key or len(word) < 4:
            continue
        for alike in _EVERYDAY:
            meant = next((right for right in alike if _is_inner_slip(word, plain(right))), "")
            if meant and there.isdisjoint(map(plain, alike)):
                yield key, meant
                break


def _is_inner_slip(word: str, right: str) -> bool:
    is_longer = word.startswith(right) or right.startswith(word)
    return word != right and word[:1] == right[:1] and not is_longer and is_slip(word, right)
