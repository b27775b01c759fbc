"""URLs are right whatever a file is called, and nothing an author writes makes them raise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts import urls
from nenrin.posts.model import Author, Post

PARTS = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda part: part not in {".", ".."}
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@given(PATHS)
def test_a_path_comes_back_from_its_url(path: str) -> None:
    url = urls.encode(path)
    assert url.isascii()
    assert urls.decode(url) == path
    assert urlsplit(url)[:2] == ("", "")
    assert not set(url) & set("\"'<>&#?: ,()")


@given(here=PATHS, there=PATHS)
def test_the_way_leads_there(here: str, there: str) -> None:
    base = "https://example.org/a/"
    for one, other in ((here, there), (f"{here}/", f"{there}/"), (here, f"{there}/"), (f"{here}/", there)):
        way = urls.relative(urls.encode(one), urls.encode(other))
        assert urljoin(base + urls.encode(one), way) == base + urls.encode(other)


@pytest.mark.parametrize(
    "address", ["//[x", "http://[x", "//a℀b/", "/%2F[x/y", "x\0y", "", "#", "?a", "\ud800"]
)
def test_what_is_no_url_raises_nowhere(address: str) -> None:
    assert urls.split(address)
    assert urls.mend(address).isascii()
    assert urls.encode(address).isascii()
    assert urls.join("https://example.org/a/", address) is not None


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    urls.split(text)
    urls.join("https://example.org/", text)
    urls.is_remote(text)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/a b/年", "/a%20b/%E5%B9%B4"),
        ("/100%/a%20b?x=1&y#z", "/100%25/a%20b?x=1&y#z"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ('/"x"', "/%22x%22"),
    ],
)
def test_an_address_is_mended_and_keeps_its_escapes(written: str, url: str) -> None:
    assert urls.mend(written) == url


LINKS = [
    "https://example.org/?a=b#c",
    "HTTP://example.org",
    "mailto:mei@example.org",
    "tel:+4930123",
    "//example.org/",
    "/about/",
    "../a b/年.html",
    "a/b:c",
    "?q=javascript:x",
    "#年:轮",
    "年:轮",
]
NO_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " \t\njavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "jav\x00ascript:alert(1)",
    "\x85javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "view-source:https://example.org/",
    "x-y+z.1:a",
    "example.org:8000/",
]


@pytest.mark.parametrize("address", LINKS)
def test_what_leads_to_a_page_or_a_person_becomes_a_link(address: str) -> None:
    assert urls.as_link(f"  {address}\n") == address


@pytest.mark.parametrize("address", NO_LINKS)
def test_what_runs_or_opens_something_else_becomes_none(address: str) -> None:
    assert urls.as_link(address) == ""
    assert Author("Mei", address).link == ""
    post = Post("posts/a", "A", datetime(2024, 1, 1, tzinfo=UTC), canonical=address, external=address)
    assert (post.canonical, post.external) == ("", "")
    assert replace(post, external=address).external == ""


@given(
    st.text(st.characters(max_codepoint=0x20), max_size=3), st.sampled_from(["javascript", "data"]), st.text()
)
def test_nothing_hides_a_scheme_from_us_that_a_browser_sees(unseen: str, scheme: str, rest: str) -> None:
    assert urls.as_link(f"{unseen}{scheme[:2]}{unseen}{scheme[2:]}:{rest}") == "" or " " in unseen
