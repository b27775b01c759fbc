"""Which files become pages: names of every kind of disk, links in circles, and what is named because it cannot."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sphinx_ext.site import Site

POST = "---\ntitle: {0}\ndate: 2024-05-01\n---\nOf {0}.\n"
CONF = "nenrin_cards = False\nnenrin_page_size = 50\n"
DECOMPOSED = unicodedata.normalize("NFD", "がんぐ"), unicodedata.normalize("NFD", "café")


def listed(site: Site) -> set[str]:
    return {title.get_text(strip=True) for title in site.html("blog").select(".post-card-title")}


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_names_of_every_kind_are_pages(make_site: Callable[..., Site], builder: str) -> None:
    toys, cafe = DECOMPOSED
    names = {
        f"posts/{toys}.md": "toys",
        f"posts/{cafe}/index.md": "cafe",
        f"posts/{'木' * 84}.md": "a long name",
        f"posts/{'木' * 70}/index.md": "a long folder",
        f"posts/{'w' * 252}.md": "as long as can be",
        "posts/a\\b.md": "backslash",
        "posts/dir.md/x.md": "a folder with a suffix",
    }
    files = {name: POST.format(title) for name, title in names.items()}
    site = make_site(
        {**files, "posts/link.md": POST.format("link") + "[toys](がんぐ.md)\n"}, builder=builder, conf=CONF
    )
    assert not site.warnings
    blog = site.read("blog/index.html" if builder == "dirhtml" else "blog.html")
    assert not [title for title in names.values() if f">{title}<" not in blog]
    page = "posts/がんぐ/index.html" if builder == "dirhtml" else "posts/がんぐ.html"
    assert "Of toys." in site.read(page)
    assert "Of toys." in site.read("_sources/posts/がんぐ.md.txt")
    assert site.build().files() == site.apart("fresh").files()


def test_files_that_cannot_be_pages_are_named(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/oak.md": POST.format("Oak")}, conf=CONF)
    folder = site.src / "posts"
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to("gone.md")
    for name in (
        b"\xe9.md",
        b"a\nb.md",
        unicodedata.normalize("NFD", "elm é.md").encode(),
        "elm é.md".encode(),
    ):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(POST.format("Other"), "utf-8")
    site.write("posts/_sources/lost.md", POST.format("Lost"))
    site.write("posts/oak.mdx", POST.format("Oak again"))
    warned = unicodedata.normalize("NFC", site.build().warnings)
    for place, reason in {
        "posts/\\udce9.md": "the name of the file is not UTF-8",
        "posts/a\\nb.md": "the name of the file has a line end or another control character",
        "posts/pipe.md": "this is no file, or leads to none",
        "posts/nowhere.md": "this is no file, or leads to none",
        "posts/_sources": "Sphinx passes over folders called _sources",
        "posts/elm é.md": "posts/elm é.md is the same page, posts/elm é, and is the one that is built",
        "posts/oak.mdx": "posts/oak.md is the same page, posts/oak, and is the one that is built",
    }.items():
        assert f"{place}:1: WARNING: {reason}; " in warned
    assert warned.count("[nenrin.file]") == warned.count("\n") == 7
    assert listed(site) == {"Oak", "Other"}


def test_a_folder_linked_into_itself_is_read_once(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/oak.md": POST.format("Oak"), "a/elm.md": POST.format("Elm")}, conf=CONF)
    (site.src / "posts/loop").symlink_to(".")
    (site.src / "posts/up").symlink_to("..")
    (site.src / "a/posts").symlink_to("../posts")
    pages = {name for name in site.build().files() if name.endswith(("oak/index.html", "elm/index.html"))}
    assert pages == {"posts/oak/index.html", "a/elm/index.html", "a/posts/oak/index.html"}


def test_what_begins_with_a_dot_is_passed_over(make_site: Callable[..., Site]) -> None:
    hidden = [".trash/a.md", "posts/.trash/b.md", "posts/.archive/x/c.md", ".obsidian/d.md", "posts/.e.md"]
    site = make_site({name: POST.format("Hidden") for name in hidden} | {"posts/oak.md": POST.format("Oak")})
    assert not site.warnings
    assert not [name for name, content in site.files().items() if b"Of Hidden" in content]


def test_a_source_goes_with_the_page_at_its_authors_address(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: Oak\ndate: 2024-05-01\npermalink: /trees/oak/\n{0}---\nOf oaks.\n"
    site = make_site({"posts/x.md": text.format("")}, conf=CONF + 'nenrin_permalinks = "author"\n')
    assert "Of oaks." in site.read("_sources/trees/oak.md.txt")
    site.write("posts/x.md", text.format("draft: true\n"))
    assert not [name for name, content in site.build().files().items() if b"Of oaks." in content]
