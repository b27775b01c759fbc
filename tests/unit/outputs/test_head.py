"""What a page's head says to machines, and that nothing in it is said twice or escapes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from nenrin.outputs.feeds.entry import Picture
from nenrin.outputs.head.tags import Article, FeedLink, Head, open_graph_locale, write_tags

from tests.unit.outputs.feeds import TAIPEI, TEXTS

PUBLISHED = datetime(2024, 12, 31, 23, 30, tzinfo=TAIPEI)
UPDATED = datetime(2025, 2, 20, 22, 27, tzinfo=TAIPEI)
POST = Head(
    url="https://example.org/posts/nian/",
    title="年轮 <一>",
    site="Test",
    language="zh-CN",
    description='"树" & 记账',
    kind="article",
    article=Article(PUBLISHED, UPDATED, "树木", ("笔记", "C++"), ("https://example.org/blog/author/mei/",)),
    picture=Picture("https://example.org/_images/ring.png", "image/png", "A ring", 1234, 1200, 630),
    alternates=(("ja", "https://example.org/posts/nian.ja/"), ("zh-CN", "https://example.org/posts/nian/")),
    feeds=(FeedLink("../../blog/atom.xml", "application/atom+xml", "Test (Atom)"),),
    older="../mori/",
    newer="../oak/",
)


def said(html: str) -> list[tuple[str, str]]:
    """The elements of a head in order, as what they name and what they say of it."""
    found = []
    for element in BeautifulSoup(html, "lxml").select("meta[name], meta[property], link[rel]"):
        name = element.get("property") or element.get("name") or " ".join(element["rel"])
        extra = element.get("hreflang") or element.get("type")
        found.append(
            (f"{name} {extra}" if extra else str(name), str(element.get("content") or element.get("href")))
        )
    return found


def test_a_post_says_this() -> None:
    assert said(write_tags(POST)) == [
        ("description", '"树" & 记账'),
        ("og:type", "article"),
        ("og:title", "年轮 <一>"),
        ("og:description", '"树" & 记账'),
        ("og:url", "https://example.org/posts/nian/"),
        ("og:site_name", "Test"),
        ("og:locale", "zh_CN"),
        ("og:locale:alternate", "ja_JP"),
        ("article:published_time", "2024-12-31T23:30:00+08:00"),
        ("article:modified_time", "2025-02-20T22:27:00+08:00"),
        ("article:author", "https://example.org/blog/author/mei/"),
        ("article:section", "树木"),
        ("article:tag", "笔记"),
        ("article:tag", "C++"),
        ("og:image", "https://example.org/_images/ring.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A ring"),
        ("twitter:card", "summary_large_image"),
        ("prev", "../mori/"),
        ("next", "../oak/"),
        ("alternate ja", "https://example.org/posts/nian.ja/"),
        ("alternate zh-CN", "https://example.org/posts/nian/"),
        ("alternate application/atom+xml", "../../blog/atom.xml"),
    ]


def test_a_plain_page_says_no_more_than_it_knows() -> None:
    assert said(write_tags(Head("https://example.org/about/", "About", "Test", "en"))) == [
        ("og:type", "website"),
        ("og:title", "About"),
        ("og:url", "https://example.org/about/"),
        ("og:site_name", "Test"),
        ("og:locale", "en_US"),
        ("twitter:card", "summary"),
    ]


def test_without_an_address_there_is_no_open_graph() -> None:
    assert said(write_tags(replace(POST, url="", alternates=(), feeds=(), hidden=True))) == [
        ("description", '"树" & 记账'),
        ("robots", "noindex"),
        ("prev", "../mori/"),
        ("next", "../oak/"),
    ]


@pytest.mark.parametrize(
    ("already", "unsaid"),
    [
        ('<meta name="description" content="x">', {"description"}),
        ("<meta content='x' property='og:title'/>", {"og:title"}),
        (
            '<meta property="og:image" content="x"><meta name=twitter:card content=x>',
            {"og:image", "twitter:card"},
        ),
        ('<link href="x" rel="prev">', {"prev"}),
        ('<meta property="article:tag" content="x">', {"article:tag"}),
    ],
)
def test_what_is_said_already_is_not_said_again(already: str, unsaid: set[str]) -> None:
    before = {name for name, _ in said(write_tags(POST))}
    assert before - {name for name, _ in said(write_tags(POST, already))} == unsaid


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("ja", "ja_JP"),
        ("zh-CN", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant-HK", "zh_HK"),
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("ko", "ko_KR"),
        ("tlh", ""),
        ("nan", ""),
        ("nan-Hant-TW", ""),
        ("pre", ""),
    ],
)
def test_locales_are_spelled_as_open_graph_wants(language: str, locale: str) -> None:
    assert open_graph_locale(language) == locale


@given(title=TEXTS, description=TEXTS, tag=TEXTS, feed=TEXTS)
def test_no_text_leaves_its_attribute(title: str, description: str, tag: str, feed: str) -> None:
    hostile: dict[str, Any] = {"title": title, "description": description}
    article = Article(PUBLISHED, PUBLISHED, tag, (tag,))
    head = replace(POST, article=article, feeds=(FeedLink("a.xml", "application/atom+xml", feed),), **hostile)
    html = write_tags(head)
    html.encode()
    elements = BeautifulSoup(html, "lxml").find_all(True)
    assert {element.name for element in elements} <= {"html", "head", "meta", "link"}
    assert {key for element in elements for key in element.attrs} <= {
        "name",
        "property",
        "content",
        "rel",
        "href",
        "hreflang",
        "type",
        "title",
    }
