"""Under the themes that manuals have: posts say what they are, archives list them, feeds are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag

from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.other_themes import FILES, THEMES, TWO, build_under
from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield build_under(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield build_under("nenrin", tmp_path_factory.mktemp("nenrin"))


def part(page: Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def links(element: Tag) -> dict[str, str]:
    return {words(link): str(link["href"]) for link in element.select("a")}


def test_the_build_has_nothing_to_say(site: Site) -> None:
    assert site.warnings == ""


def test_the_manual_is_the_themes_own(site: Site) -> None:
    for page in ("", "manual/install"):
        html = site.html(page)
        assert html.select("[class^=nenrin-], link[href*=nenrin-plain]") == [], page
        assert "Installation" in [words(link) for link in html.select("a")], page
    assert "Build it." in words(site.html("manual/install"))


def test_a_post_says_when_by_whom_and_about_what(site: Site) -> None:
    page = site.html("news/r2")
    head = part(page, ".nenrin-head")
    title = head.find_previous_sibling()
    assert title
    assert title.name == "h1"
    meta = "March 2, 2022 · Mei Lin · Releases · 1 min read"
    assert words(part(head, ".nenrin-meta")) == meta
    assert links(part(head, ".nenrin-tags")) == {"C++": "../tag/c-plus-plus/", "release": "../tag/release/"}
    assert part(head, "time")["datetime"] == "2022-03-02"
    assert part(head, "[rel=author]")["href"] == "../author/mei-lin/"
    assert "out of date" in words(part(head, "[role=note]"))
    assert words(part(head, ".nenrin-series")).startswith("Series: Counting Rings 1.1 counts")
    neighbours = part(page, ".nenrin-neighbours")
    assert {str(link["rel"]): link["href"] for link in neighbours.select("a")} == {
        "['prev']": "../r1/",
        "['next']": "../r3/",
    }
    assert part(page, "[rel=license]")["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Installation" in [words(link) for link in page.select("a")]


def test_a_post_in_another_language_says_so(site: Site) -> None:
    page = site.html("news/new")
    assert part(page, "html")["lang"] == "zh-CN"
    head = part(page, ".nenrin-head")
    assert head["lang"] == "en"
    assert "updated November 2, 2026" in words(head)
    assert part(page, ".nenrin-cover img")["width"] == "64"


def test_archives_list_posts_with_date_and_tags(site: Site) -> None:
    page = site.html("news")
    first, second = page.select(".nenrin-entry")
    assert words(part(first, "h2")) == "年轮计数的新方法"
    assert words(part(second, "h2")) == "Rings 1.3 counts trees that lean & others"
    assert words(part(second, ".nenrin-meta")) == "March 3, 2023 · Mei Lin · Releases · 1 min read"
    assert list(links(part(second, ".nenrin-tags"))) == ["release", "C++"]
    assert part(page, ".nenrin-pages [rel=next]")["href"] == "page/1/"
    assert words(part(page, ".nenrin-list h1")) == "All posts"
    timeline = part(site.html("news/archive"), ".nenrin-archive")
    assert "March 1, 2021 Rings 1.1 counts trees that lean & others release C++" in words(timeline)
    assert words(part(site.html("news/tag"), ".nenrin-terms")) == "Tags C++ (3) release (3) 木材 (1)"
    assert len(site.html("news/series/counting").select(".nenrin-entry")) == 2


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    for name in site.files():
        if not name.endswith(".html") or name in {"search/index.html", "genindex/index.html"}:
            continue
        for link in site.html(name).select("[class^=nenrin-] a[href]"):
            address = urlsplit(str(link["href"]))
            if not address.netloc:
                there = (site.out / name).parent / unquote(address.path)
                assert (there / "index.html").is_file(), (name, link)


def test_nothing_of_ours_needs_a_script(site: Site) -> None:
    for page in ("news", "news/r2"):
        html = site.html(page)
        assert html.select("[class^=nenrin-] script, [class^=nenrin-] [style]") == []
        assert not [script for script in html.select("script[src]") if "nenrin" in str(script["src"])]
    assert "nenrin-plain.css" in str(part(site.html("news"), "link[href*=nenrin-plain]"))


def test_feeds_and_maps_are_those_of_our_own_theme(site: Site, ours: Site) -> None:
    for name in ("news/atom.xml", "news/tag/release/atom.xml", "llms.txt", "news/r2/index.md"):
        if (ours.out / name).exists():
            assert site.read(name) == ours.read(name), name
    assert "news/atom.xml" in site.files()
    assert site.read("sitemap.xml") == ours.read("sitemap.xml")
    page = site.html("news/r2")
    assert part(page, "link[rel=canonical]")["href"] == "https://rings.example/news/r2/"
    kind = page.select_one("head meta[property='og:type']")
    assert kind
    assert kind["content"] == "article"
    assert page.select("link[type='application/atom+xml']")


def test_a_new_post_leaves_no_page_behind(make_site: MakeSite) -> None:
    conf = 'html_theme = "alabaster"\nnenrin_posts = ["news/**"]\nblog_path = "news"\nnenrin_page_size = 2\n'
    site = make_site({name: text for name, text in FILES.items() if name != "news/r2.md"}, conf=conf)
    site.write("news/r2.md", FILES["news/r2.md"])
    after = site.build().files()
    anew = site.apart("anew", "-j", "2").files()
    left_out = {".buildinfo", "searchindex.js"}
    assert [name for name in after if name not in left_out and after[name] != anew.get(name)] == []
    assert after.keys() == anew.keys()


def test_each_post_of_a_page_says_its_own(make_site: MakeSite) -> None:
    site = make_site({"two.rst": TWO}, conf='html_theme = "alabaster"\n')
    heads = site.html("two").select(".nenrin-head")
    assert [words(head).replace(" · 1 min read", "") for head in heads] == [
        "January 1, 2020 · Juno Tags: notice",
        "February 2, 2020 · Mei Lin Tags: second",
    ]
    titles = [title for head in heads if (title := head.find_previous_sibling())]
    assert [title.name for title in titles] == ["h1", "h2"]


def test_a_template_of_the_sites_own_makes_the_whole_page(make_site: MakeSite) -> None:
    mine = '{% extends "page.html" %}{% block body %}<p>{{ list.count }} of mine</p>{% endblock %}'
    part_of_it = "<p>{{ page.post.title }} ends here</p>"
    site = make_site(
        {**FILES, "_templates/posts.html": mine, "_templates/nenrin/post-foot.html": part_of_it},
        conf='html_theme = "alabaster"\ntemplates_path = ["_templates"]\nexclude_patterns = ["_templates"]\n',
    )
    assert "4 posts of mine" in site.read("blog")
    assert "Rings 1.2 counts trees that lean & others ends here" in site.read("news/r2")
