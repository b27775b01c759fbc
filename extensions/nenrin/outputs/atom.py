"""Write an Atom feed (RFC 4287) of posts whose bodies are finished HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from nenrin.posts.model import Author

# XML 1.0, section 2.2: the characters a document may not contain.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One post in a feed; ``url`` and all addresses in ``content`` (HTML) are absolute."""

    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; ``url`` is its own address and its id, ``home`` the page it belongs to."""

    url: str
    home: str
    title: str
    subtitle: str
    language: str
    entries: Sequence[Entry]


def clean(text: str) -> str:
    """Return ``text`` without the characters XML forbids."""
    return _FORBIDDEN.sub("", text)


def atom(feed: Feed) -> bytes:
    """Return the feed as UTF-8; the same entries give the same bytes, whatever the clock says."""
    out = FeedGenerator()
    out.id(feed.url)
    out.title(clean(feed.title))
    if feed.subtitle:
        out.subtitle(clean(feed.subtitle))
    out.link(href=feed.url, rel="self", type="application/atom+xml")
    out.link(href=feed.home, rel="alternate", type="text/html")
    out.language(feed.language)
    out.generator("Nenrin")
    # RFC 4287 wants a date even of a feed without entries; the epoch says that nothing ever happened.
    out.updated(max((entry.updated for entry in feed.entries), default=datetime(1970, 1, 1, tzinfo=UTC)))
    if not all(entry.authors for entry in feed.entries):
        # An entry without an author takes the feed's (section 4.1.1).
        out.author({"name": clean(feed.title)})
    for entry in feed.entries:
        _add(out, entry)
    found: bytes = out.atom_str(pretty=True)
    return found


def _add(out: FeedGenerator, entry: Entry) -> None:
    item = out.add_entry(order="append")
    item.id(entry.url)
    item.title(clean(entry.title))
    item.link(href=entry.url, rel="alternate", type="text/html")
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        item.summary(clean(entry.summary))
    item.content(clean(entry.content), type="html")
    for author in entry.authors:
        person = {"name": clean(author.name), "uri": author.link, "email": author.email}
        item.author({key: value for key, value in person.items() if value})
    for category in entry.categories:
        item.category({"term": clean(category), "label": clean(category)})
