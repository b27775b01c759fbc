"""Archives in the navigation: toctrees lead to them, and pages at their addresses introduce them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]

CONF = 'blog_path = "news"\nnenrin_page_size = 1\n'
TREE = "# Home\n\n```{{toctree}}\n:numbered:\n\n{}\n```\n"
POSTS = {
    f"posts/p{day}.md": (
        f"---\ntitle: Post {day}\ndate: 2026-01-0{day}\ntags: [oak, elm]\ncategories: [Trees]\n"
        f"series: Wood\nauthor: Mei\n---\n\nText {day}.\n"
    )
    for day in (1, 2, 3)
}
ENTRIES = "news\nmanual/index\nThe oaks <news/tag/oak>\nnews/2026/01\nnews/archive.md\nnews/category"
INDEX = TREE.format(ENTRIES)
LINKS = "{doc}`/news` {doc}`Elms <../news/tag/elm>` [all](../news.md) [](/news/tag/oak.md)\n"
MANUAL = "# Manual\n\n```{toctree}\n:glob:\n\n*\n/news/tag/elm\n```\n\n" + LINKS
PAGES = {"index.md": INDEX, "manual/index.md": MANUAL, "manual/leaf.md": "# Leaf\n", **POSTS}
INTRODUCTIONS = {
    "news.md": "# News *from* us & you\n\nWhat we **say**.\n\n## Why\n\nBecause.\n",
    "news/tag/oak.md": "---\ndescription: On oaks.\n---\n# The oaks\n\nThey are trees.\n",
    "news/series/wood/index.md": "# On wood\n\nRead it in this order.\n",
    "news/category.rst": "All our themes\n==============\n\nThere is one.\n",
    "news/archive.md": "# Everything\n\nYear by year.\n",
    "news/author/mei.md": "# Mei herself\n\nShe writes.\n",
    "index.md": INDEX.replace(":numbered:\n", ""),
}


def links(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    return [(" ".join(link.get_text().split()), str(link["href"])) for link in page.select(selector)]


def text_of(page: BeautifulSoup, selector: str) -> str:
    return " ".join(" ".join(part.get_text(" ") for part in page.select(selector)).split())


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(PAGES, conf=CONF)


def assert_same_as_clean(site: Site, name: str) -> None:
    after, anew = site.files(), site.apart(name).files()
    assert [file for file in anew if after.get(file) != anew[file]] == []
    assert after.keys() == anew.keys()


def test_entries_of_toctrees_lead_to_archives(site: Site) -> None:
    assert site.warnings == ""
    assert links(site.html("manual"), ".site-nav li a") == [
        # The places of the blog that the toctree does not name come first.
        ("Tags", "../news/tag/"),
        ("Series", "../news/series/"),
        ("All posts", "../news/"),
        ("Manual", "#"),
        ("The oaks", "../news/tag/oak/"),
        ("January 2026", "../news/2026/01/"),
        ("Archive", "../news/archive/"),
        ("Categories", "../news/category/"),
    ]
    assert ("elm", "../news/tag/elm/") in links(site.html("manual"), "article li a")
    paragraph = links(site.html("manual"), "article p a")
    assert paragraph == [
        ("All posts", "../news/"),
        ("Elms", "../news/tag/elm/"),
        ("all", "../news/"),
        ("/news/tag/oak.md", "../news/tag/oak/"),
    ]
    assert site.html("news").select(".site-nav [aria-current=page]")[0].get_text(strip=True) == "All posts"


def test_archives_in_toctrees_come_and_go_with_their_posts(site: Site) -> None:
    site.write("manual/leaf.md", "# Leaf\n\n```{toctree}\n/news/tag/yew\n```\n")
    warning = "toctree contains reference to non-existing document 'news/tag/yew'"
    assert site.build().warnings.count(warning) == 1
    assert site.build().warnings.count(warning) == 1
    site.write("posts/p4.md", "---\ntitle: Yew\ndate: 2026-01-04\ntags: [yew]\n---\n")
    assert site.build().warnings == ""
    assert ("yew", "../../news/tag/yew/") in links(site.html("manual/leaf"), "article a")
    assert_same_as_clean(site, "come")
    site.delete("posts/p4.md")
    assert warning in site.build().warnings
    assert "yew" not in text_of(site.html("manual/leaf"), "article")
    assert_same_as_clean(site, "gone")


@pytest.mark.parametrize("builder", ["latex", "epub", "text", "singlehtml", "man", "xml"])
def test_other_builders_are_not_stopped_by_archives(make_site: MakeSite, builder: str) -> None:
    site = make_site(PAGES, conf=f'{CONF}copyright = "2026"\nversion = "1"\n', builder=builder)
    assert site.warnings == ""


@pytest.mark.parametrize("theme", ["nenrin", "furo", "pydata_sphinx_theme"])
def test_pages_at_the_addresses_of_archives_introduce_them(make_site: MakeSite, theme: str) -> None:
    conf = f'{CONF}html_theme = "{theme}"\nnenrin_feeds = {{"tag": ["atom"]}}\n'
    site = make_site({**PAGES, **INTRODUCTIONS}, conf=conf)
    assert site.warnings == ""
    shown = {
        "news": ("News from us & you", "What we say", "Post 3"),
        "news/tag/oak": ("The oaks", "They are trees.", "Post 3"),
        "news/series/wood": ("On wood", "Read it in this order.", "Post 1"),
        "news/category": ("All our themes", "There is one.", "Trees"),
        "news/archive": ("Everything", "Year by year.", "Post 3"),
        "news/author/mei": ("Mei herself", "She writes.", "Post 3"),
    }
    for name, (title, says, entry) in shown.items():
        page = site.html(name)
        text = text_of(page, "main" if page.select("main") else "article")
        assert [h1.get_text().strip("#¶") for h1 in page.select("h1")] == [title], name
        assert text.index(title) < text.index(says) < text.index(entry), name
        assert page.title
        assert page.title.get_text().startswith(title), name
    assert site.html("news/page/1").title.get_text().startswith("News from us & you – page 1")  # type: ignore[union-attr]
    oak = site.html("news/tag/oak")
    assert len(oak.select("meta[name=description]")) == 1
    assert oak.select("link[type='application/atom+xml'][href='atom.xml']")
    assert site.read("sitemap.xml").count("<loc>https://example.org/news/tag/oak/</loc>") == 1


def test_an_introduction_keeps_up_with_its_archive(make_site: MakeSite) -> None:
    site = make_site({**PAGES, **INTRODUCTIONS}, conf=CONF)
    site.write("posts/p4.md", "---\ntitle: Post 4\ndate: 2026-01-04\ntags: [oak]\n---\n")
    site.build()
    assert "Post 4" in site.read("news/tag/oak")
    assert "They are trees." in site.read("news/tag/oak")
    assert_same_as_clean(site, "posts")
    site.delete("news/tag/oak.md")
    site.write("news/2026.md", "# A year\n\nIt was long.\n")
    site.build()
    assert "They are trees." not in site.read("news/tag/oak")
    assert "Post 4" in site.read("news/tag/oak")
    assert "It was long." in site.read("news/2026")
    assert_same_as_clean(site, "pages")


def test_a_folders_page_introduces_under_either_builder(make_site: MakeSite) -> None:
    site = make_site({**PAGES, **INTRODUCTIONS}, conf=CONF, builder="html")
    page = site.html("news/series/wood/index.html")
    assert "Read it in this order." in text_of(page, "main")
    assert "Post 1" in text_of(page, "main")
    assert ("Wood", "../news/series/wood/index.html") in links(site.html("posts/p1.html"), ".series a")
    assert "Post 1" in site.read("news/series/wood.html")


def test_a_page_with_a_list_of_its_own_stays_as_it_is(make_site: MakeSite) -> None:
    stub = "# Blog\n\n```{postlist} 1\n```\n"
    site = make_site({**PAGES, "news.md": stub}, conf=CONF)
    assert site.warnings == ""
    assert "Post 3" in site.read("news")
    assert "Post 2" not in site.read("news")


def test_a_post_at_the_address_of_an_archive_stays_a_post(make_site: MakeSite) -> None:
    post = "---\ntitle: Not the archive\ndate: 2026-02-01\n---\n\nA post.\n"
    site = make_site({**POSTS, "news/archive.md": post}, conf=CONF)
    assert "news/archive.md:1: WARNING: this page has the address of an archive page" in site.warnings
    assert "A post." in text_of(site.html("news/archive"), "main")
