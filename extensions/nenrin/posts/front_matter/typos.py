"""Tell a key that is one slip of the pen from another."""

from __future__ import annotations

import unicodedata


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
