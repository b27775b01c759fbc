"""Write a feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from nenrin.outputs.feeds.entry import Entry, Feed
from nenrin.outputs.feeds.xml import clean


def json_feed(feed: Feed) -> bytes:
    """Return ``feed`` as UTF-8 JSON; keys without a value are left out, as the specification asks."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.name,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": clean(feed.subtitle),
        "icon": feed.icon,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    items = [_item(entry, feed.language) for entry in feed.entries]
    return json.dumps({**_filled(document), "items": items}, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry, language: str) -> dict[str, Any]:
    # An item must have content; a post of pictures alone may have neither text nor excerpt.
    text = clean(entry.summary) or entry.name
    return _filled(
        {
            "id": entry.id,
            "url": entry.id,
            "external_url": entry.url if entry.url != entry.id else "",
            "title": entry.name,
            "content_html": clean(entry.content),
            "content_text": "" if entry.content else text,
            "summary": clean(entry.summary),
            "image": entry.cover.url if entry.cover else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [
                _filled({"name": clean(author.name), "url": clean(author.link)}) for author in entry.people
            ],
            "tags": list(entry.topics),
            "language": entry.language if entry.language != language else "",
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
