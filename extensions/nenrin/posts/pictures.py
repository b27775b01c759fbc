"""Tell pictures from other files by what is in them, and find those that may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from nenrin.posts.bundles import files_of_bundles
from nenrin.posts.files import Places, candidates
from nenrin.posts.vault_files import files_by_name

# How files of each kind begin (the signatures of their specifications; `.` is any byte).
_BEGINNINGS: Mapping[str, bytes] = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF....WEBP",
    "image/avif": rb"....ftypavi[fs]",
    "image/heic": rb"....ftyp(?:hei[cx]|mif1|msf1)",
    "image/jxl": rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n\x87\n",
    "image/bmp": rb"BM....\x00\x00\x00\x00",
    "image/x-icon": rb"\x00\x00\x01\x00",
    "image/tiff": rb"II\*\x00|MM\x00\*",
    "application/pdf": rb"%PDF-",  # what LaTeX shows
    "application/postscript": rb"%!PS",
}
_KINDS = {kind: re.compile(beginning, re.DOTALL) for kind, beginning in _BEGINNINGS.items()}
_XML = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+", re.DOTALL | re.IGNORECASE)
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>/]")
_LOOK_AT = 65536
"""How many bytes may come before the root element of a drawing: editors write long comments."""


_NOT_THERE = "is neither beside the post nor in a public folder"


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that a path means: its file, relative to the root, or ``""`` with the reason why none is shown."""

    name: str = ""
    reason: str = _NOT_THERE

    @property
    def is_there(self) -> bool:
        """Whether there is a file, be it a picture or not."""
        return self.reason is not _NOT_THERE or bool(self.name)


def picture_type(path: Path) -> str:
    """Return the media type of a picture by its content; ``""`` for a file that is none or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
            if kind := next((kind for kind, beginning in _KINDS.items() if beginning.match(head)), ""):
                return kind
            return "image/svg+xml" if _is_drawing(head + file.read(_LOOK_AT)) else ""
    except (OSError, ValueError):
        return ""


def find_picture(places: Places, page: PurePosixPath, written: str) -> FoundPicture:
    """Return the picture meant by ``written`` on ``page``, which is its source, relative to the root.

    It is never a hidden file nor one outside the root, by path or by symlink, but in ``places.picture_folders``.
    """
    refused = FoundPicture()
    found = (
        candidates(places, page, written),
        files_of_bundles(places.root, page, written),
        files_by_name(places.root, page, written),
    )
    for name in chain.from_iterable(found):
        if reason := why_not(places, name):
            refused = FoundPicture(reason=reason)
        elif picture_type(places.root / name):
            return FoundPicture(name)
        else:
            refused = FoundPicture(reason="is no picture")
    return refused


def why_not(places: Places, name: str) -> str:
    """Return why the file ``name``, relative to the root, may not be shown; ``""`` where it may."""
    path = places.root / name
    real = path.resolve()
    if any(real.is_relative_to((places.root / folder).resolve()) for folder in places.picture_folders):
        return ""
    if not real.is_relative_to(places.root.resolve()):
        return "lies outside the folder of the site; nenrin_picture_folders can allow its folder"
    is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    return "is a hidden file; nenrin_picture_folders can allow its folder" if is_hidden else ""


def _is_drawing(head: bytes) -> bool:
    """Whether the root element of an XML file is that of a drawing; what may stand before it is passed over."""
    at = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while before := _XML.match(head, at):
        at = before.end()
    return _SVG.match(head, at) is not None
