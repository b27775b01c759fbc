"""JSON Feed by the table of its specification."""

from __future__ import annotations

import json

from hypothesis import given
from nenrin.outputs.feeds.json_feed import json_feed

from tests.unit.outputs.feeds import TEXTS, entry, feed


def test_a_feed_says_what_the_specification_names() -> None:
    url = "https://example.org/blog/feed.json"
    made = json.loads(json_feed(feed(entry(language="ja"), url=url)))
    assert made == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "年輪",
        "home_page_url": "https://example.org/",
        "feed_url": url,
        "description": "What trees tell",
        "language": "zh-TW",
        "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
        "items": [
            {
                "id": "https://example.org/posts/oak/",
                "url": "https://example.org/posts/oak/",
                "title": "Oak",
                "content_html": "<p>Trees &amp; rings</p>",
                "summary": "About trees",
                "image": "https://example.org/oak.png",
                "date_published": "2024-12-31T23:30:00+08:00",
                "date_modified": "2025-02-20T22:27:00+08:00",
                "authors": [{"name": "美", "url": "https://example.org/mei/"}, {"name": "Ken"}],
                "tags": ["樹木", "C++"],
                "language": "ja",
            }
        ],
    }


def test_an_item_has_text_even_where_the_post_has_none() -> None:
    linked = entry(content="", summary="", url="https://elsewhere.example/")
    item = json.loads(json_feed(feed(linked)))["items"][0]
    assert (item["content_text"], item["external_url"]) == ("Oak", "https://elsewhere.example/")


@given(text=TEXTS)
def test_any_text_gives_json(text: str) -> None:
    item = json.loads(json_feed(feed(entry(title=text, summary=text, categories=(text,)))))["items"][0]
    assert item["title"]
