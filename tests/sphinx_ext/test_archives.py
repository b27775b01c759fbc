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


SEVEN = {f"posts/p{day:02}.md": post(f"第{day}篇", f"2024-05-{day:02}") for day in range(1, 8)}


def pages_of_the_list(site: Site) -> dict[str, list[str]]:
    """Return the posts shown on each page of the list of all posts, by the page's file."""
    names = [name for name in site.files() if name.startswith(("blog/index.", "blog/page/"))]
    return {
        name: [title.get_text(strip=True) for title in site.html(name).select(".post-list h2")]
        for name in names
    }


def links(site: Site, page: str, rel: str) -> list[str]:
    return [str(link["href"]) for link in site.html(page).select(f"main a[rel={rel}]")]


def test_pages_are_numbered_from_the_oldest(make_site: Callable[..., Site]) -> None:
    site = make_site(SEVEN, confoverrides={"nenrin_page_size": 2})
    assert pages_of_the_list(site) == {
        "blog/index.html": ["第7篇", "第6篇", "第5篇"],
        "blog/page/1/index.html": ["第2篇", "第1篇"],
        "blog/page/2/index.html": ["第4篇", "第3篇"],
    }
    assert links(site, "blog/page/2/index.html", "next") == ["../1/"]
    assert links(site, "blog/page/2/index.html", "prev") == ["../../"]
    assert (site.out / "blog/2024/page/1/index.html").exists()


def test_a_new_post_changes_the_newest_page_alone(make_site: Callable[..., Site]) -> None:
    site = make_site(SEVEN, confoverrides={"nenrin_page_size": 2})
    further = [name for name in site.files() if "/page/" in name]
    before = [site.read(name) for name in further]
    site.write("posts/new.md", post("新的一篇", "2024-05-30"))
    site.build(confoverrides={"nenrin_page_size": 2})
    # Page 3 is new; the two pages beside it lead to it, no other page changed.
    changed = [name for name, text in zip(further, before, strict=True) if site.read(name) != text]
    assert all(name.endswith(("/page/2/index.html", "/page/1/index.html")) for name in changed)
    site.write("posts/newer.md", post("又一篇", "2024-05-31"))
    before = [site.read(name) for name in further]
    site.build(confoverrides={"nenrin_page_size": 2})
    assert [site.read(name) for name in further] == before


def test_pages_are_numbered_from_the_newest_on_request(make_site: Callable[..., Site]) -> None:
    site = make_site(SEVEN, confoverrides={"nenrin_page_size": 3, "nenrin_page_numbers": "newest"})
    assert pages_of_the_list(site) == {
        "blog/index.html": ["第7篇", "第6篇", "第5篇"],
        "blog/page/2/index.html": ["第4篇", "第3篇", "第2篇"],
        "blog/page/3/index.html": ["第1篇"],
    }
    assert links(site, "blog/page/2/index.html", "next") == ["../3/"]
    assert links(site, "blog/page/2/index.html", "prev") == ["../../"]


def test_a_series_is_numbered_in_reading_order(make_site: Callable[..., Site]) -> None:
    files = {name: text.replace("date:", "series: 圈\ndate:", 1) for name, text in SEVEN.items()}
    site = make_site(files, confoverrides={"nenrin_page_size": 3})
    titles = site.html("blog/series/圈/page/2/index.html").select(".post-list h2")
    assert [title.get_text(strip=True) for title in titles] == ["第4篇", "第5篇", "第6篇"]
    assert not (site.out / "blog/series/圈/page/1").exists()


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
