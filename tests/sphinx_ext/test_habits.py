"""Habits met in posts that break a naive build: each is built, says what it must, and reads right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.sphinx_ext.built_pages import Page, leads_somewhere, pages
from tests.sphinx_ext.site import Site

PICTURE = (Path(__file__).parents[1] / "roots" / "zenn" / "images" / "saw.png").read_bytes()
HEAD = "---\ntitle: 题\ndate: 2024-05-01\n---\n"


def build(make_site: Callable[..., Site], body: str, **more: str) -> tuple[Site, Page]:
    files = {"posts/x.md": HEAD + body, "posts/a.png": PICTURE, **more}
    return (site := make_site(files, confoverrides={"nitpicky": True})), Page(site, "posts/x/")


@pytest.mark.parametrize(
    ("body", "selector", "count"),
    [
        ("---\n\n文\n\n***\n___\n\n## 一\n\n---\n\n> ---\n\n- a\n\n  ---\n\n---\n", "hr", 7),
        ("## [图](a.png) 与 [二](#一)\n\n## 一\n", "h2", 2),
        ("##\n\n文\n", "h2", 1),
        ("# 甲\n\n# 题\n\n<h1 align=center>乙</h1>\n", "h1", 1),
        ("文 <img alt='x'> <img data-src='a.png' class='lazy'>\n", "img", 2),
        ("![]() 文 ![甲]()\n", ".prose img", 0),
        ("[^0-9] 与 [^x]\n", ".footnote", 0),
        ("一^[注]二^[注]\n", ".footnote-list .footnote", 2),
        ("```{r}\nx <- 1\n```\n\n```{python}\nx\n```\n", ".highlight-r, .highlight-python", 2),
        ("```math\nx^2\n```\n", "math", 1),
        ("<!-- 没有关上\n\n文\n", "footer.site-footer", 1),
        (":tada: 行首\n", ".prose dl", 0),
        ("{% wow a %} {% img a.png %}\n\n{% note %}\n注\n{% endnote %}\n", ".prose img, .admonition", 2),
        ("[电话](tel:123) [井](#) [空]() [问](?a=b) [另](//example.com/x)\n", ".prose p a", 5),
    ],
)
def test_reads_right(make_site: Callable[..., Site], body: str, selector: str, count: int) -> None:
    site, page = build(make_site, body)
    assert [line for line in site.warnings.splitlines() if "{% wow %}" not in line] == []
    assert len(page.soup.select(selector)) == count
    assert page.title == "题"


def test_pictures_in_html_keep_what_the_author_gave_them(make_site: Callable[..., Site]) -> None:
    body = (
        """文 <img src=a.png style="zoom:50%" class="wide"> <img SRC='a.png' alt="木">\n\n"""
        '<video poster="a.png"></video>\n'
    )
    site, page = build(make_site, body)
    assert site.warnings == ""
    first, second = page.soup.select(".prose img")
    assert (first["style"], first["class"], first.get("alt")) == ("zoom:50%", ["wide"], None)
    assert (first["src"], second["src"], second["alt"]) == (
        "../../_images/a.png",
        "../../_images/a.png",
        "木",
    )
    assert [video["poster"] for video in page.soup.select("video")] == ["../../_images/a.png"]


def test_links_in_html_and_to_other_tools_addresses(make_site: Callable[..., Site]) -> None:
    body = (
        '<a href="/2024/05/01/y.html#一">甲</a> <a class="b" href="./y.md">乙</a> <a href="https://a.example/">丙</a>\n\n'
        "[丁](/blog/y/) [戊](y) [己](/tags/慢/) [庚](/categories/) [辛](/archives/) [壬](/) [癸](@/posts/y.md#一)\n"
    )
    site, page = build(
        make_site, body, **{"posts/y.md": f"{HEAD[:-4]}tags: [慢]\ncategories: [木]\n---\n## 一\n"}
    )
    assert site.warnings == ""
    found = {link.get_text(): str(link["href"]) for link in page.soup.select(".prose a")}
    assert found == {
        "甲": "../y/#%E4%B8%80",
        "乙": "../y/",
        "丙": "https://a.example/",
        "丁": "../y/",
        "戊": "../y/",
        "己": "../../blog/tag/%E6%85%A2/",
        "庚": "../../blog/category/",
        "辛": "../../blog/archive/",
        "壬": "../../",
        "癸": "../y/#%E4%B8%80",
    }
    assert all(leads_somewhere(site, path, fragment) for _written, path, fragment in page.links())


def test_a_link_in_html_that_leads_nowhere_is_named(make_site: Callable[..., Site]) -> None:
    site, page = build(make_site, '文\n\n<a href="/posts/none/">甲</a>\n')
    assert site.warnings == (
        "posts/x.md:7: WARNING: '/posts/none/' leads to no page of this site; the link is kept as it was written "
        "[nenrin.link]\n"
    )
    assert page.soup.select('.prose a[href="/posts/none/"]')


def test_links_stay_right_when_the_page_they_mean_is_renamed(make_site: Callable[..., Site]) -> None:
    site, page = build(make_site, "[甲](/2024/y/)\n", **{"posts/y.md": HEAD})
    assert [link["href"] for link in page.soup.select(".prose p a")] == ["../y/"]
    site.delete("posts/y.md")
    site.write("notes/y.md", HEAD)
    site.build()
    assert [link["href"] for link in Page(site, "posts/x/").soup.select(".prose p a")] == ["../../notes/y/"]


def test_a_post_that_cannot_be_read_still_has_a_heading(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/2024-05-01-sail.md": '+++\ntitle = "x\n+++\n\n帆。\n'})
    assert "cannot be read" in site.warnings
    assert Page(site, "posts/2024-05-01-sail/").title == "sail"


def test_signs_in_a_file_name_are_part_of_its_address(make_site: Callable[..., Site]) -> None:
    files = {"posts/C.md": HEAD, "posts/C#.md": HEAD, "posts/100%.md": HEAD}
    site, page = build(
        make_site, "[甲](C%23.md) [乙](/posts/C/) [丙](/posts/100%25/) [丁](/blog/C%23/)\n", **files
    )
    assert site.warnings == ""
    found = {link.get_text(): unquote(str(link["href"])) for link in page.soup.select(".prose p a")}
    assert found == {"甲": "../C#/", "乙": "../C/", "丙": "../100%/", "丁": "../C#/"}
    assert 'href="../C%23/"' in str(page.soup.select_one(".prose p"))


def test_templates_of_posts_are_no_pages(make_site: Callable[..., Site]) -> None:
    files = {
        "scaffolds/post.md": "---\ntitle: {{ title }}\n---\n",
        "archetypes/default.md": "+++\ndate = {{ .Date }}\n+++\n",
    }
    site, _page = build(make_site, "文\n", **files, **{"themes/next/README.md": "# Next\n"})
    assert site.warnings == ""
    assert not [name for name in site.files() if name.startswith(("scaffolds", "archetypes", "themes"))]


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_every_link_of_every_page_leads_somewhere(make_site: Callable[..., Site], builder: str) -> None:
    head = HEAD.replace("date", "tags: [慢, C#]\ncategories: [[木, 工]]\ndate")
    files = {f"posts/{name}.md": head for name in ("100%", "a b", "中文", "a&b", "it's", "(x)+y")}
    site = make_site(files, builder=builder)
    assert site.warnings == ""
    dead = {
        (page.address, written)
        for page in pages(site)
        for written, path, fragment in page.links()
        if not leads_somewhere(site, path, fragment)
    }
    assert dead == set()


def test_a_passage_in_another_language_says_so(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {"posts/a.md": "---\ntitle: a\ndate: 2024-01-01\n---\nHe wrote [年輪]{lang=ja} and [x]{lang='\"'}.\n"}
    )
    passage = site.html("posts/a").select_one("article span[lang]")
    assert passage is not None
    assert (passage["lang"], passage.get_text()) == ("ja", "年輪")
    assert len(site.html("posts/a").select("meta[name=viewport]")) == 1
