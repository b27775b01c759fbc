"""Feeds of a trilingual blog as a subscriber sees them, and what a build does to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import feedparser
import pytest

from tests.sphinx_ext.site import Site
from tests.unit.outputs.feeds import atom_faults, html_faults, rss_faults

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000003000000020802000000"
    "12164f710000000c4944415478da6360c00400000e0001d5a8ce5b0000000049454e44ae426082"
)
KINDS = ("blog", "category", "tag", "author", "language", "series")
ALL = f'nenrin_feeds = dict.fromkeys({KINDS}, ["atom", "rss", "json"])\n'
POSTS = {
    "posts/nian.md": """\
---
title: 年轮 <一>
pubDate: 2024-12-31T23:30:00+08:00
updatedDate: 2025-02-20T22:27:00+08:00
description: 树怎么记账
categories: [[树木, 年轮]]
tags: [笔记]
author: [美, Ken]
language: zh-CN
image: ./ring.png
series: {name: 树, order: 2}
---
看[那边](mori.md)、[这里](#下)和 ![图](ring.png)。

## 下

{download}`ring.png`
""",
    "posts/mori.md": "---\ntitle: 森\npubDate: 2024-05-01\nlang: ja\ntags: [笔记]\nimage: https://cdn.example/m.jpg\n"
    "series: {name: 树, order: 1}\n---\n森を歩く。\n\n次の段落。\n",
    "posts/oak.md": "---\ntitle: Oak\npubDate: 2023-01-02T03:04:05Z\nlink: https://elsewhere.example/oak\n---\n"
    "An oak.\n",
    "posts/hidden.md": "---\ntitle: Hidden\npubDate: 2024-01-02\nhidden: true\n---\nNot listed.\n",
    "posts/draft.md": "---\ntitle: Draft\npubDate: 2024-01-02\ndraft: true\n---\nNot out.\n",
    "posts/ring.png": PNG,
}

MakeSite = Callable[..., Site]


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_every_feed_of_a_trilingual_blog_is_valid(make_site: MakeSite, builder: str) -> None:
    site = make_site(POSTS, builder=builder, conf=ALL)
    assert not site.warnings
    names = [name for name in site.files() if name.rpartition("/")[2] in {"atom.xml", "rss.xml", "feed.json"}]
    # The blog, two categories, a tag, two authors, two languages and a series.
    assert len(names) == 3 * 9
    for name in names:
        content = site.files()[name]
        if name.endswith("atom.xml"):
            assert not atom_faults(content), name
        elif name.endswith("rss.xml"):
            assert not rss_faults(content), name
        else:
            assert all(item["content_html"] for item in json.loads(content)["items"]), name
        assert name.endswith(".json") or not feedparser.parse(content).bozo


def test_entries_say_what_the_posts_say(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    read = feedparser.parse(site.read("blog/atom.xml"))
    assert [
        (post.id, post.link, post.title, post.published, post.updated, [tag.term for tag in post.tags])
        for post in map(_with_tags, read.entries)
    ] == [
        (
            "https://example.org/posts/nian/",
            "https://example.org/posts/nian/",
            "年轮 <一>",
            "2024-12-31T23:30:00+08:00",
            "2025-02-20T22:27:00+08:00",
            ["年轮", "笔记"],
        ),
        (
            "https://example.org/posts/mori/",
            "https://example.org/posts/mori/",
            "森",
            "2024-05-01T00:00:00+00:00",
            "2024-05-01T00:00:00+00:00",
            ["笔记"],
        ),
        (
            "https://example.org/posts/oak/",
            "https://elsewhere.example/oak",
            "Oak",
            "2023-01-02T03:04:05+00:00",
            "2023-01-02T03:04:05+00:00",
            [],
        ),
    ]
    nian, mori, oak = read.entries
    assert [author.name for author in nian.authors] == ["美", "Ken"]
    assert nian.summary == "树怎么记账"
    assert [post.content[0].language for post in (nian, mori, oak)] == ["zh-CN", "ja", "en"]
    assert [(link.href, link.type, link.length) for link in nian.enclosures] == [
        ("https://example.org/_images/ring.png", "image/png", str(len(PNG)))
    ]
    assert [link.href for link in mori.enclosures] == ["https://cdn.example/m.jpg"]


def test_the_text_reads_far_from_the_site(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    content = feedparser.parse(site.read("blog/atom.xml"), sanitize_html=False).entries[0].content[0].value
    assert not list(html_faults(content))
    assert 'href="https://example.org/posts/mori/"' in content
    assert (
        'href="https://example.org/posts/nian/#%E4%B8%8B"' in content
        or 'href="https://example.org/posts/nian/#下"' in content
    )
    assert 'src="https://example.org/_images/ring.png"' in content
    assert 'href="https://example.org/_downloads/' in content
    assert "<h1" not in content
    assert "headerlink" not in content
    assert site.path("_images/ring.png").read_bytes() == PNG


def test_a_series_feed_is_newest_first_and_a_term_feed_has_its_own_id(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf=ALL)
    series = feedparser.parse(site.read("blog/series/树/atom.xml"))
    assert [post.title for post in series.entries] == ["年轮 <一>", "森"]
    assert series.feed.id == "https://example.org/blog/series/%E6%A0%91/atom.xml"
    assert series.feed.link == "https://example.org/blog/series/%E6%A0%91/"
    assert series.feed.title == "Test – 树"
    assert feedparser.parse(site.read("blog/language/ja/rss.xml")).feed.language == "ja"


def test_excerpts_length_copies_and_hub(make_site: MakeSite) -> None:
    conf = (
        'nenrin_feed_content = "excerpt"\nnenrin_feed_length = 2\nnenrin_feed_hub = "https://hub.example/"\n'
        'nenrin_feed_copies = {"rss.xml": "rss", "feed/index.json": "json"}\n'
    )
    site = make_site(POSTS, conf=conf)
    read = feedparser.parse(site.read("blog/atom.xml"))
    assert [(post.summary, post.get("content")) for post in read.entries] == [
        ("树怎么记账", None),
        ("森を歩く。", None),
    ]
    assert 'rel="hub" href="https://hub.example/"' in site.read("blog/atom.xml")
    copy = feedparser.parse(site.read("rss.xml"))
    assert [link.href for link in copy.feed.links if link.rel == "self"] == [
        "https://example.org/blog/rss.xml"
    ]
    assert [post.title for post in copy.entries] == [post.title for post in read.entries]
    assert 'href="_static/nenrin-feed.css"' in site.read("rss.xml")
    assert json.loads(site.read("feed/index.json"))["feed_url"] == "https://example.org/blog/feed.json"


def test_a_page_of_several_posts_gives_each_its_own_text(make_site: MakeSite) -> None:
    one = "## One\n\n```{post} 2024-01-01\n```\n\nFirst text.\n"
    page = (
        f"# Diary\n\n{one}\n{one.replace('One', 'Two').replace('01-01', '01-02').replace('First', 'Second')}"
    )
    site = make_site({"diary.md": page})
    entries = feedparser.parse(site.read("blog/atom.xml")).entries
    assert [post.id for post in entries] == [
        "https://example.org/diary/#two",
        "https://example.org/diary/#one",
    ]
    assert [("First" in post.content[0].value, "Second" in post.content[0].value) for post in entries] == [
        (False, True),
        (True, False),
    ]


def test_what_xml_forbids_is_left_out_and_said_once(make_site: MakeSite) -> None:
    site = make_site(
        {"posts/bell.md": "---\ntitle: Bell\npubDate: 2024-01-01\ncategories: [a]\n---\nA \x07 bell ]]>.\n"}
    )
    assert site.warnings.count("characters that XML forbids [nenrin.feed]") == 1
    assert not atom_faults(site.files()["blog/atom.xml"])
    assert "A  bell ]]&gt;." in feedparser.parse(site.read("blog/atom.xml")).entries[0].content[0].value


def test_a_changed_title_keeps_the_id(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    before = feedparser.parse(site.read("blog/atom.xml")).entries[1]
    site.write("posts/mori.md", "---\ntitle: 林\npubDate: 2024-05-01\nlang: ja\n---\n森を歩く。\n")
    after = feedparser.parse(site.build().read("blog/atom.xml")).entries[1]
    assert (before.title, after.title, before.id == after.id) == ("森", "林", True)


def test_a_build_of_nothing_new_writes_no_feed(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf=ALL)
    stamps = {
        path: path.stat().st_mtime_ns
        for path in site.out.rglob("*")
        if path.name in {"atom.xml", "feed.json"}
    }
    assert stamps
    site.build()
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_a_feed_goes_with_its_last_post(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf=ALL)
    assert "blog/tag/笔记/atom.xml" in site.files()
    for name in ("posts/nian.md", "posts/mori.md"):
        site.write(name, "---\ntitle: 林\npubDate: 2024-05-01\n---\n看\n")
    assert not [name for name in site.build().files() if name.startswith("blog/tag/")]
    fresh = site.apart("fresh").files()
    assert {name: text for name, text in site.files().items() if name.endswith((".xml", ".json"))} == {
        name: text for name, text in fresh.items() if name.endswith((".xml", ".json"))
    }


def test_two_processes_write_the_same_feeds(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf=ALL)
    parallel = site.apart("parallel", "-j", "2").files()
    assert parallel == site.files()


def test_no_address_no_feeds(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf='html_baseurl = ""\n')
    assert not site.warnings
    assert not [name for name in site.files() if name.endswith("atom.xml")]


def test_read_the_docs_says_the_address(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://rings.readthedocs.io/en/latest/")
    site = make_site(POSTS, conf='html_baseurl = ""\n')
    read = feedparser.parse(site.read("blog/atom.xml"))
    assert read.entries[1].id == "https://rings.readthedocs.io/en/latest/posts/mori/"
    assert make_site(POSTS).read("blog/atom.xml").count("readthedocs") == 0


def test_a_site_below_the_root_of_its_host_has_that_in_every_address(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf='html_baseurl = "https://example.org/blog"\n')
    read = feedparser.parse(site.read("blog/atom.xml"), sanitize_html=False)
    assert read.feed.id == "https://example.org/blog/blog/atom.xml"
    assert read.entries[0].id == "https://example.org/blog/posts/nian/"
    assert 'src="https://example.org/blog/_images/ring.png"' in read.entries[0].content[0].value
    assert "https://example.org/blog/posts/nian/</loc>" in site.read("sitemap.xml")
    assert 'rel="canonical" href="https://example.org/blog/posts/nian/"' in site.read("posts/nian")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://"])
def test_what_is_no_address_is_named(make_site: MakeSite, address: str) -> None:
    site = make_site({}, conf=f"html_baseurl = {address!r}\n")
    assert f"html_baseurl: found {address!r}, expected an address" in site.warnings
    assert "[nenrin.baseurl]" in site.warnings


def test_a_cover_that_is_not_there_is_named(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": "---\ntitle: A\ndate: 2024-01-01\nimage: ./gone.png\n---\nText.\n"})
    assert site.warnings == (
        "posts/a.md:4: WARNING: image: found './gone.png', expected an image that is there [nenrin.cover]\n"
    )


def _with_tags(entry: Any) -> Any:
    entry.setdefault("tags", [])
    return entry
