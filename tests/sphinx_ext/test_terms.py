"""Each kind of terms has its pages, and whatever walks the kinds knows all of them and no others."""

from __future__ import annotations

from collections.abc import Callable

from nenrin.posts.library import Library
from nenrin.posts.terms import KINDS, WITH_CATALOG

from tests.sphinx_ext.site import Site

FILED = """\
---
title: 柏
date: 2024-05-01
category: 树木
tags: [针叶]
author: 林
series: 常绿
location: 北京
language: ja
---
字
"""
LINKS = "".join(f"[{kind.name}](/blog/{kind.name}/)\n" for kind in WITH_CATALOG)
EMPTY = "---\ntitle: 无\ndate: 2024-05-02\n---\n"
FEEDS = {kind.name: ["atom"] for kind in WITH_CATALOG}


def test_each_kind_is_where_readers_machines_and_links_look_for_it(make_site: Callable[..., Site]) -> None:
    files = {"posts/cypress.md": FILED, "posts/links.md": EMPTY + LINKS}
    site = make_site(files, confoverrides={"nenrin_feeds": FEEDS})
    assert site.warnings == ""
    hrefs = {link.get_text(): link["href"] for link in site.html("posts/links").select("article p a")}
    assert hrefs == {kind.name: f"../../blog/{kind.name}/" for kind in WITH_CATALOG}
    sitemap = site.read("sitemap.xml")
    menu = {link["href"] for link in site.html("posts/cypress").select("nav a")}
    for kind in KINDS.values():
        catalog = f"blog/{kind.catalog}"
        assert (site.out / catalog / "index.html").is_file(), kind.name
        assert f"<loc>https://example.org/{catalog}/</loc>" in sitemap, kind.name
        assert (f"../../{catalog}/" in menu) >= kind.in_menu, kind.name
    for kind in WITH_CATALOG:
        assert list((site.out / "blog" / kind.name).glob("*/atom.xml")), kind.name


def test_links_to_lists_that_are_not_there_are_named(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/links.md": EMPTY + LINKS})
    dead = [line for line in site.warnings.splitlines() if "leads to no page of this site" in line]
    assert len(dead) == len(WITH_CATALOG)


def test_a_library_without_posts_has_terms_of_no_kind() -> None:
    library = Library([])
    assert library.by_kind == dict.fromkeys(KINDS, ())
    assert library.paths == {"blog", "blog/archive"}


def test_links_to_what_a_build_makes_of_no_source_lead_there(make_site: Callable[..., Site]) -> None:
    targets = (
        "/blog/page/1/",
        "/blog/2024/page/1/",
        "/search/",
        "/genindex/",
        "/blog/atom.xml",
        "/sitemap.xml",
        "/feed.xml",
    )
    dead = ("/blog/page/2/", "/blog/page/9/", "/blog/page/01/", "/blog/tag/atom.xml")
    links = "".join(f"[{target}]({target})\n" for target in (*targets, *dead))
    files = {f"posts/p{number}.md": EMPTY for number in range(3)} | {"posts/links.md": EMPTY + links}
    settings = {"nenrin_page_size": 2, "nenrin_feed_copies": {"feed.xml": "atom"}}
    site = make_site(files, confoverrides=settings)
    named = [target for target in (*targets, *dead) if f"'{target}' leads to no page" in site.warnings]
    assert named == list(dead)
    hrefs = [str(link["href"]) for link in site.html("posts/links").select("article p a")][: len(targets)]
    assert hrefs == [f"../..{target}" for target in targets]
