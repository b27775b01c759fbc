"""PNG files of ours, read by Pillow, by whichever library they were compressed."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.cards import png
from PIL import Image

PALETTE = bytes(value for shade in range(64) for value in (shade, 255 - shade, 2 * shade))


@pytest.mark.parametrize("compressor", ["zlib", png.COMPRESSOR])
@given(width=st.integers(1, 40), height=st.integers(1, 30), data=st.data())
def test_a_picture_comes_back(compressor: str, width: int, height: int, data: st.DataObject) -> None:
    rows = data.draw(
        st.lists(st.binary(min_size=width, max_size=width), min_size=height, max_size=height).map(
            lambda rows: [bytes(value % 64 for value in row) for row in rows]
        )
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(png, "COMPRESSOR", compressor)
        made = png.indexed_png(width, height, b"".join(b"\0" + row for row in rows), PALETTE)
    with Image.open(BytesIO(made)) as found:
        found.load()
        assert (found.format, found.mode, found.size) == ("PNG", "P", (width, height))
        assert found.tobytes() == b"".join(rows)
        assert found.getpalette() == list(PALETTE)
