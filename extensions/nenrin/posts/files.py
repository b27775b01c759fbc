"""Find the file an author means by a path: beside the post, in a public folder, or behind an alias."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

MARKDOWN = (".md", ".markdown", ".mdx")
"""How the names of Markdown files end."""

_REMOTE = re.compile(r"[a-zA-Z][\w+.-]*:|//|#|$")


@dataclass(frozen=True, slots=True)
class Places:
    """Where files of the site lie.

    ``root`` is the source folder; ``public`` are folders in it that a path from the site's root may mean;
    ``aliases`` maps beginnings of paths (``@/``) to folders.
    """

    root: Path
    public: Sequence[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)


def is_remote(path: str) -> bool:
    """Whether ``path`` is no file of the site: it has a scheme or a host, is empty, or a fragment alone."""
    return _REMOTE.match(path.strip()) is not None


def find_file(places: Places, page: PurePosixPath, written: str) -> str | None:
    """Return the file meant by ``written`` on ``page``, relative to the root with slashes; None if not there.

    ``page`` is the source of the page, relative to the root. Asked in this order: aliases; beside the
    page; in the folder named like the page (Hexo's asset folder); below the root; in each public folder.
    """
    path = written.strip().partition("?")[0].partition("#")[0]
    for candidate in _candidates(places, page, path):
        name = posixpath.normpath(candidate)
        if not name.startswith(("..", "/")) and (places.root / name).is_file():
            return name
    return None


def _candidates(places: Places, page: PurePosixPath, written: str) -> Iterator[str]:
    for path in dict.fromkeys((written, unquote(written))):
        for prefix, target in places.aliases.items():
            if path.startswith(prefix):
                yield posixpath.join(target, path.removeprefix(prefix))
        if not path.startswith("/"):
            yield posixpath.join(page.parent.as_posix(), path)
            yield posixpath.join(page.parent.as_posix(), page.stem, path)
        inside = path.lstrip("/")
        yield inside
        for public in places.public:
            yield posixpath.join(public, inside)
