"""PNG files of ours, read by Pillow, by whichever library they were compressed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs import png
from PIL import Image

PALETTE = bytes(value for shade in range(64) for value in (shade, 255 - shade, 2 * shade))


@pytest.mark.parametrize("deflated", [png._by_zlib, png._deflated], ids=["zlib", png.COMPRESSOR])
@given(width=st.integers(1, 40), height=st.integers(1, 30), data=st.data())
def test_a_picture_comes_back(
    deflated: Callable[[bytes], bytes], width: int, height: int, data: st.DataObject
) -> None:
    shades = bytes(data.draw(st.lists(st.integers(0, 63), min_size=width * height, max_size=width * height)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(png, "_deflated", deflated)
        made = png.indexed_png(Image.frombytes("L", (width, height), shades), PALETTE)
    with Image.open(BytesIO(made)) as found:
        found.load()
        assert (found.format, found.mode, found.size) == ("PNG", "P", (width, height))
        assert found.tobytes() == shades
        assert found.getpalette() == list(PALETTE)
