"""Read what a raster picture is, make smaller forms of it, and take the place where it was taken out of it."""

from __future__ import annotations

import io
import zlib
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
            xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
            says_so = "GPSLatitude" in xmp if isinstance(xmp, str) else b"GPSLatitude" in xmp
            has_location = says_so or bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
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
    """Return a JPEG, PNG or WebP file without where it was taken; its pixels stay, bit for bit.

    None for other formats, and for a file that is not built as its format says.
    """
    data = path.read_bytes()
    if data.startswith(b"\xff\xd8"):
        return _jpeg_without_exif(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp_without_exif(data)
    return _png_without_exif(data) if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _orientation(data: bytes) -> bytes:
    """Return Exif that says no more than how a picture is turned; nothing for one that is upright."""
    with Image.open(io.BytesIO(data)) as picture:
        orientation = int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    if orientation == 1:
        return b""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif.tobytes()


def _jpeg_without_exif(data: bytes) -> bytes | None:
    """Return a JPEG with no more Exif than its orientation (JPEG, ISO/IEC 10918-1, B.1.1.4; Exif 2.3, 4.5.4)."""
    parts, at = [data[:2]], 2
    if body := _orientation(data):
        parts.append(b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body)
    while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        # Exif and XMP are in APP1, IPTC with the names of places in APP13.
        if data[at + 1] not in {0xE1, 0xED}:
            parts.append(data[at:end])
        at = end
    return b"".join([*parts, data[at:]]) if data[at : at + 2] == b"\xff\xda" else None


def _webp_without_exif(data: bytes) -> bytes | None:
    """Return a WebP file with no more Exif than its orientation, and without XMP (RFC 9649, 2.7)."""
    chunks, at = [], 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length
        if end > len(data):
            return None
        if kind not in {b"EXIF", b"XMP "}:
            chunks.append([kind, data[at + 8 : end]])
        at = end + length % 2
    if not chunks:
        return None
    exif = _orientation(data)
    if chunks[0][0] == b"VP8X":
        flags = chunks[0][1][0] & ~0x0C | (0x08 if exif else 0)  # bit 3 tells of Exif, bit 2 of XMP
        chunks[0][1] = bytes([flags]) + chunks[0][1][1:]
    if exif:
        chunks.append([b"EXIF", exif.removeprefix(b"Exif\0\0")])
    body = b"".join(kind + len(of).to_bytes(4, "little") + of + b"\0" * (len(of) % 2) for kind, of in chunks)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _png_without_exif(data: bytes) -> bytes | None:
    """Return a PNG with no more Exif than its orientation, and without text or XMP (PNG, third edition, 11.3)."""
    parts, at = [data[:8]], 8
    exif = _orientation(data).removeprefix(b"Exif\0\0")
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if kind not in {b"eXIf", b"iTXt", b"tEXt", b"zTXt"}:
            parts.append(data[at:end])
        if kind == b"IHDR" and exif:
            chunk = b"eXIf" + exif
            parts.append(len(exif).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big"))
        at = end
    return b"".join(parts) if at == len(data) else None
