"""Write a feed as Atom (RFC 4287)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from nenrin.outputs.feeds.entry import Entry, Feed
from nenrin.outputs.feeds.xml import add, clean, printed

_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """Return ``feed`` as an Atom document in UTF-8; the same posts give the same bytes."""
    root = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _add(root, "id", feed.url)
    _add(root, "title", feed.name)
    if clean(feed.subtitle):
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", href=feed.url, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.home, type="text/html")
    if feed.hub:
        _add(root, "link", rel="hub", href=feed.hub)
    _add(root, "generator", "Nenrin")
    if feed.icon:
        _add(root, "icon", feed.icon)
    if not all(entry.people for entry in feed.entries):
        # An entry without an author takes the feed's (section 4.1.1).
        _add(_add(root, "author"), "name", feed.name)
    for entry in feed.entries:
        _add_entry(root, entry, feed.language)
    return printed(root, feed.style)


def _add_entry(root: Any, entry: Entry, language: str) -> None:
    item = _add(root, "entry", lang=entry.language if entry.language != language else "")
    _add(item, "id", entry.id)
    _add(item, "title", entry.name)
    _add(item, "link", rel="alternate", href=entry.url, type="text/html")
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.updated.isoformat())
    for author in entry.people:
        person = _add(item, "author")
        _add(person, "name", author.name)
        for name, value in (("uri", author.link), ("email", author.email)):
            if clean(value).strip():
                _add(person, name, value)
    for category in entry.topics:
        _add(item, "category", term=category)
    if entry.cover and entry.cover.type:
        length = str(entry.cover.bytes or "")
        _add(item, "link", rel="enclosure", href=entry.cover.url, type=entry.cover.type, length=length)
    if clean(entry.summary):
        _add(item, "summary", entry.summary)
    if entry.content:
        _add(item, "content", entry.content, type="html")


def _add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    return add(parent, f"{{{_NAMESPACE}}}{tag}", text, **attributes)
