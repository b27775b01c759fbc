"""Old addresses lead to the post; links and pictures resolve as the author of another generator means them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest

from tests.sphinx_ext.site import Site

PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 25


def post(title: str, head: str = "", body: str = "字\n") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-01\n{head}---\n{body}"


OLD = {
    "posts/a.md": post("甲", "permalink: /2019/a.html\naliases:\n  - /old/a/\n  - other-a\n"),
    "posts/2019-07-08-b.md": post("乙", "slug: short\n"),
    "posts/深/index.md": post("丙", "abbrlink: 4a17b156\nredirect_from: /x/%E4%B8%99/\n"),
}
REDIRECTS = {
    "2019/a.html": ("../posts/a/", "https://example.org/posts/a/"),
    "old/a/index.html": ("../../posts/a/", "https://example.org/posts/a/"),
    "posts/other-a/index.html": ("../a/", "https://example.org/posts/a/"),
    "posts/short/index.html": ("../2019-07-08-b/", "https://example.org/posts/2019-07-08-b/"),
    "posts/4a17b156/index.html": ("../%E6%B7%B1/", "https://example.org/posts/%E6%B7%B1/"),
    "x/丙/index.html": ("../../posts/%E6%B7%B1/", "https://example.org/posts/%E6%B7%B1/"),
}


def test_old_addresses_lead_to_the_post(make_site: Callable[..., Site]) -> None:
    site = make_site(OLD)
    assert site.warnings == ""
    for name, (target, canonical) in REDIRECTS.items():
        page = site.html(name)
        refresh = page.select_one("meta[http-equiv=refresh]")
        link = page.select_one("link[rel=canonical]")
        assert refresh is not None
        assert link is not None
        assert refresh["content"] == f"0; url={target}", name
        assert link["href"] == canonical, name
    table = site.read("_redirects").splitlines()
    assert "/2019/a.html /posts/a/ 301" in table
    assert len(table) == len(REDIRECTS)


def test_authors_own_addresses(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {**OLD, "posts/p.png": PIXEL, "posts/d.md": post("丁", "slug: ding\n", "![p](p.png) [甲](a.md)\n")},
        confoverrides={"nenrin_permalinks": "author"},
    )
    assert site.warnings == ""
    for name, title in [
        ("2019/a", "甲"),
        ("posts/short", "乙"),
        ("posts/4a17b156", "丙"),
        ("posts/ding", "丁"),
    ]:
        assert title in site.read(f"{name}/index.html")
        assert f"https://example.org/{name}/" in site.read("blog/atom.xml")
    assert not (site.out / "posts/a").exists()
    page = site.html("posts/ding")
    assert [link["href"] for link in page.select("article a") if link.get_text() == "甲"] == ["../../2019/a/"]
    assert (site.out / "_images/p.png").exists()


def test_address_claimed_twice_names_both(make_site: Callable[..., Site]) -> None:
    files = {
        "posts/a.md": post("甲", "aliases: [/old/]\n"),
        "posts/b.md": post("乙", "aliases: [/old/]\n"),
        "posts/c.md": post("丙", "permalink: /posts/a/\n"),
    }
    site = make_site(files)
    assert site.warnings == (
        "posts/b.md:4: WARNING: 'old/' is the address of posts/a already; no redirect is made for posts/b "
        "[nenrin.address]\n"
        "posts/c.md:4: WARNING: 'posts/a/' is the address of posts/a already; no redirect is made for posts/c "
        "[nenrin.address]\n"
    )
    assert "url=../posts/a/" in site.read("old/index.html")
    assert site.html("posts/a").select_one("meta[http-equiv=refresh]") is None


def test_address_published_twice_names_both(make_site: Callable[..., Site]) -> None:
    files = {"posts/a.md": post("甲", "permalink: /one/\n"), "posts/b.md": post("乙", "permalink: /one/\n")}
    site = make_site(files, confoverrides={"nenrin_permalinks": "author"})
    assert site.warnings.splitlines()[0] == (
        "posts/b.md:4: WARNING: 'one' is the address of posts/a.md already; posts/b.md keeps the address of its file "
        "[nenrin.address]"
    )
    assert "甲" in site.read("one/index.html")
    assert "乙" in site.read("posts/b/index.html")


LINKS = {
    "[x](/posts/a/)": "../a/",
    "[x](/posts/a)": "../a/",
    "[x](/posts/a.html#h)": "../a/#h",
    "[x](./a.md)": "../a/",
    "[x](a.md#二)": "../a/#二",
    "[x](../a/)": "../a/",
    "[x](/2019/a.html)": "../a/",
    "[x](/old/a/)": "../a/",
    "[x](/blog/archive/)": "../../blog/archive/",
    "[x](/about/)": "../../about/",
    "[x](https://elsewhere.example/a)": "https://elsewhere.example/a",
    "[x](/files/a.pdf)": "../../files/a.pdf",
}


@pytest.mark.parametrize("link", LINKS)
def test_link(make_site: Callable[..., Site], link: str) -> None:
    files = {
        **OLD,
        "posts/a.md": OLD["posts/a.md"] + "\n## 二\n\n## h\n",
        "posts/z.md": post("末", body=link + "\n"),
        "about.md": "---\ntitle: 关于\n---\n字\n",
        "public/files/a.pdf": b"%PDF",
    }
    site = make_site(files, confoverrides={"nitpicky": True})
    assert site.warnings == ""
    found = [tag["href"] for tag in site.html("posts/z").select("article a") if tag.get_text() == "x"]
    assert found == [LINKS[link]]


def test_link_without_text_takes_the_title(make_site: Callable[..., Site]) -> None:
    site = make_site({**OLD, "posts/z.md": post("末", body="[](/old/a/)\n")})
    assert "甲" in [tag.get_text() for tag in site.html("posts/z").select("article p a")]


def test_link_that_leads_nowhere_is_named_and_kept(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/z.md": post("末", body="字\n\n[x](/never/was/)\n")})
    assert site.warnings == (
        "posts/z.md:7: WARNING: '/never/was/' leads to no page of this site; the link is kept as it was written "
        "[nenrin.link]\n"
    )
    assert [tag["href"] for tag in site.html("posts/z").select("article p a")] == ["/never/was/"]


PICTURES = {
    "beside the post": ("posts/p.png", "![图](p.png)"),
    "beside, with a dot": ("posts/p.png", "![图](./p.png)"),
    "Han name": ("posts/图.png", "![图](图.png)"),
    "name with a blank": ("posts/a b.png", "![图](a%20b.png)"),
    "asset folder": ("posts/z/p.png", "![图](p.png)"),
    "public": ("public/img/p.png", "![图](/img/p.png)"),
    "static": ("static/img/p.png", "![图](/img/p.png)"),
    "Hexo source": ("source/img/p.png", "![图](/img/p.png)"),
    "Astro alias": ("src/assets/p.png", "![图](@/assets/p.png)"),
    "raw HTML beside": ("posts/p.png", 'a <img src="p.png" alt="图"> b'),
    "raw HTML block": ("public/img/p.png", '<div><img width="3" src="/img/p.png" alt="图"></div>'),
    "raw video": ("posts/p.png", '<video poster="p.png" controls></video>'),
}


@pytest.mark.parametrize("case", PICTURES)
def test_picture(make_site: Callable[..., Site], case: str) -> None:
    name, markup = PICTURES[case]
    site = make_site({name: PIXEL, "posts/z.md": post("末", body=markup + "\n")})
    assert site.warnings == ""
    tag = site.html("posts/z").select_one("article img, article video")
    assert tag is not None
    address = str(tag.get("src") or tag["poster"])
    assert address.startswith("../../_images/")
    assert (site.out / "posts/z" / unquote(address)).resolve().read_bytes() == PIXEL


def test_missing_picture_is_named_and_kept(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/z.md": post("末", body="字\n\n![图](gone.png)\n")})
    assert site.warnings == (
        "posts/z.md:7: WARNING: 'gone.png' is neither beside the post nor in a public folder [nenrin.image]\n"
    )
    assert 'src="gone.png"' in site.read("posts/z/index.html")


def test_public_folder_is_at_the_root(make_site: Callable[..., Site]) -> None:
    site = make_site({"public/CNAME": "example.org", "posts/a.md": post("甲")})
    assert site.read("CNAME") == "example.org"
