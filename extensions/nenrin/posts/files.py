"""Find the file an author means by a path: beside the post, in a public folder, or behind an alias."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nenrin.posts import urls

MARKDOWN = (".md", ".markdown", ".mdx")
"""How the names of Markdown files end."""

RECORDINGS = (
    ".mp3",
    ".m4a",
    ".ogg",
    ".opus",
    ".wav",
    ".flac",
    ".mp4",
    ".m4v",
    ".ogv",
    ".webm",
    ".mov",
    ".vtt",
    ".srt",
)
"""How the names of what a page plays end, and of the subtitles."""

# The address of a page ends otherwise; looking through folders for each of them would take long.
_LIKE_A_FILE = re.compile(r"\.(?!(?:md|mdx|markdown|html?)$)\w{2,5}$", re.IGNORECASE)

_LONGEST_NAME = 255
_LONGEST_PATH = 2000
"""How many bytes the name of a file may have on the disks there are; of a path we leave half to the output folder."""

_FRAGMENTS = 3
"""In how many places a ``#`` may be tried as the end of a file's name; nobody's file has more of them."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where files of the site lie.

    ``root`` is the source folder; ``public`` are folders in it that a path from the site's root may mean;
    ``aliases`` maps beginnings of paths (``@/``) to folders; ``picture_folders`` are folders, seen from the root or
    absolute, from which pictures may come although they are hidden or elsewhere.
    """

    root: Path
    public: Sequence[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    picture_folders: Sequence[str] = ()


def is_file(path: Path) -> bool:
    """Whether a file is there; a name that no file can have, too long or with a NUL, is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def why_no_file(name: str) -> str:
    """Return why no file below a folder can have the path ``name``, with slashes, to follow the name; or ``""``."""
    if "\0" in name or not {"", ".", ".."}.isdisjoint(name.split("/")):
        return "leads out of the output folder"
    try:
        encoded = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return "has a sign that is no character"
    is_long = len(encoded) > _LONGEST_PATH or any(len(part) > _LONGEST_NAME for part in encoded.split(b"/"))
    return "is longer than the name of a file can be" if is_long else ""


def readings(written: str) -> Iterator[tuple[str, str]]:
    """Yield what an address may mean: the path of a file and a fragment, the likeliest last.

    ``C#.md#types`` is the part ``types`` of ``C#.md``, if there is such a file, ``why?.md`` may be a name, and
    ``a%20b.md`` is ``a b.md`` unless there is a file of that very name.
    """
    address = written.strip()
    cuts = [at for at, char in enumerate(address) if char == "#"]
    for at in [len(address), *cuts[: -_FRAGMENTS - 1 : -1], *cuts[:1]]:
        fragment = urls.decode(address[at + 1 :])
        for path in (address[:at], address[:at].partition("?")[0]):
            yield path, fragment
            yield urls.decode(path), fragment


def plain_reading(written: str) -> tuple[str, str]:
    """Return what an address means as a URL: the path, decoded, and the fragment."""
    path, _, fragment = written.strip().partition("#")
    return urls.decode(path.partition("?")[0]), urls.decode(fragment)


def find_file(places: Places, page: PurePosixPath, written: str) -> str | None:
    """Return the file meant by ``written`` on ``page``, relative to the root with slashes; None if not there.

    ``page`` is the source of the page, relative to the root. Asked in this order: aliases; beside the
    page; in the folder named like the page (Hexo's asset folder); below the root; in each public folder.
    """
    return next((name for name in candidates(places, page, written) if not name.startswith("..")), None)


def find_offered(places: Places, page: PurePosixPath, written: str) -> str | None:
    """Return the file that a link on ``page`` offers, as ``find_file`` does, but below the root only where it says so.

    The name of a file such as ``conf.py`` in a text must not publish the one of the site. A file outside the root
    is returned with ``..``.
    """
    return next(candidates(places, page, written, anywhere=False), None)


def candidates(places: Places, page: PurePosixPath, written: str, *, anywhere: bool = True) -> Iterator[str]:
    """Yield the files that ``written`` may mean, those that are there, the likeliest first.

    They are relative to the root, those elsewhere with ``..``. ``anywhere`` takes a path for one from the root even
    if it does not begin with a slash. Last come names that differ in case or in the form of Unicode alone: the disk
    of the author may take them for one.
    """
    paths = list(dict.fromkeys(path for path, _fragment in readings(written)))
    for path in paths:
        yield from files_at(places, page, path, anywhere=anywhere)
    for path in paths:
        if _LIKE_A_FILE.search(path):
            for name in _names_at(places, page, path, anywhere=anywhere):
                if other := _spelled_otherwise(places.root, name):
                    yield other


def files_at(places: Places, page: PurePosixPath, path: str, *, anywhere: bool = True) -> Iterator[str]:
    """Yield likewise the files at a path that is not to be read in other ways."""
    for name in _names_at(places, page, path, anywhere=anywhere):
        if is_file(places.root / name):
            yield name


def _names_at(places: Places, page: PurePosixPath, path: str, *, anywhere: bool) -> Iterator[str]:
    # Editors on Windows write `.\oak.png`.
    turned = path.replace("\\", "/")
    for spelled in dict.fromkeys((path, turned, turned.lstrip("/") if path.startswith("\\") else turned)):
        for candidate in _places_of(places, page, spelled, anywhere=anywhere):
            name = posixpath.normpath(candidate)
            if not name.startswith("/"):
                yield name


def _spelled_otherwise(root: Path, name: str) -> str:
    """Return the one file below the root whose name is equal but for case and form of Unicode; ``""`` without one."""
    path = root
    parts: list[str] = []
    for part in PurePosixPath(name).parts:
        wanted = _folded(part)
        try:
            alike = [entry for entry in os.listdir(path) if _folded(entry) == wanted]  # noqa: PTH208 - names alone
        except (OSError, ValueError):
            return ""
        if part == ".." or len(alike) != 1:
            return ""
        path, parts = path / alike[0], [*parts, alike[0]]
    return "/".join(parts) if is_file(path) else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _places_of(places: Places, page: PurePosixPath, path: str, *, anywhere: bool) -> Iterator[str]:
    for prefix, target in places.aliases.items():
        if path.startswith(prefix):
            yield posixpath.join(target, path.removeprefix(prefix))
    if not path.startswith("/"):
        yield posixpath.join(page.parent.as_posix(), path)
        yield posixpath.join(page.parent.as_posix(), page.stem, path)
    inside = path.lstrip("/")
    if anywhere or path.startswith("/"):
        yield inside
    for public in places.public:
        yield posixpath.join(public, inside)
