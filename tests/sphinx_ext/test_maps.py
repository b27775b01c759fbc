"""The maps of a built site: what they lead to is there, what they leave out is hidden, the author's own files stay."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest
import yaml
from lxml import etree

from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
POSTS = {
    "posts/oak.md": "---\ntitle: Oak\npubDate: 2024-05-01T10:00:00+08:00\nupdatedDate: 2024-06-01T10:00:00+08:00\n"
    "categories: [Trees]\naliases: [/old/oak/]\n---\n[elm](elm.md#end), [old](/old/elm/), ![r](ring.svg)\n",
    "posts/oak.ja.md": "---\ntitle: 樫\ndate: 2024-05-02\nlang: ja\n---\n樫。\n",
    "posts/elm.md": "---\ntitle: Elm\ndate: 2024-05-03\ndescription: On elms\naliases: [/old/elm/]\n---\nText.\n",
    "posts/noindex.md": "---\ntitle: Quiet\ndate: 2024-05-03\nnoindex: true\n---\nText.\n",
    "posts/hidden.md": "---\ntitle: Hidden\ndate: 2024-05-03\nhidden: true\n---\nText.\n",
    "posts/elsewhere.md": "---\ntitle: E\ndate: 2024-05-03\ncanonical: https://first.example/e\n---\nText.\n",
    "posts/draft.md": "---\ntitle: Draft\ndate: 2024-05-03\ndraft: true\n---\nText.\n",
    "posts/reader.rst": ":blogpost: true\n:date: 2024-04-01\n\nReader\n======\n\nText.\n",
    "posts/ring.svg": "<svg/>",
    "about.md": "---\norphan: true\n---\n# About\n",
}


def mapped(site: Site) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """The places of the map: last change and alternates by address below the root."""
    root = etree.fromstring(site.files()["sitemap.xml"])
    return {
        url.findtext(f"{S}loc").removeprefix("https://example.org/"): (
            url.findtext(f"{S}lastmod", ""),
            [(link.get("hreflang"), link.get("href")) for link in url.findall(f"{X}link")],
        )
        for url in root
    }


def test_the_map_has_what_is_public_and_when_it_changed(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    places = mapped(site)
    languages = [("en", "https://example.org/posts/oak/"), ("ja", "https://example.org/posts/oak.ja/")]
    assert places["posts/oak/"] == ("2024-06-01T10:00:00+08:00", languages)
    assert places["posts/oak.ja/"] == ("2024-05-02T00:00:00+00:00", languages)
    assert places["about/"] == ("", [])
    assert places[""] == places["blog/"] == ("2024-06-01T10:00:00+08:00", [])
    assert places["blog/category/trees/"][0] == "2024-06-01T10:00:00+08:00"
    assert sorted(name for name in places if name.startswith("posts/")) == [
        "posts/elm/",
        "posts/oak.ja/",
        "posts/oak/",
        "posts/reader/",
    ]
    assert not {"search/", "genindex/", "404/"} & set(places)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_place_of_the_map_is_there(make_site: MakeSite, builder: str) -> None:
    site = make_site(POSTS, builder=builder)
    for name in mapped(site):
        assert site.path(unquote(name) or "index.html").is_file(), name


def test_llms_txt_leads_to_mirrors(make_site: MakeSite) -> None:
    site = make_site(POSTS, conf='nenrin_description = "What trees tell"\n')
    assert site.read("llms.txt").splitlines()[:8] == [
        "# Test",
        "",
        "> What trees tell",
        "",
        "## 2024",
        "",
        "- [Elm](https://example.org/posts/elm/index.md): On elms",
        "- [樫](https://example.org/posts/oak.ja/index.md): 樫。",
    ]
    assert "\n- [Reader](https://example.org/posts/reader/)" in site.read("llms.txt")
    made = site.path("posts/oak/index.md").read_text("utf-8")
    front, body = made.removeprefix("---\n").split("\n---\n\n")
    assert yaml.safe_load(front)["categories"] == ["Trees"]
    elm = "https://example.org/posts/elm/"
    assert body == f"[elm]({elm}#end), [old]({elm}), ![r](https://example.org/_images/ring.svg)\n"
    mirrors = [name for name in site.files() if name.endswith(".md")]
    assert sorted(mirrors) == ["posts/elm/index.md", "posts/oak.ja/index.md", "posts/oak/index.md"]


def test_html_builder_puts_mirrors_beside_its_pages(make_site: MakeSite) -> None:
    site = make_site(POSTS, builder="html")
    assert "(https://example.org/posts/elm.md)" in site.read("llms.txt")
    assert (site.out / "posts" / "elm.md").is_file()


def test_hosts_find_their_files(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.read("robots.txt") == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    assert site.files()[".nojekyll"] == b""


def test_the_authors_own_files_stay(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    site.write("extra/robots.txt", "User-agent: *\nDisallow: /\n")
    conf = site.path("../src/conf.py").read_text("utf-8")
    site.write("conf.py", f'{conf}\nhtml_extra_path = ["extra"]\n')
    assert site.build().read("robots.txt") == "User-agent: *\nDisallow: /\n"
    site.write("conf.py", conf)
    site.delete("extra/robots.txt")
    assert "Sitemap:" in site.build().read("robots.txt")


def test_switched_off_or_without_address_they_go(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    conf = site.path("../src/conf.py").read_text("utf-8")
    site.write("conf.py", f"{conf}\nnenrin_llms = False\n")
    assert not [name for name in site.build().files() if name.endswith(".md") or name == "llms.txt"]
    site.write("conf.py", f'{conf}\nhtml_baseurl = ""\n')
    assert not {"sitemap.xml", "robots.txt", "llms.txt"} & set(site.build().files())


def test_a_post_that_goes_takes_its_mirror_along(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    site.delete("posts/oak.md")
    site.write("posts/elm.md", "---\ntitle: Elm\ndate: 2024-05-03\nupdated: 2024-07-01\n---\nText.\n")
    site.build()
    assert "posts/oak/index.md" not in site.files()
    assert mapped(site)["posts/elm/"][0] == "2024-07-01T00:00:00+00:00"
    fresh = site.apart("fresh").files()
    for name in ("sitemap.xml", "llms.txt", "posts/elm/index.md"):
        assert site.files()[name] == fresh[name], name


def test_a_build_of_nothing_new_writes_nothing(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    names = [name for name in site.files() if name.endswith((".md", "sitemap.xml", "robots.txt", "llms.txt"))]
    stamps = {name: (site.out / name).stat().st_mtime_ns for name in names}
    site.build()
    assert {name: (site.out / name).stat().st_mtime_ns for name in names} == stamps


def test_two_processes_write_the_same(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    assert site.apart("parallel", "-j", "2").files() == site.files()
