"""JSON-LD: what search engines are told, and that no text can leave the script element."""

from __future__ import annotations

import json
from datetime import datetime

from bs4 import BeautifulSoup
from hypothesis import given
from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.feeds.xml import clean
from nenrin.outputs.head import jsonld

from tests.unit.outputs.feeds import TAIPEI, TEXTS

BLOG = jsonld.Blog("https://example.org/", "Test", "About trees", "zh-TW", [jsonld.Person("美")])
POSTING = jsonld.Posting(
    part_of=BLOG,
    url="https://example.org/posts/nian/",
    title="年輪",
    description="樹",
    language="zh-TW",
    published=datetime(2024, 12, 31, 23, 30, tzinfo=TAIPEI),
    modified=datetime(2025, 2, 20, 22, 27, tzinfo=TAIPEI),
    authors=[
        jsonld.Person(
            "美", "https://example.org/blog/author/mei/", "https://mei.example/", "", "Counts rings"
        )
    ],
    sections=["樹木"],
    tags=["筆記"],
    picture=Picture("https://example.org/ring.png", "image/png"),
    words=2184,
    minutes=6,
)


def test_a_posting_says_this() -> None:
    assert jsonld.described(POSTING) == {
        "@type": "BlogPosting",
        "@id": "https://example.org/posts/nian/#post",
        "url": "https://example.org/posts/nian/",
        "mainEntityOfPage": "https://example.org/posts/nian/",
        "headline": "年輪",
        "description": "樹",
        "inLanguage": "zh-TW",
        "datePublished": "2024-12-31T23:30:00+08:00",
        "dateModified": "2025-02-20T22:27:00+08:00",
        "author": [
            {
                "@type": "Person",
                "name": "美",
                "url": "https://example.org/blog/author/mei/",
                "sameAs": "https://mei.example/",
                "description": "Counts rings",
            }
        ],
        "image": "https://example.org/ring.png",
        "articleSection": ["樹木"],
        "keywords": ["筆記"],
        "wordCount": 2184,
        "timeRequired": "PT6M",
        "isPartOf": {
            "@type": "Blog",
            "@id": "https://example.org/#blog",
            "name": "Test",
            "url": "https://example.org/",
        },
    }


def test_a_blog_and_a_trail_say_this() -> None:
    assert jsonld.described(BLOG) == {
        "@type": "Blog",
        "@id": "https://example.org/#blog",
        "url": "https://example.org/",
        "name": "Test",
        "description": "About trees",
        "inLanguage": "zh-TW",
        "author": [{"@type": "Person", "name": "美"}],
    }
    trail = [("Test", "https://example.org/"), ("年輪", "https://example.org/posts/nian/")]
    assert jsonld.described(jsonld.Breadcrumbs(trail)) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Test", "item": "https://example.org/"},
            {"@type": "ListItem", "position": 2, "name": "年輪", "item": "https://example.org/posts/nian/"},
        ],
    }


@given(text=TEXTS)
def test_any_text_comes_back_and_none_leaves_the_element(text: str) -> None:
    html = jsonld.script([jsonld.ProfilePage("/", jsonld.Person(text))])
    html.encode()
    page = BeautifulSoup(f"<head>{html}</head>", "lxml")
    assert {element.name for element in page.find_all(True)} == {"html", "head", "script"}
    body = html.partition(">")[2].removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(body)
    person = {"@type": "Person", "name": clean(text)} if clean(text) else {"@type": "Person"}
    assert json.loads(body) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "ProfilePage", "url": "/", "mainEntity": person}],
    }
