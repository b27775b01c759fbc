"""Find a picture that a text calls by its name alone, wherever in the folder of the site it lies, as vaults do."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path, PurePosixPath

from nenrin.posts.files import readings

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")


def files_by_name(root: Path, page: PurePosixPath, written: str) -> Iterator[str]:
    """Yield the picture of the name ``written`` that is nearest to ``page``, both relative to the root.

    None is yielded for a path, for a name that several files have at the same distance, and for one that only files
    in hidden folders and in those whose names begin with ``_`` have.
    """
    for path, _fragment in readings(written):
        if "/" in path or not path.lower().endswith(_PICTURES):
            continue
        known = pictures_by_name(root).get(_folded(path), ())
        near = sorted(known, key=lambda name: _distance(page, name))
        if near and (len(near) == 1 or _distance(page, near[0]) < _distance(page, near[1])):
            yield near[0]
            return


@lru_cache(maxsize=1)
def pictures_by_name(root: Path) -> Mapping[str, Sequence[str]]:
    """Return the pictures below ``root`` by their names; whoever begins a build clears what is cached."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if not name.startswith((".", "_")) and name != "node_modules"
        )
        inside = Path(folder).relative_to(root)
        for name in sorted(names):
            if name.lower().endswith(_PICTURES) and not name.startswith("."):
                found[_folded(name)].append((inside / name).as_posix())
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _distance(page: PurePosixPath, name: str) -> int:
    """Return over how many folders the way from the page's folder to the file's leads."""
    here, there = page.parent.parts, PurePosixPath(name).parent.parts
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return len(here) + len(there) - 2 * shared
