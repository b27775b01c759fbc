"""Write pictures of few colours as PNG (W3C Portable Network Graphics, third edition), quickly.

Pillow compresses with zlib alone. ISA-L makes smaller files in an eighth of the time; it is there on all common
machines, and where it is not, zlib does.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from importlib.util import find_spec

from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS_OF_A_PALETTE = 3


def indexed_png(picture: Image.Image, palette: bytes) -> bytes:
    """Return a picture of mode L as PNG, whose values are numbers of colours in ``palette``, three bytes each."""
    width, height = picture.size
    # Each line begins with the number of its filter (section 9.2): none.
    lines = Image.new("L", (width + 1, height), 0)
    lines.paste(picture, (1, 0))
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOURS_OF_A_PALETTE, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", _deflated(lines.tobytes())), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _by_zlib(data: bytes) -> bytes:
    # Runs of one value alone: what zlib does quickest, for a tenth more bytes.
    packer = zlib.compressobj(level=1, strategy=zlib.Z_RLE)
    return packer.compress(data) + packer.flush()


def _chosen() -> tuple[str, Callable[[bytes], bytes]]:
    if find_spec("isal") is None:
        return "zlib", _by_zlib
    from isal import isal_zlib  # noqa: PLC0415 - not there on every machine

    return "isal", lambda data: isal_zlib.compress(data, 1)


COMPRESSOR, _deflated = _chosen()
"""What makes the bytes: another one makes others."""
