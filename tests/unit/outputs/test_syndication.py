"""Atom and RSS as feed readers and the validator see them, hostile text included."""

from __future__ import annotations

import feedparser
import pytest
from hypothesis import given
from lxml import etree
from nenrin.outputs.feeds.atom import atom
from nenrin.outputs.feeds.rss import rss
from nenrin.outputs.feeds.xml import clean
from nenrin.posts.model import Author

from tests.unit.outputs.feeds import EPOCH, HOSTILE, NS, TEXTS, atom_faults, entry, feed, rss_faults


def test_atom_says_all_of_an_entry() -> None:
    made = feed(entry(), entry("elm", authors=(), cover=None, language="ja"))
    document = atom(made)
    assert not atom_faults(document)
    read = feedparser.parse(document)
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.id, read.feed.title, read.feed.subtitle) == (made.url, "年輪", "What trees tell")
    assert read.feed.updated == "2025-02-20T22:27:00+08:00"
    oak, elm = read.entries
    assert (oak.id, oak.link, oak.title) == (made.entries[0].id, made.entries[0].url, "Oak")
    assert (oak.published, oak.updated) == ("2024-12-31T23:30:00+08:00", "2025-02-20T22:27:00+08:00")
    assert [author.name for author in oak.authors] == ["美", "Ken"]
    assert [tag.term for tag in oak.tags] == ["樹木", "C++"]
    assert [(link.href, link.type, link.length) for link in oak.enclosures] == [
        ("https://example.org/oak.png", "image/png", "1234")
    ]
    assert oak.summary == "About trees"
    assert oak.content[0].value == "<p>Trees &amp; rings</p>"
    assert (oak.content[0].language, elm.content[0].language) == ("zh-TW", "ja")
    assert read.feed.author == "年輪"


def test_rss_says_all_of_an_item() -> None:
    made = feed(entry(), url="https://example.org/blog/rss.xml")
    document = rss(made)
    assert not rss_faults(document)
    read = feedparser.parse(document)
    assert not read.bozo
    assert read.version == "rss20"
    assert (read.feed.title, read.feed.link, read.feed.description) == ("年輪", made.home, "What trees tell")
    assert read.feed.language == "zh-TW"
    oak = read.entries[0]
    assert (oak.id, oak.link, oak.title, oak.description) == (
        oak.link,
        made.entries[0].url,
        "Oak",
        "About trees",
    )
    assert oak.published == "Tue, 31 Dec 2024 23:30:00 +0800"
    assert oak.content[0].value == "<p>Trees &amp; rings</p>"
    assert [each.text for each in etree.fromstring(document).iterfind(".//dc:creator", NS)] == ["美", "Ken"]
    assert [(link.href, link.length) for link in oak.enclosures] == [("https://example.org/oak.png", "1234")]


@pytest.mark.parametrize("write", [atom, rss])
def test_a_feed_names_its_hub_and_its_stylesheet(write: type) -> None:
    root = etree.fromstring(write(feed(entry())))
    hubs = [
        link.get("href")
        for link in root.iter("{http://www.w3.org/2005/Atom}link")
        if link.get("rel") == "hub"
    ]
    assert hubs == ["https://hub.example.org/"]
    style = root.getprevious()
    assert (style.target, style.text) == (
        "xml-stylesheet",
        'type="text/css" href="../_static/nenrin-feed.css"',
    )


def test_a_feed_without_posts_is_a_feed() -> None:
    empty = feed(subtitle="", hub="", style="")
    assert empty.updated == EPOCH
    assert not atom_faults(atom(empty))
    assert not rss_faults(rss(empty))


def test_a_post_about_a_page_elsewhere_leads_there_and_keeps_its_id() -> None:
    linked = feed(entry(url="https://elsewhere.example/"))
    for document in (atom(linked), rss(linked)):
        read = feedparser.parse(document).entries[0]
        assert (read.id, read.link) == ("https://example.org/posts/oak/", "https://elsewhere.example/")
    assert b'isPermaLink="false"' in rss(linked)


def test_an_excerpt_is_text_in_both_formats() -> None:
    short = feed(entry(content="", summary="1 < 2 & <b>not bold</b>"))
    assert etree.fromstring(atom(short)).findtext("a:entry/a:summary", "", NS) == "1 < 2 & <b>not bold</b>"
    assert (
        etree.fromstring(rss(short)).findtext(".//item/description")
        == "1 &lt; 2 &amp; &lt;b&gt;not bold&lt;/b&gt;"
    )


def test_a_cover_of_unknown_kind_is_no_enclosure() -> None:
    cover = entry().cover
    assert cover is not None
    document = rss(feed(entry(cover=type(cover)("https://example.org/cover", ""))))
    assert b"<enclosure" not in document


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_text(text: str) -> None:
    hostile = feed(
        entry(title=text, summary=text, categories=(text or "none",), authors=(Author("美", text),))
    )
    document = atom(hostile)
    assert not atom_faults(document)
    assert not rss_faults(rss(hostile))
    title = etree.fromstring(document).findtext("a:entry/a:title", "", NS)
    assert title.split() == (clean(text).split() or ["https://example.org/posts/oak/"])


@given(title=TEXTS, summary=TEXTS, name=TEXTS, category=TEXTS)
def test_any_text_gives_a_good_feed(title: str, summary: str, name: str, category: str) -> None:
    authors = (Author(name),) if clean(name).strip() else ()
    made = feed(entry(title=title, summary=summary, authors=authors, categories=(category,)), title=title)
    assert not atom_faults(atom(made))
    assert not rss_faults(rss(made))
    assert (atom(made), rss(made)) == (atom(made), rss(made))
