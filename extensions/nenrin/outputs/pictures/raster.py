"""Read what a raster picture is, make smaller forms of it, and take the place where it was taken out of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, features

_MOST_PIXELS = 100_000_000
"""A picture of more is left as it is: to read it would take more memory than a build server has."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A raster picture as browsers show it: ``width`` and ``height`` in pixels, upright."""

    width: int
    height: int
    moves: bool = False
    has_location: bool = False


def facts_of(path: Path) -> Facts | None:
    """Return what a file is; None for one that Pillow cannot read or that is too large."""
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            exif = picture.getexif()
            if exif.get(ExifTags.Base.Orientation, 1) in {5, 6, 7, 8}:
                width, height = height, width
            moves = bool(getattr(picture, "is_animated", False))
            has_location = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return Facts(width, height, moves, has_location) if width * height <= _MOST_PIXELS else None


def can_write(form: str) -> bool:
    """Whether this Pillow writes a format: AVIF it has from 11.3 on, where it was built with it."""
    return bool(features.check(form))


def resized(path: Path, width: int, form: str, quality: int) -> bytes:
    """Return a picture, upright and without what its camera noted, ``width`` pixels wide in the format ``form``.

    Raises:
        OSError: the file cannot be read whole.
    """
    with Image.open(path) as picture:
        picture.draft(
            "RGB", (width * 2, width * 2)
        )  # a JPEG is read at a half or a quarter where that is enough
        upright = ImageOps.exif_transpose(picture)
        is_clear = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
        made = upright.convert("RGBA" if is_clear else "RGB")
        height = max(1, round(made.height * width / made.width))
        made = made.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        out = io.BytesIO()
        options = {"speed": 8, "max_threads": 1} if form == "avif" else {"method": 4}
        made.save(out, form.upper(), quality=quality, icc_profile=picture.info.get("icc_profile"), **options)
        return out.getvalue()


def without_location(path: Path) -> bytes | None:
    """Return a JPEG or PNG file without where it was taken; all else in it stays, its pixels bit for bit.

    None for other formats, and for a file that is not built as its format says.
    """
    data = path.read_bytes()
    if data.startswith(b"\xff\xd8"):
        return _jpeg_without_exif(data)
    return _png_without_exif(data) if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _jpeg_without_exif(data: bytes) -> bytes | None:
    """Return a JPEG with no more Exif than its orientation (JPEG, ISO/IEC 10918-1, B.1.1.4; Exif 2.3, 4.5.4)."""
    with Image.open(io.BytesIO(data)) as picture:
        orientation = int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    parts, at = [data[:2]], 2
    if orientation != 1:
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = orientation
        body = exif.tobytes()
        parts.append(b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body)
    while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_private = data[at + 1] == 0xE1  # Exif, and XMP, which may say the same again
        if not is_private:
            parts.append(data[at:end])
        at = end
    return b"".join([*parts, data[at:]]) if data[at : at + 2] == b"\xff\xda" else None


def _png_without_exif(data: bytes) -> bytes | None:
    """Return a PNG without its chunks of Exif and of text, which may hold XMP (PNG, third edition, 11.3)."""
    parts, at = [data[:8]], 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if kind not in {b"eXIf", b"iTXt", b"tEXt", b"zTXt"}:
            parts.append(data[at:end])
        at = end
    return b"".join(parts) if at == len(data) else None
