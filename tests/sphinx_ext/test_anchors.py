"""Links to parts of pages, as authors of other tools write them: to the heading meant, never to another post."""

from __future__ import annotations

from collections.abc import Callable

from tests.sphinx_ext.site import Site

OAK = """---
title: Oak
date: 2024-05-01
---
[1](#步驟一：建立_Line_Bot) [2](#Setup-Guide) [3](#setup_guide) [4](#heading-2) [5](#cafe-au-lait)
[6](#boot) [7](#html-id) [8](#%E6%AD%A5%E9%A9%9F%E4%BA%8C) [9](#top) [10](#span)

[11](elm.md#Other-Part) [12](elm.md#boot) [13](/posts/elm/#OTHER_PART) [14](elm.md#raw)

[15](#setup-gide) [16](elm.md#nope) [17](#only-in-elm)

## 步驟一：建立 Line Bot

## Setup guide

## Café au lait

## 步驟二

## Start {#boot}

<a id="html-id"></a>A [word]{#span}.
"""
ELM = """---
title: Elm
date: 2024-05-02
---
## Other part

## Boot {#boot}

## Else {#only-in-elm}

<h3 id="raw">Raw</h3>

[1](#boot)
"""


def test_links_to_parts_of_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/oak.md": OAK, "posts/elm.md": ELM})
    links = {
        link.get_text(): str(link["href"])
        for link in site.html("posts/oak").select(".prose p a")
        if link.get_text().isdecimal()
    }
    assert links == {
        "1": "#步驟一-建立-line-bot",
        "2": "#setup-guide",
        "3": "#setup-guide",
        "4": "#setup-guide",
        "5": "#café-au-lait",
        "6": "#boot",
        "7": "#html-id",
        "8": "#步驟二",
        "9": "#top",
        "10": "#span",
        "11": "../elm/#other-part",
        "12": "../elm/#boot",
        "13": "../elm/#other-part",
        "14": "../elm/#raw",
        "15": "#setup-gide",
        "16": "../elm/#nope",
        "17": "#only-in-elm",
    }
    assert str(site.html("posts/elm").select(".prose p a")[0]["href"]) == "#boot"
    assert site.html("posts/elm").select("h2#boot, section#boot")
    assert site.warnings.splitlines() == [
        "posts/oak.md:10: WARNING: '#nope' is no part of posts/elm [nenrin.link]",
        "posts/oak.md:10: WARNING: '#setup-gide' is no part of this page; did you mean '#setup-guide'? [nenrin.link]",
        "posts/oak.md:10: WARNING: '#only-in-elm' is no part of this page [nenrin.link]",
    ]


def test_labels_of_myst_lead_from_page_to_page(make_site: Callable[..., Site]) -> None:
    files = {
        "docs/tool.md": "# Tool\n\n(label)=\n## Part\n\n[](#label)\n",
        "posts/oak.md": "---\ntitle: Oak\ndate: 2024-05-01\n---\n[to the tool](#label)\n",
    }
    site = make_site(files)
    assert site.warnings.count("WARNING") == site.warnings.count("toctree")
    assert [str(link["href"]) for link in site.html("posts/oak").select(".prose p a")] == [
        "../../docs/tool/#label"
    ]
