"""Pages written for ABlog keep working, and ABlog sees the posts that have front matter only."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

ASTRO = """\
---
title: 从 Astro 来
description: 一句话。
pubDate: 2024-12-31T13:11:52+08:00
updatedDate: 2025-02-20T22:27:00+08:00
categories: [年终总结]
tags: [机器学习, "a, b"]
author: 林
---
正文。
"""
HEAD = "   :tags: 年轮, wood\n   :category: 手艺\n   :author: 木匠\n\n"
TEXT = "宣告\n====\n\n宣告的正文。\n"
KEYS = "tags: 年轮, wood\ncategory: 手艺\nauthor: 木匠\n"
DECLARED = {
    "reST directive": (
        "posts/d.rst",
        ".. post:: 2024-03-05\n" + HEAD + TEXT,
    ),
    "reST fields": (
        "posts/d.rst",
        ":blogpost: true\n:date: 2024-03-05\n" + HEAD.replace("   :", ":") + TEXT,
    ),
    "MyST directive": (
        "posts/d.md",
        "# 宣告\n\n```{post} 2024-03-05\n:tags: 年轮, wood\n:category: 手艺\n:author: 木匠\n```\n\n宣告的正文。\n",
    ),
    "MyST keys": (
        "posts/d.md",
        "---\nblogpost: true\ndate: 2024-03-05\n" + KEYS + "---\n# 宣告\n\n宣告的正文。\n",
    ),
    "a date in words": (
        "posts/d.rst",
        ".. post:: 05 March 2024\n" + HEAD + TEXT,
    ),
    "a date with an offset": (
        "posts/d.rst",
        ".. post:: 2024-03-05T08:00:00+08:00\n" + HEAD + TEXT,
    ),
}
LISTS = """\
Lists
=====

.. postlist::
   :format: {date} {title} {category} {tags}

.. postlist::
   :category: 手艺

See :ref:`category-年终总结` and :ref:`tag-机器学习` and :ref:`blog-posts`.
"""


@pytest.mark.parametrize("case", DECLARED)
def test_declared_post_is_adopted(make_site: Callable[..., Site], case: str) -> None:
    name, text = DECLARED[case]
    site = make_site({name: text, "posts/a.md": ASTRO}, confoverrides={"nitpicky": True})
    assert site.warnings == ""
    for page in (
        "blog/index.html",
        "blog/2024/03/index.html",
        "blog/category/手艺/index.html",
        "blog/author/木匠/index.html",
    ):
        assert "宣告" in site.read(page), page
    for page in (
        "blog/tag/年轮/index.html",
        "blog/tag/wood/index.html",
        "blog/atom.xml",
        "posts/a/index.html",
    ):
        assert "宣告" in site.read(page), page


def test_ablog_sees_our_posts(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            "posts/a.md": ASTRO,
            "posts/d.rst": DECLARED["reST directive"][1],
            "lists.rst": ":orphan:\n\n" + LISTS,
        },
        confoverrides={"nitpicky": True},
    )
    assert site.warnings == ""
    page = site.html("lists/index.html")
    lists = [item.get_text(" ", strip=True) for item in page.select("ul.postlist")]
    assert "从 Astro 来" in lists[0]
    assert "宣告" in lists[0]
    assert "从 Astro 来" not in lists[1]
    assert "宣告" in lists[1]
    links = {link.get_text(): link["href"] for link in page.select("main a")}
    assert links["年终总结"] == "../blog/category/%E5%B9%B4%E7%BB%88%E6%80%BB%E7%BB%93/"
    assert links["机器学习"] == "../blog/tag/%E6%9C%BA%E5%99%A8%E5%AD%A6%E4%B9%A0/"


def test_ablog_knows_the_update(make_site: Callable[..., Site]) -> None:
    template = (
        "{%- for post in ablog.posts %}[{{ post.title }}|{{ post.date }}|{{ post.update }}]{% endfor %}"
    )
    site = make_site(
        {"posts/a.md": ASTRO, "_templates/known.html": template, "known.md": "# Known\n"},
        conf='templates_path = ["_templates"]\nhtml_additional_pages = {"seen": "known.html"}\n',
    )
    assert "[从 Astro 来|2024-12-31 13:11:52|2025-02-20 22:27:00]" in site.read("seen/index.html")


def test_bad_declared_date_is_named_and_harms_nothing(make_site: Callable[..., Site]) -> None:
    text = "宣告\n====\n\n.. post:: some day\n\n宣告的正文。\n"
    site = make_site({"posts/d.rst": ":orphan:\n\n" + text, "posts/a.md": ASTRO})
    assert site.warnings == (
        "posts/d.rst:6: WARNING: post: found 'some day', expected a date such as 2024-12-31 or "
        "2024-12-31T13:11:52+08:00 [nenrin.date]\n"
    )
    assert "宣告的正文" in site.read("posts/d/index.html")
    assert "宣告" not in site.read("blog/index.html")


def test_update_directive_is_the_update(make_site: Callable[..., Site]) -> None:
    text = ".. post:: 2024-03-05\n\n宣告\n====\n\n正文。\n\n.. update:: 2024-04-01\n\n   补充。\n"
    site = make_site({"posts/d.rst": text})
    assert site.warnings == ""
    assert "<updated>2024-04-01T00:00:00+00:00</updated>" in site.read("blog/atom.xml")


def test_several_posts_on_one_page(make_site: Callable[..., Site]) -> None:
    text = (
        "Diary\n=====\n\nFirst\n-----\n\n.. post:: 2024-03-05\n\none\n\n"
        "Second\n------\n\n.. post:: 2024-03-06\n\ntwo\n\nLater\n-----\n\n.. post:: 2027-03-07\n\nunborn\n"
    )
    site = make_site({"posts/diary.rst": text})
    assert site.warnings == ""
    links = [
        link["href"] for link in site.html("blog/index.html").select("main a") if "diary" in link["href"]
    ]
    assert sorted(set(links)) == ["../posts/diary/#first", "../posts/diary/#second"]
    assert not [name for name, data in site.files().items() if b"unborn" in data]


def test_post_directive_in_a_list_item_ends(make_site: Callable[..., Site]) -> None:
    text = "Diary\n=====\n\n* .. post:: 2024-03-05\n\n* .. post:: 2024-03-06\n"
    site = make_site({"posts/diary.rst": text})
    assert (site.out / "posts/diary/index.html").exists()


def test_label_with_the_name_of_a_post_stays_the_authors(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            "posts/rings.md": ASTRO,
            "about.md": "---\norphan: true\n---\n# 关于\n\n(rings)=\n## 年轮是什么\n\n字\n",
            "link.rst": ":orphan:\n\nLink\n====\n\n:ref:`rings`\n",
        }
    )
    link = site.html("link/index.html").select_one("main a[href*='about']")
    assert link is not None
    assert link.get_text() == "年轮是什么"


def test_post_can_be_referred_to_by_its_file_name(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/rings.md": ASTRO, "link.rst": ":orphan:\n\nLink\n====\n\n:ref:`rings`\n"})
    link = site.html("link/index.html").select_one("main a[href*='posts/rings']")
    assert link is not None
    assert link.get_text() == "从 Astro 来"


def test_another_theme_still_gets_the_whole_blog(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": ASTRO}, conf='html_theme = "alabaster"\n')
    assert site.warnings == ""
    assert site.read("posts/a/index.html").count("<h1>") == 1
    assert "从 Astro 来" in site.read("blog/category/年终总结/index.html")
    assert "从 Astro 来" in site.read("blog/atom.xml")


def test_what_ablog_keeps_of_a_post_holds_no_page(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": ASTRO, "posts/d.rst": DECLARED["reST directive"][1]})
    kept = pickle.loads((site.doctrees / "environment.pickle").read_bytes()).ablog_posts  # noqa: S301 - our own file
    excerpts = [node for infos in kept.values() for info in infos for node in info["excerpt"]]
    assert len(excerpts) == 2
    assert not any(part.document or node.parent for node in excerpts for part in node.findall())


def test_a_hidden_post_is_in_no_postlist(make_site: Callable[..., Site]) -> None:
    posts = {
        f"posts/{name}.md": f"---\ntitle: {name}\ndate: 2024-05-01\ntags: [年轮]\n{more}---\n字。\n"
        for name, more in (("seen", ""), ("unlisted", "hidden: true\n"))
    }
    site = make_site(posts | {"list.rst": ":orphan:\n\nLists\n=====\n\n.. postlist::\n   :tags: 年轮\n"})
    assert "seen" in site.read("list")
    assert "unlisted" not in site.read("list")
    assert site.path("posts/unlisted").is_file()


def test_a_page_that_shows_how_a_post_is_declared_is_no_draft(make_site: Callable[..., Site]) -> None:
    shown = "````markdown\n```{post}\n:tags: a\n```\n````\n\n```rst\n.. post:: 2999-01-01\n```\n"
    site = make_site({"manual.md": f"---\norphan: true\n---\n# Manual\n\n{shown}"})
    assert "2999-01-01" in site.html("manual").get_text()


ENDLESS = {
    "the first of two stands above the title": (
        "posts/d.rst",
        ".. post:: 2024-03-05\n\nRings\n=====\n\nThe second ring\n---------------\n\n.. post:: 2024-04-06\n\nText.\n",
        ["The second ring", "Rings"],
        None,
    ),
    "both stand below one title": (
        "posts/d.md",
        "```{post} 2024-03-05\n```\n\n# Rings\n\n```{post} 2024-04-06\n\nAn afterword.\n```\n",
        ["Rings"],
        6,
    ),
    "in items of a list, on a page without a title": (
        "posts/d.md",
        "- ```{post} 2024-03-05\n  ```\n- ```{post} 2024-04-06\n\n  An afterword.\n  ```\n",
        ["posts/d"],
        3,
    ),
    "in a table": (
        "posts/d.rst",
        "Rings\n=====\n\n.. list-table::\n\n   * - .. post:: 2024-03-05\n     - Oak\n",
        ["Rings"],
        None,
    ),
    "below a label": (
        "posts/d.rst",
        "Rings\n=====\n\n.. _ring:\n\n.. post:: 2024-03-05\n\n:ref:`As above <ring>`.\n",
        ["Rings"],
        None,
    ),
}


@pytest.mark.parametrize("always", [False, True])
@pytest.mark.parametrize("case", ENDLESS)
def test_a_post_outside_of_every_section_ends_the_search_for_one(
    make_site: Callable[..., Site], case: str, always: bool
) -> None:
    name, text, titles, line = ENDLESS[case]
    site = make_site({name: text}, conf=f"post_always_section = {always}\n")
    second = (
        "WARNING: post: found a second post below one heading, expected a heading for each [nenrin.value]"
    )
    assert site.warnings == (f"{name}:{line}: {second}\n" if line else "")
    assert [link.get_text() for link in site.html("blog/index.html").select(".post-card-title a")] == titles
    if "afterword" in text:
        assert "An afterword." in site.read("posts/d/index.html")
