"""The heads of a built site: each kind of page by a table, nothing doubled, nothing stale."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.sphinx_ext.site import Site
from tests.unit.outputs.test_head import said

MakeSite = Callable[..., Site]

CONF = """\
nenrin_description = "What trees tell"
nenrin_author = "mei"
nenrin_authors = {"mei": {"name": "美", "link": "https://mei.example/", "bio": "Counts rings", "avatar": "/mei.png"}}
nenrin_page_size = 1
nenrin_cards = False

"""
POSTS = {
    "posts/oak.md": "---\ntitle: Oak </script>\ndate: 2024-05-01T10:00:00+08:00\nupdated: 2024-06-01T10:00:00+08:00\n"
    'description: An "oak"\ncategories: [[Trees, Oaks]]\ntags: [a, b]\nimage: https://cdn.example/oak.png\n---\nText.\n',
    "posts/oak.ja.md": "---\ntitle: 樫\ndate: 2024-05-02\nlang: ja\n---\n樫の話。\n",
    "posts/elm.md": "---\ntitle: Elm\ndate: 2024-05-03\nnoindex: true\ncanonical: https://first.example/elm\n---\nText.\n",
    "about.md": "---\norphan: true\n---\n# About *us*\n\nText.\n",
}
OTHER_FORMS = [
    ("alternate application/atom+xml", "../../blog/atom.xml"),
    ("alternate application/rss+xml", "../../blog/rss.xml"),
    ("alternate text/markdown", "index.md"),
]
LINKED = ("canonical", "description", "robots", "prev", "next", "og", "article", "twitter", "alternate")


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(POSTS, conf=CONF)


def head(site: Site, name: str) -> list[tuple[str, str]]:
    """What a page's head says to machines."""
    elements = said(str(site.html(name).head))
    return [(what, text) for what, text in elements if what.startswith(LINKED)]


def data(site: Site, name: str) -> list[dict[str, Any]]:
    """The page's JSON-LD."""
    found = site.html(name).select('script[type="application/ld+json"]')
    return [thing for element in found for thing in json.loads(element.string or "")["@graph"]]


def test_a_post(site: Site) -> None:
    assert not site.warnings
    assert sorted(head(site, "posts/oak")) == sorted(
        [
            ("description", 'An "oak"'),
            ("og:type", "article"),
            ("og:title", "Oak </script>"),
            ("og:description", 'An "oak"'),
            ("og:url", "https://example.org/posts/oak/"),
            ("og:site_name", "Test"),
            ("og:locale", "en_US"),
            ("og:locale:alternate", "ja_JP"),
            ("article:published_time", "2024-05-01T10:00:00+08:00"),
            ("article:modified_time", "2024-06-01T10:00:00+08:00"),
            ("article:author", "https://example.org/blog/author/%E7%BE%8E/"),
            ("article:section", "Trees"),
            ("article:tag", "a"),
            ("article:tag", "b"),
            ("og:image", "https://cdn.example/oak.png"),
            ("og:image:type", "image/png"),
            ("twitter:card", "summary_large_image"),
            ("canonical", "https://example.org/posts/oak/"),
            ("next", "../oak.ja/"),
            ("alternate en", "https://example.org/posts/oak/"),
            ("alternate ja", "https://example.org/posts/oak.ja/"),
            ("alternate x-default", "https://example.org/posts/oak/"),
            *OTHER_FORMS,
        ]
    )
    posting, trail = data(site, "posts/oak")
    assert posting["headline"] == "Oak </script>"
    assert posting["author"] == [
        {
            "@type": "Person",
            "name": "美",
            "url": "https://example.org/blog/author/%E7%BE%8E/",
            "sameAs": "https://mei.example/",
            "image": "https://example.org/mei.png",
            "description": "Counts rings",
        }
    ]
    assert [(place["name"], place["item"]) for place in trail["itemListElement"]] == [
        ("Test", "https://example.org/"),
        ("Trees", "https://example.org/blog/category/trees/"),
        ("Oaks", "https://example.org/blog/category/trees/oaks/"),
        ("Oak </script>", "https://example.org/posts/oak/"),
    ]


def test_a_post_in_another_language_and_one_that_hides(site: Site) -> None:
    kashi = dict(head(site, "posts/oak.ja"))
    assert (kashi["og:locale"], kashi["og:locale:alternate"]) == ("ja_JP", "en_US")
    assert (kashi["prev"], kashi["next"], kashi["description"]) == ("../oak/", "../elm/", "樫の話。")
    elm = dict(head(site, "posts/elm"))
    assert (elm["robots"], elm["canonical"], elm["og:url"]) == ("noindex", *["https://first.example/elm"] * 2)
    assert not [name for name in elm if name.startswith("alternate ") and "/" not in name]


def test_the_home_page(site: Site) -> None:
    assert dict(head(site, "index.html")) == {
        "description": "What trees tell",
        "og:type": "website",
        "og:title": "Test",
        "og:description": "What trees tell",
        "og:url": "https://example.org/",
        "og:site_name": "Test",
        "og:locale": "en_US",
        "twitter:card": "summary",
        "canonical": "https://example.org/",
        "alternate application/atom+xml": "blog/atom.xml",
        "alternate application/rss+xml": "blog/rss.xml",
    }
    (blog,) = data(site, "index.html")
    assert (blog["@type"], blog["@id"], blog["author"][0]["name"]) == (
        "Blog",
        "https://example.org/#blog",
        "美",
    )


def test_lists_lead_on_and_announce_their_own_feed_first(site: Site) -> None:
    second = head(site, "blog/page/2")
    assert [text for name, text in second if name in {"prev", "next"}] == ["../../", "../1/"]
    assert ("canonical", "https://example.org/blog/page/2/") in second
    feeds = [text for name, text in head(site, "blog/category/trees/oaks") if name.startswith("alternate")]
    assert feeds == ["atom.xml", "../../../atom.xml", "../../../rss.xml"]
    trail = data(site, "blog/category/trees/oaks")[-1]["itemListElement"]
    assert [place["item"].removeprefix("https://example.org/") for place in trail] == [
        "",
        "blog/category/",
        "blog/category/trees/",
        "blog/category/trees/oaks/",
    ]


def test_an_author_is_a_person(site: Site) -> None:
    found = head(site, "blog/author/美")
    assert ("og:type", "profile") in found
    assert ("description", "Counts rings") in found
    assert data(site, "blog/author/美")[0]["mainEntity"]["name"] == "美"


def test_an_ordinary_page(site: Site) -> None:
    found = dict(head(site, "about"))
    assert (found["og:type"], found["og:title"], found["canonical"]) == (
        "website",
        "About us",
        "https://example.org/about/",
    )


def test_search_and_index_are_not_shared(site: Site) -> None:
    for name in ("search", "genindex"):
        assert not [what for what, _ in head(site, name) if what.startswith(("og", "canonical", "alternate"))]


@pytest.mark.parametrize("theme", ["nenrin", "pydata_sphinx_theme", "alabaster"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_nothing_is_said_twice(make_site: MakeSite, theme: str, builder: str) -> None:
    posts = {
        **POSTS,
        "index.md": "---\nhtml_meta:\n  description: Mine\n  property=og:title: My title\n---\n# Test\n",
    }
    site = make_site(posts, builder=builder, conf=f"{CONF}html_theme = {theme!r}\n")
    for name in site.files():
        if not name.endswith(".html"):
            continue
        often = Counter(what for what, _ in head(site, name))
        many = {"article:tag", "article:author", "og:locale:alternate", "alternate application/atom+xml"}
        assert not {what for what, times in often.items() if times > 1} - many, name
    assert ("description", "Mine") in head(site, "index.html")
    assert ("og:title", "My title") in head(site, "index.html")


def test_a_translation_that_comes_or_goes_is_told_at_once(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n"}, conf=CONF)
    assert "hreflang" not in site.read("posts/a")
    site.write("posts/a.ja.md", "---\ntitle: あ\ndate: 2020-01-01\nlang: ja\n---\n本文。\n")
    assert 'hreflang="ja"' in site.build().read("posts/a")
    assert site.files() == site.apart("fresh").files()
    site.delete("posts/a.ja.md")
    assert "hreflang" not in site.build().read("posts/a")


def test_data_blocks_pass_a_strict_policy(site: Site, page: Page, serve: Callable[..., str]) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.route(
        "**/posts/oak/",
        lambda route: route.fulfill(
            response=(response := route.fetch()),
            headers={**response.headers, "content-security-policy": "default-src 'self'"},
        ),
    )
    page.goto(f"{serve(site.out)}posts/oak/")
    block = page.locator('script[type="application/ld+json"]')
    assert json.loads(block.text_content() or "")["@graph"][0]["headline"] == "Oak </script>"
    # The cover elsewhere is refused, as that policy wants; data is no script.
    assert [
        text for text in messages if "Content Security Policy" in text and "cdn.example" not in text
    ] == []
