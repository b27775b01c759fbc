"""Find the files of posts that are folders (page bundles) by the addresses that the posts were published at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from nenrin.posts.addresses import old_addresses
from nenrin.posts.files import MARKDOWN, is_file, readings
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import Settings, read_post


def files_of_bundles(root: Path, page: PurePosixPath, written: str) -> Iterator[str]:
    """Yield the files that ``../oak/leaf.png`` means where the folder of the post published as ``oak`` is ``02-oak``.

    They are relative to the root; ``page`` is the source of the page, relative to it. The folders beside the one that
    is not there are looked through, so this is for what is found nowhere else.
    """
    for path, _fragment in readings(written):
        wanted = posixpath.normpath(posixpath.join(page.parent.as_posix(), path.lstrip("/")))
        folder, name = posixpath.split(wanted)
        above, address = posixpath.split(folder)
        if not name or not address or wanted.startswith(("..", "/")):
            continue
        for other in _folders(root / above):
            found = posixpath.join(above, other, name)
            if is_file(root / found) and address in _addresses(root, posixpath.join(above, other)):
                yield found


def _folders(above: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in above.iterdir() if entry.is_dir())
    except (OSError, ValueError):
        return []


def _addresses(root: Path, folder: str) -> Iterator[str]:
    """Yield the last parts of the addresses that the post in a folder names."""
    for ending in MARKDOWN:
        source = root / folder / f"index{ending}"
        if is_file(source):
            front = read_front_matter(source.read_text("utf-8-sig", errors="replace"))
            post = read_post(front, f"{folder}/index", Settings()).post
            yield from (path.strip("/").rpartition("/")[2] for path in old_addresses(post)) if post else ()
