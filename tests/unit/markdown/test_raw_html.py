"""Addresses in raw HTML are found and replaced however they are quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.markdown.raw_html import RawAddress, addresses, with_addresses


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="a.zip">', [("link", "a.zip")]),
        ("<a class=x href='a b.zip'>", [("link", "a b.zip")]),
        ("<A HREF=a.zip>", [("link", "a.zip")]),
        ('<a title="a > b" href="a&amp;b">', [("link", "a&b")]),
        ('<img src="a.png" srcset="b.png 1x, c,d.png 2x">', [("picture", f"{name}.png") for name in ("a", "b", "c,d")]),
        ('<video poster=p.png src="v.mp4">', [("picture", "p.png"), ("media", "v.mp4")]),
        ("<source src=w.mp4>", [("media", "w.mp4")]),
        ('<source srcset="data:image/png;base64,AA== 2x">', [("picture", "data:image/png;base64,AA==")]),
        ('<object data="a.svg">', [("media", "a.svg")]),
        ('<a data-href="a" title="href=b">', []),
        ("<a href>", []),
        ("1 < 2 <a href", []),
    ],
)  # fmt: skip
def test_addresses(html: str, found: list[tuple[str, str]]) -> None:
    assert list(addresses(html)) == [RawAddress(*each) for each in found]


def test_only_what_has_a_better_address_is_touched() -> None:
    html = """<a title='x' href=a.zip>a</a> <img alt=a src='a.zip' srcset="a.zip 1x, b.png 2x"> <p>href="a.zip"</p>"""
    placed = with_addresses(html, lambda address: 'p"&/a.zip' if address.written == "a.zip" else None)
    assert placed == (
        """<a title='x' href="p&quot;&amp;/a.zip">a</a> <img alt=a src="p&quot;&amp;/a.zip" """
        """srcset="p&quot;&amp;/a.zip 1x, b.png 2x"> <p>href="a.zip"</p>"""
    )


@given(st.text("<a href='\"=b>,&; srcset/", max_size=60))
def test_any_html_is_left_as_it_is_where_no_address_is_known(html: str) -> None:
    assert with_addresses(html, lambda address: None) == html
