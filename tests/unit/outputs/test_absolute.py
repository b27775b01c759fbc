"""The text of a post in a feed: it must read the same far from the site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.feeds.absolute import absolute_html
from nenrin.outputs.feeds.xml import clean
from nenrin.posts import urls

from tests.unit.outputs.feeds import TEXTS, html_faults

PAGE = "https://example.org/blog/posts/oak/"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="../elm/">e</a>', '<a href="https://example.org/blog/posts/elm/">e</a>'),
        ('<a href="#part">p</a>', f'<a href="{PAGE}#part">p</a>'),
        ('<a href="/about/">a</a>', '<a href="https://example.org/about/">a</a>'),
        ('<a href="//cdn.example/x">c</a>', '<a href="https://cdn.example/x">c</a>'),
        ('<a href="mailto:a@example.org">m</a>', '<a href="mailto:a@example.org">m</a>'),
        (
            '<a class="reference download internal" download="" href="../../_downloads/1/a.zip">z</a>',
            '<a class="reference download internal" download="" href="https://example.org/blog/_downloads/1/a.zip">z</a>',
        ),
        ('<img src="../../_images/a.png">', '<img src="https://example.org/blog/_images/a.png">'),
        (
            '<img srcset="a,b.png 1x, data:image/png;base64,AA== 2x,c.png">',
            f'<img srcset="{PAGE}a,b.png 1x, data:image/png;base64,AA== 2x, {PAGE}c.png">',
        ),
        ('<video poster="p.png"></video>', f'<video poster="{PAGE}p.png"></video>'),
        ('<h2>R<a class="headerlink" href="#r">¶</a></h2> t', "<h2>R</h2> t"),
        ('<p>a<script>x()</script>b<button class="copybtn">Copy</button>c</p>', "<p>abc</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href=" Java\nScript:x()">a</a>', "<a>a</a>"),
        ('<a href="http://[broken">a</a>', '<a href="http://[broken">a</a>'),
        ("text before <b>one</b> and after", "text before <b>one</b> and after"),
        ("1 &lt; 2 &amp; 年輪", "1 &lt; 2 &amp; 年輪"),
        (" \n", ""),
    ],
)
def test_addresses_become_absolute(written: str, expected: str) -> None:
    assert absolute_html(written, PAGE) == expected


def test_one_of_several_posts_is_its_section_without_heading() -> None:
    page = '<section id="a"><h2>A</h2><p>1</p></section><section id="年"><h2>B</h2><p><a href="#a">2</a></p></section>'
    assert absolute_html(page, PAGE, "年") == f'<p><a href="{PAGE}#a">2</a></p>'
    assert "1" in absolute_html(page, PAGE, "gone")


def test_deep_nesting_is_read() -> None:
    deep = "<div>" * 2000 + "deep" + "</div>" * 2000
    assert absolute_html(deep, PAGE) == deep


@given(text=TEXTS, address=TEXTS)
def test_any_text_gives_html_that_needs_no_site(text: str, address: str) -> None:
    written = clean(f'<p title="x">{text}</p><a href="{address}">a</a>')
    assert not [
        fault for fault in html_faults(absolute_html(written, PAGE)) if not fault.startswith("relative")
    ]


@given(st.text())
def test_an_address_never_raises(address: str) -> None:
    assert isinstance(urls.join(PAGE, address), str)
