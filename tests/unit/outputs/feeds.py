"""Feeds to write in tests, hostile text, and the main rules of the W3C feed validator in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from hypothesis import strategies as st
from lxml import etree, html
from nenrin.outputs.feeds.entry import Entry, Feed, Picture
from nenrin.posts.model import Author

TAIPEI = timezone(timedelta(hours=8))
HOSTILE = (
    "]]>",
    "</script><script>alert(1)</script>",
    "a \x00 b \x0b c \x1f d \ufffe e \uffff",
    "\u202eright to left\u2066\u200f",
    "lone \ud800 surrogate \udfff",
    "&amp; & &lt; < > \" '",
    "年輪 " * 3334,
    "\x07",
    "",
)
"""Texts that break careless writers; the last two leave nothing to show."""

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=40))
"""Any text at all: surrogates and control characters included."""

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ABSOLUTE = re.compile(r"(https?|mailto|data|tel):")


def entry(name: str = "oak", **values: Any) -> Entry:
    """An entry; ``values`` replace its own."""
    given = {
        "id": f"https://example.org/posts/{name}/",
        "url": f"https://example.org/posts/{name}/",
        "title": name.title(),
        "published": datetime(2024, 12, 31, 23, 30, tzinfo=TAIPEI),
        "updated": datetime(2025, 2, 20, 22, 27, tzinfo=TAIPEI),
        "summary": "About trees",
        "content": "<p>Trees &amp; rings</p>",
        "authors": (Author("美", link="https://example.org/mei/", email="mei@example.org"), Author("Ken")),
        "categories": ("樹木", "C++"),
        "cover": Picture("https://example.org/oak.png", "image/png", "An oak", 1234, 800, 600),
    }
    return Entry(**{**given, **values})


def feed(*entries: Entry, **values: Any) -> Feed:
    """A feed of ``entries``; ``values`` replace its own."""
    given = {
        "url": "https://example.org/blog/atom.xml",
        "home": "https://example.org/",
        "title": "年輪",
        "subtitle": "What trees tell",
        "language": "zh-TW",
        "entries": entries,
        "style": "../_static/nenrin-feed.css",
        "hub": "https://hub.example.org/",
    }
    return Feed(**{**given, **values})


def atom_faults(document: bytes) -> list[str]:
    """What is wrong with an Atom document, by RFC 4287 and the validator's recommendations."""
    return list(_atom_faults(etree.fromstring(document)))


def rss_faults(document: bytes) -> list[str]:
    """What is wrong with an RSS document, by the RSS Advisory Board's specification and best practices."""
    return list(_rss_faults(etree.fromstring(document)[0]))


def _atom_faults(root: Any) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(root.get("{http://www.w3.org/XML/1998/namespace}lang", "")):
        yield "no language"
    ids = [each.text for each in root.findall("a:entry/a:id", NS)]
    if len(set(ids)) != len(ids):
        yield "two entries with one id"
    if [link.get("href") for link in root.findall("a:link[@rel='self']", NS)] != [
        root.findtext("a:id", "", NS)
    ]:
        yield "the feed does not say where it is"
    for name in root.iterfind(".//a:author/a:name", NS):
        if not (name.text or "").strip():
            yield "a person without name"
    yield from _atom_place_faults(root)
    for each in root.findall("a:entry", NS):
        yield from _atom_place_faults(each)
        if each.find("a:author", NS) is None and root.find("a:author", NS) is None:
            yield "an entry without author"
        yield from html_faults(each.findtext("a:content", "", NS))


def _atom_place_faults(place: Any) -> Iterator[str]:
    """What is wrong with what a feed and an entry have in common."""
    for name in ("id", "title", "updated"):
        if len(place.findall(f"a:{name}", NS)) != 1 or not place.findtext(f"a:{name}", "", NS).strip():
            yield f"not one {name}"
    for date in (*place.findall("a:updated", NS), *place.findall("a:published", NS)):
        if not _RFC3339.fullmatch(date.text):
            yield f"date {date.text!r}"
    links = {link.get("href"): link.get("rel") for link in place.findall("a:link", NS)}
    if list(links.values()).count("alternate") != 1:
        yield "not one link to the page"
    for address in (place.findtext("a:id", "", NS), *links):
        if not _ABSOLUTE.match(address):
            yield f"relative address {address!r}"


def _rss_faults(channel: Any) -> Iterator[str]:
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            yield f"no {name}"
    if not _LANGUAGE.fullmatch(channel.findtext("language") or ""):
        yield "no language"
    if channel.find("a:link[@rel='self']", NS) is None:
        yield "the feed does not say where it is"
    items = channel.findall("item")
    if len({item.findtext("guid") for item in items}) != len(items):
        yield "two items with one guid"
    for date in (*channel.findall("lastBuildDate"), *channel.findall("item/pubDate")):
        parsedate_to_datetime(date.text)
    for item in items:
        yield from _rss_item_faults(item)


def _rss_item_faults(item: Any) -> Iterator[str]:
    if not (item.findtext("title") or item.findtext("description")):
        yield "an item without title and description"
    if item.find("guid").get("isPermaLink") == "true" and not _ABSOLUTE.match(item.findtext("guid")):
        yield "a permanent link that is no address"
    for enclosure in item.findall("enclosure"):
        if not (enclosure.get("length", "").isdecimal() and "/" in enclosure.get("type", "")):
            yield "an enclosure without length or type"
    yield from html_faults(item.findtext("c:encoded", "", NS))


def html_faults(content: str) -> Iterator[str]:
    """What a reader should not be given: addresses that need the site, scripts, handlers."""
    if not content.strip():
        return
    for element in html.fragment_fromstring(content, create_parent="div").iter(etree.Element):
        if element.tag in {"script", "style", "button"}:
            yield f"<{element.tag}>"
        for name, value in element.items():
            if name.startswith("on"):
                yield f"handler {name}"
            if name in {"href", "src", "poster"} and not _ABSOLUTE.match(value):
                yield f"relative {name}={value!r}"


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
