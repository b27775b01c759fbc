"""Write a feed as RSS 2.0 (RSS Advisory Board), with what readers expect of its usual extensions."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

from nenrin.outputs.feeds.entry import Entry, Feed
from nenrin.outputs.feeds.xml import add, clean, printed

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_CREATOR = "http://purl.org/dc/elements/1.1/"


def rss(feed: Feed) -> bytes:
    """Return ``feed`` as an RSS document in UTF-8; the same posts give the same bytes."""
    root = etree.Element("rss", nsmap={"atom": _ATOM, "content": _CONTENT, "dc": _CREATOR})
    root.set("version", "2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.name)
    add(channel, "link", feed.home)
    # Descriptions are HTML, and nothing can say that one is not.
    add(channel, "description", escape(clean(feed.subtitle).strip() or feed.name, quote=False))
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "generator", "Nenrin")
    add(channel, f"{{{_ATOM}}}link", rel="self", href=feed.url, type="application/rss+xml")
    if feed.hub:
        add(channel, f"{{{_ATOM}}}link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _add_item(channel, entry)
    return printed(root, feed.style)


def _add_item(channel: Any, entry: Entry) -> None:
    item = add(channel, "item")
    add(item, "title", entry.name)
    add(item, "link", entry.url)
    add(item, "guid", entry.id, isPermaLink="true" if entry.id == entry.url else "false")
    add(item, "pubDate", format_datetime(entry.published))
    for author in entry.people:
        # RSS itself knows authors by e-mail address alone; readers take names from Dublin Core.
        add(item, f"{{{_CREATOR}}}creator", author.name)
    for category in entry.topics:
        add(item, "category", category)
    if clean(entry.summary):
        add(item, "description", escape(entry.summary, quote=False))
    if entry.cover and entry.cover.type:
        # A length is wanted; 0 says that it is not known (RSS Advisory Board, best practices).
        add(item, "enclosure", url=entry.cover.url, length=str(entry.cover.bytes), type=entry.cover.type)
    if entry.content:
        add(item, f"{{{_CONTENT}}}encoded", entry.content)
