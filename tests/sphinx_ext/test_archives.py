"""Archives: every list a reader expects, under ABlog's addresses, paginated, counted, without collisions."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest

from tests.sphinx_ext.site import Site


def post(title: str, day: str, head: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\n{head}---\n字\n"


POSTS = {
    "posts/a.md": post(
        "甲", "2024-12-31", "categories: [[编程, Python], [生活]]\ntags: [C, C++, C#]\nauthor: 林\n"
    ),
    "posts/b.md": post(
        "乙", "2024-05-01", "categories: 编程\ntags: [ガイド, カイト, 🎉, index, 'a, b']\nauthor: [林, 王]\n"
    ),
    "posts/c.md": post("丙", "2023-05-02", "series: 圈\n"),
}
PAGES = {
    "index.html": "甲乙丙",
    "blog/index.html": "甲乙丙",
    "blog/archive/index.html": "甲乙丙",
    "blog/2024/index.html": "甲乙",
    "blog/2024/12/index.html": "甲",
    "blog/2023/05/index.html": "丙",
    "blog/category/编程/index.html": "甲乙",
    "blog/category/编程/python/index.html": "甲",
    "blog/category/生活/index.html": "甲",
    "blog/tag/c/index.html": "甲",
    "blog/tag/c-plus-plus/index.html": "甲",
    "blog/tag/c-sharp/index.html": "甲",
    "blog/tag/ガイド/index.html": "乙",
    "blog/tag/カイト/index.html": "乙",
    "blog/tag/🎉/index.html": "乙",
    "blog/tag/index_/index.html": "乙",
    "blog/tag/a-b/index.html": "乙",
    "blog/author/林/index.html": "甲乙",
    "blog/author/王/index.html": "乙",
    "blog/series/圈/index.html": "丙",
}


def listed(site: Site, page: str) -> str:
    titles = [link.get_text() for link in site.html(page).select("main a[href*='posts/']")]
    return "".join(dict.fromkeys(title for title in titles if title in "甲乙丙"))


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    made = make_site(POSTS, confoverrides={"nitpicky": True})
    assert made.warnings == ""
    return made


@pytest.mark.parametrize("page", PAGES)
def test_page_lists(site: Site, page: str) -> None:
    assert listed(site, page) == PAGES[page]


@pytest.mark.parametrize(
    ("page", "terms"),
    [
        ("blog/category/index.html", {"编程": "2", "Python": "1", "生活": "1"}),
        ("blog/author/index.html", {"林": "2", "王": "1"}),
        ("blog/tag/index.html", {"C++": "1", "🎉": "1", "a, b": "1"}),
    ],
)
def test_terms_are_counted(site: Site, page: str, terms: dict[str, str]) -> None:
    html = site.html(page)
    for name, count in terms.items():
        holders = [link.parent for link in html.select("main a") if link.get_text() == name]
        assert any(holder is not None and count in holder.get_text() for holder in holders), name


def test_every_link_of_the_archives_leads_somewhere(site: Site) -> None:
    for name in site.files():
        if not name.endswith(".html") or name.startswith(("_static", "404")):
            continue
        for link in site.html(name).select("main a[href]"):
            address = str(link["href"]).partition("#")[0]
            if address and "://" not in address:
                target = site.path(name).parent / unquoted(address)
                assert target.exists(), f"{name}: {address}"


def unquoted(address: str) -> str:
    return unquote(address.partition("?")[0])


def test_pages_of_a_list(make_site: Callable[..., Site]) -> None:
    files = {f"posts/p{day:02}.md": post(f"第{day}篇", f"2024-05-{day:02}") for day in range(1, 8)}
    site = make_site(files, confoverrides={"nenrin_page_size": 3})
    pages = {name for name in site.files() if name.startswith("blog/") and name.count("/") < 4}
    assert {"blog/index.html", "blog/page/2/index.html", "blog/page/3/index.html"} <= pages
    assert "blog/page/4/index.html" not in pages
    assert "第7篇" in site.read("blog/index.html")
    assert "第4篇" in site.read("blog/page/2/index.html")
    assert "第1篇" in site.read("blog/page/3/index.html")
    assert [link["href"] for link in site.html("blog/page/2/index.html").select("main a[rel=next]")] == [
        "../3/"
    ]
    assert [link["href"] for link in site.html("blog/page/2/index.html").select("main a[rel=prev]")] == [
        "../../"
    ]
    assert (site.out / "blog/2024/page/3/index.html").exists()


def test_an_authors_page_keeps_its_address(make_site: Callable[..., Site]) -> None:
    site = make_site({**POSTS, "blog/archive.md": "---\ntitle: 我的归档\ndate: 2024-01-01\n---\n自己写的\n"})
    assert "this page has the address of an archive page, which is left out" in site.warnings
    assert "自己写的" in site.read("blog/archive/index.html")


def test_another_root(make_site: Callable[..., Site]) -> None:
    site = make_site(POSTS, confoverrides={"blog_path": "文章"})
    assert listed(site, "文章/tag/c-sharp/index.html") == "甲"
    assert not (site.out / "blog").exists()


def test_no_posts_at_all(make_site: Callable[..., Site]) -> None:
    site = make_site({})
    assert site.warnings == ""
    assert (site.out / "blog/index.html").exists()
