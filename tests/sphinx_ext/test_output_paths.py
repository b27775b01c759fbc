"""Nothing is written or deleted outside the output folder, and of two files that want one place both are named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from nenrin.sphinx_ext.store.output_folder import OutputFolder, RefusedPathError

from tests.sphinx_ext.built_pages import dead_addresses
from tests.sphinx_ext.site import Site


def post(title: str, head: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-01\n{head}---\nText.\n"


HOSTILE = (
    "/%252e%252e/%252e%252e/conf.py", "/../../conf.py", "/%2e%2e/%2e%2e/src/conf.py", "/a%00b/",
    "/_static/nenrin.css", "/_static/x/", "/robots.txt", "/searchindex.js", "/objects.inv", "/mine.txt", "/own.html",
    "/searchindex.js/x/", "/posts/a/index.html/x/", "/_redirects/x/", "/blog/atom.xml", "/404.html", "/posts/link/x/",
    "/v1.2/", "/v1.2/notes/", "/a.html", "/a.html/b/", "javascript:alert(1)", "/sitemap.xml", "/" + "木" * 90 + "/",
)  # fmt: skip
POSSIBLE = {
    "%2e%2e/%2e%2e/conf.py/index.html", "conf.py/index.html", "src/conf.py/index.html", "v1.2/index.html",
    "v1.2/notes/index.html", "a.html", "posts/javascript:alert(1)/index.html",
}  # fmt: skip


def test_an_alias_is_a_page_below_the_output_and_in_nobodys_way(make_site: Callable[..., Site]) -> None:
    aliases = "".join(f'  - "{alias}"\n' for alias in HOSTILE)
    site = make_site({"posts/a.md": post("A"), "public/mine.txt": "mine", "public/own.html": "<p>own"})
    before, conf = site.files(), (site.src / "conf.py").read_bytes()
    elsewhere = site.src.parent / "elsewhere"
    elsewhere.mkdir()
    (site.out / "posts/link").symlink_to(elsewhere)
    site.write("posts/b.md", post("B", f"aliases:\n{aliases}"))
    site.build()
    after = site.files()
    kept = ("mine.txt", "own.html", "robots.txt", "404.html", "_static/nenrin.css")
    assert [name for name in kept if after[name] != before[name]] == []
    assert b"http-equiv" not in b"".join(
        after[name] for name in ("searchindex.js", "objects.inv", "sitemap.xml")
    )
    assert (site.src / "conf.py").read_bytes() == conf
    assert not list(elsewhere.iterdir())
    redirects = {name for name, content in after.items() if b'http-equiv="refresh"' in content}
    assert redirects == POSSIBLE
    warned = [line for line in site.warnings.splitlines() if "no redirect is made for posts/b" in line]
    assert all(line.startswith("posts/b.md:4: WARNING: ") for line in warned)
    assert len(warned) == len(HOSTILE) - len(redirects)
    site.write("posts/b.md", post("B"))
    site.build()
    assert (site.src / "conf.py").read_bytes() == conf
    assert not [name for name, content in site.files().items() if b'http-equiv="refresh"' in content]


def test_a_file_of_the_last_build_is_deleted_below_the_output_alone(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    for folder in (out / "a/b", other):
        folder.mkdir(parents=True)
    for path in (out / "a/b/c.html", other / "c.html", tmp_path / "conf.py"):
        path.write_text("x")
    (out / "link").symlink_to(other)
    (out / "file").symlink_to(tmp_path / "conf.py")
    output = OutputFolder(out)
    for name in (
        "../conf.py",
        "a/../../conf.py",
        "link/c.html",
        str(tmp_path / "conf.py"),
        "a\0b",
        "",
        "x" * 300,
    ):
        with pytest.raises(RefusedPathError):
            output.path_of(name)
        output.delete(name)
        output.write(name, b"y")
    output.write("file", b"y")
    output.delete("a/b/c.html")
    assert (tmp_path / "conf.py").read_text() == (other / "c.html").read_text() == "x"
    assert not (out / "a").exists()


@pytest.mark.parametrize(
    "key", ["permalink: /../../../x", "slug: ../../../../x", 'permalink: "/%2e%2e/%2e%2e/x/"']
)
def test_the_address_of_an_author_stays_in_the_output(make_site: Callable[..., Site], key: str) -> None:
    site = make_site({"posts/a.md": post("A", f"{key}\n")}, confoverrides={"nenrin_permalinks": "author"})
    assert "A" in site.html("x").h1.get_text()  # type: ignore[union-attr]
    assert sorted(path.name for path in site.src.parent.iterdir()) == ["doctrees", "out", "src"]


def test_a_folder_of_archives_outside_is_named(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": post("A")}, confoverrides={"blog_path": "../x"})
    assert site.warnings.startswith("WARNING: blog_path: found '../x'")
    assert "A" in site.read("blog/index.html")


TWINS = {
    "posts/x.md": post("X file", "tags: [one]\n"),
    "posts/x/index.md": post("X folder", "tags: [two]\n"),
    "posts/y.md": post("Y"),
    "posts/y.mdx": post("Y other"),
    "posts/t.md": post("T"),
    "posts/Case.md": post("Upper"),
    "posts/case.md": post("Lower"),
    "public/posts/t/index.html": "<p>mine",
    "public/feed.txt": "mine",
    "about.md": post("About").replace("date: 2024-05-01\n", ""),
    "about/index.md": post("About too").replace("date: 2024-05-01\n", ""),
    "search.md": post("My search").replace("date: 2024-05-01\n", ""),
    "genindex.md": post("My index").replace("date: 2024-05-01\n", ""),
    "llms.txt.md": post("My map").replace("date: 2024-05-01\n", ""),
    "blog.md": post("My list").replace("date: 2024-05-01\n", ""),
}


def test_of_two_sources_with_one_output_one_is_built_and_both_are_named(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(TWINS)
    pairs = [
        ("posts/x/index.md", "posts/x.md"), ("posts/y.mdx", "posts/y.md"), ("about/index.md", "about.md"),
        ("posts/case.md", "posts/Case.md"), ("public/posts/t/index.html", "posts/t.md"),
        ("search.md", "search/index.html"), ("genindex.md", "genindex/index.html"), ("llms.txt.md", "'llms.txt'"),
    ]  # fmt: skip
    lines = site.warnings.splitlines()
    assert len(lines) == len(pairs)
    for loser, winner in pairs:
        assert [line for line in lines if line.startswith(f"{loser}:1: WARNING: ") and winner in line], loser
    for page, title in [
        ("posts/x", "X file"),
        ("posts/y", "Y"),
        ("posts/t", "T"),
        ("about", "About"),
        ("blog", "My list"),  # a page at the address of an archive introduces it
    ]:
        assert title in site.html(page).h1.get_text(), page  # type: ignore[union-attr]
    feed = site.read("blog/atom.xml")
    assert "X file" in feed
    assert not [title for title in ("X folder", "Y other") if title in feed]
    assert not (site.out / "blog/tag/two").exists()
    assert dead_addresses(site) == []


def test_a_folder_takes_the_place_of_a_file_and_back(make_site: Callable[..., Site]) -> None:
    site = make_site({"public/p/q.txt": "file"})
    site.delete("public/p/q.txt")
    site.write("public/p/q.txt/r.txt", "inside")
    assert site.build().read("p/q.txt/r.txt") == "inside"
    site.delete("public/p/q.txt/r.txt")
    (site.src / "public/p/q.txt").rmdir()
    site.write("public/p/q.txt", "file again")
    assert site.build().read("p/q.txt") == "file again"


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_an_own_page_for_missing_addresses_is_that_page(make_site: Callable[..., Site], builder: str) -> None:
    files = {"404.md": "# Lost\n\n[a](posts/a.md) ![p](p.svg)\n", "posts/a.md": post("A"), "p.svg": "<svg/>"}
    site = make_site(files, builder=builder)
    assert site.warnings == ""
    page = site.html("404.html")
    assert page.select_one("base")["href"] == "/404.html"  # type: ignore[index]
    assert page.select_one('meta[name=robots][content="noindex"]')
    assert "Lost" in page.h1.get_text()  # type: ignore[union-attr]
    assert dead_addresses(site) == []
    assert "404" not in site.read("sitemap.xml")
    assert not (site.out / "404").exists()


def test_names_that_cannot_be_pages_are_named_and_odd_ones_are_built(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": post("A")})
    posts = os.fsencode(site.src / "posts")
    for name in (
        b"\xe9.md",
        b"a\nb.md",
        "cafe\u0301.md".encode(),
        b"long-" * 50 + b".md",
        "木".encode() * 84 + b".md",
    ):
        Path(os.fsdecode(posts + b"/" + name)).write_text(post("Odd"))
    os.mkfifo(site.src / "posts/pipe.md")
    (site.src / "posts/loop").symlink_to(site.src / "posts")
    site.write("public/a.txt", "a")
    Path(os.fsdecode(os.fsencode(site.src / "public") + b"/\xe9.txt")).write_text("b")
    site.build()
    assert sorted(line.partition(": WARNING: ")[0] for line in site.warnings.splitlines()) == [
        "posts/\\udce9.md:1", "posts/a\\nb.md:1", "posts/pipe.md:1",
    ]  # fmt: skip
    assert {"a.txt", os.fsdecode(b"\xe9.txt")} <= site.files().keys()
    assert site.read("blog/atom.xml").count("<entry>") == 4
    assert site.html("posts/caf\u00e9").h1
    assert dead_addresses(site) == []


LONG = "长名" * 100


def test_a_long_name_of_a_term_or_address_costs_nothing(make_site: Callable[..., Site]) -> None:
    keys = ("tags", "category", "author", "series", "location", "slug")
    files = {f"posts/{key}.md": post(key, f"{key}: {LONG}\n") for key in keys}
    deep = "/".join(f"层{number}" + "深" * 60 for number in range(30))
    files["posts/deep.md"] = post(
        "deep", f"categories: [[{deep.replace('/', ', ')}]]\nlang: zh-{'x-' * 60}y\n"
    )
    files["posts/links.md"] = post("links", "hidden: true\nimage: " + "图" * 200 + ".png\n") + (
        f"[a]({LONG}) ![b]({LONG}.png) <img src='{LONG}.png'> <a href='/{LONG}/'>c</a>\n[d](x%00y) [e](/%2F[x/y) "
        f"[f](//[x)\n\n[^1]: {LONG}\n\nNote[^1]\n"
    )
    site = make_site(files)
    assert "Traceback" not in site.warnings
    assert "nenrin.internal" not in site.warnings
    assert site.read("blog/atom.xml").count("<entry>") == len(files) - 1
    assert [dead for dead in dead_addresses(site) if "/posts/links/" not in dead] == []


def test_posts_may_share_a_slug(make_site: Callable[..., Site]) -> None:
    files = {
        "posts/ring.md": post("Ring", "slug: same\ntags: [wood]\n"),
        "posts/ring2.md": post("Ring 2", "slug: same\ntags: [wood]\n"),
        "posts/2024-01-03-joke.md": post("Joke", "slug: joke\naliases: /2024/01/joke/\n"),
    }
    site = make_site(files)
    assert site.warnings == ""
    assert "2 posts" in site.read("blog/tag/wood/index.html")
    assert "url=../ring/" in site.read("posts/same/index.html")
    assert (site.out / "posts/joke/index.html").exists()
    site.build(confoverrides={"nenrin_slug_redirects": False})
    assert not (site.out / "posts/same").exists()
    assert not (site.out / "posts/joke").exists()
    assert "url=../../../posts/2024-01-03-joke/" in site.read("2024/01/joke/index.html")
