"""Write a feed as Atom (RFC 4287) or RSS 2.0 (RSS Advisory Board); the same posts give the same bytes."""

from __future__ import annotations

from html import escape
from typing import Any
from xml.sax.saxutils import quoteattr

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from nenrin.outputs.feed import Entry, Feed, Picture, clean

_ATOM = "{http://www.w3.org/2005/Atom}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


def atom(feed: Feed) -> bytes:
    """Return ``feed`` as an Atom document in UTF-8."""
    made: bytes = _generator(feed, "atom").atom_str(pretty=True)
    return _styled(made, feed.style)


def rss(feed: Feed) -> bytes:
    """Return ``feed`` as an RSS 2.0 document in UTF-8, full texts in ``content:encoded``."""
    made: bytes = _generator(feed, "rss").rss_str(pretty=True)
    return _styled(made, feed.style)


class _FeedExtras(BaseExtension):  # type: ignore[misc]
    """What feedgen does not write of a feed: the hub (WebSub, section 4), told by the feed itself."""

    hub = ""

    def extend_atom(self, feed: Any) -> Any:
        if self.hub:
            etree.SubElement(feed, f"{_ATOM}link", href=self.hub, rel="hub")
        return feed

    def extend_rss(self, feed: Any) -> Any:
        self.extend_atom(feed[0])
        return feed


class _EntryExtras(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen does not write of an entry: its language where that is not the feed's."""

    language = ""

    def extend_atom(self, entry: Any) -> Any:
        if self.language:
            entry.set(_XML_LANG, self.language)
        return entry


def _generator(feed: Feed, form: str) -> FeedGenerator:
    out = FeedGenerator()
    out.load_extension("dc", atom=False)
    out.register_extension("extras", _FeedExtras, _EntryExtras)
    out.extras.hub = feed.hub
    out.id(feed.url)
    out.title(feed.name)
    out.subtitle(clean(feed.subtitle) or None)
    out.description(clean(feed.subtitle) or feed.name)
    # RSS takes the last link for its own, so the page comes after the feed.
    out.link(href=feed.url, rel="self", type=_TYPES[form])
    out.link(href=feed.home, rel="alternate", type="text/html")
    out.language(feed.language)
    out.generator("Nenrin")
    out.updated(feed.updated)
    if feed.icon:
        out.icon(feed.icon)
    if not all(entry.authors for entry in feed.entries):
        # An entry without an author takes the feed's (RFC 4287, section 4.1.1).
        out.author({"name": feed.name})
    for entry in feed.entries:
        _add(out, entry, feed.language)
    return out


def _add(out: FeedGenerator, entry: Entry, language: str) -> None:
    item = out.add_entry(order="append")
    item.guid(entry.id, permalink=entry.id == entry.url)
    item.title(entry.name)
    item.link(href=entry.url, rel="alternate", type="text/html")
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        # RSS has HTML here and says so nowhere; marked as HTML, Atom reads the same text.
        item.summary(escape(clean(entry.summary), quote=False), type="html")
    if entry.content:
        item.content(clean(entry.content), type="html")
    for author in entry.authors:
        person = {"name": clean(author.name), "uri": author.link, "email": author.email}
        item.author({key: clean(value) for key, value in person.items() if value})
    if names := [clean(author.name) for author in entry.authors]:
        # RSS knows authors by e-mail address alone; readers take names from Dublin Core.
        item.dc.dc_creator(names)
    for category in entry.categories:
        item.category({"term": clean(category), "label": clean(category)})
    if entry.cover and entry.cover.type:
        _enclose(item, entry.cover)
    if entry.language != language:
        item.extras.language = entry.language


def _enclose(item: Any, cover: Picture) -> None:
    # RSS wants a length; 0 says that it is not known (RSS Advisory Board, best practices).
    item.enclosure(cover.url, str(cover.bytes), cover.type)


def _styled(document: bytes, style: str) -> bytes:
    if not style:
        return document
    declaration, rest = document.split(b"\n", 1)
    instruction = f'<?xml-stylesheet type="text/css" href={quoteattr(style)}?>'
    return b"\n".join((declaration, instruction.encode(), rest))
