"""Write pictures of few colours as PNG (W3C Portable Network Graphics, third edition), quickly.

Pillow compresses with zlib alone. ISA-L makes smaller files in an eighth of the time; it is there on all common
machines, and where it is not, zlib does.
"""

from __future__ import annotations

import struct
import zlib
from importlib.util import find_spec

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS_OF_A_PALETTE = 3

COMPRESSOR = "isal" if find_spec("isal") else "zlib"
"""What makes the bytes: another one makes others."""


def indexed_png(width: int, height: int, lines: bytes, palette: bytes) -> bytes:
    """Return an image with a palette as a PNG file.

    ``lines`` are those of the picture from the top: for each the number of its filter, and then a byte a point, the
    number of its colour in ``palette``, which has three bytes for each.
    """
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOURS_OF_A_PALETTE, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", _deflated(lines)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _deflated(data: bytes) -> bytes:
    if COMPRESSOR == "isal":
        from isal import isal_zlib  # noqa: PLC0415 - not there on every machine

        return isal_zlib.compress(data, 1)
    # Runs of one value alone: what zlib does quickest, for a tenth more bytes.
    packer = zlib.compressobj(level=1, strategy=zlib.Z_RLE)
    return packer.compress(data) + packer.flush()
