"""A vault as Obsidian keeps it: links by name lead to pages, comments are in no output, pictures lie anywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>'
OAK = """---
title: The old oak
date: 2024-05-01
aliases: [Quercus]
---
[[elm]] [[Elm trees|别名]] [[elm#Bark & rings]] [[#Roots]] [[posts/elm]] [[nowhere]] [[Ulmus]]

![[near.svg|60x40]] ![bark|30](near.svg) ![[far.svg]]

Shown. %%secret in a line%%

%%
secret in a block
%%

## Roots

Deep. ^root-block
"""
ELM = "---\ntitle: Elm trees\ndate: 2024-05-02\naliases: [Ulmus]\n---\n## Bark & rings\n\n[[Quercus]]\n"
FILES = {
    "posts/oak.md": OAK,
    "posts/elm.md": ELM,
    "posts/near.svg": DRAWING,
    "attachments/deep/far.svg": DRAWING,
    "posts/plain.md": "---\ntitle: Plain\ndate: 2024-05-03\n---\nThe attribute [[nodiscard]] and a[[1]].\n",
}


@pytest.fixture
def vault(make_site: Callable[..., Site]) -> Site:
    return make_site(FILES, conf='html_baseurl = "https://example.org/"\n')


def links(site: Site, page: str) -> list[tuple[str, str]]:
    return [
        (link.get_text(), str(link["href"]))
        for link in site.html(page).select(".prose p a")
        if link.get_text()
    ]


def test_links_by_name_lead_to_pages(vault: Site) -> None:
    bark = "../elm/#bark-rings"
    assert links(vault, "posts/oak") == [
        ("elm", "../elm/"),
        ("别名", "../elm/"),
        ("elm > Bark & rings", bark),
        ("Roots", "./#roots"),
        ("posts/elm", "../elm/"),
        ("Ulmus", "../elm/"),
    ]
    assert links(vault, "posts/elm") == [("Quercus", "../oak/")]


def test_what_leads_nowhere_is_shown_and_named_where_there_are_other_such_links(vault: Site) -> None:
    assert "[[nowhere]]" in vault.html("posts/oak").get_text()
    assert vault.warnings.count("leads to no page") == 1
    assert "posts/oak.md:6: WARNING: '[[nowhere]]' leads to no page of this site" in vault.warnings
    assert "[[nodiscard]] and a[[1]]" in vault.html("posts/plain").get_text()


def test_pictures_are_found_by_name_and_have_their_size(vault: Site) -> None:
    pictures = [
        (image["alt"], image.get("width"), image.get("height"), str(image["src"]).rpartition("/")[2])
        for image in vault.html("posts/oak").select(".prose img")
    ]
    assert pictures == [
        ("", "60", "40", "near.svg"),
        ("bark", "30", None, "near.svg"),
        ("", None, None, "far.svg"),
    ]


def test_comments_are_in_no_output(vault: Site) -> None:
    assert "Shown." in vault.read("posts/oak")
    assert "root-block" not in vault.html("posts/oak").get_text()
    assert [name for name, data in vault.files().items() if b"secret in" in data] == []
    for builder in ("text", "xml", "latex", "gettext", "epub"):
        other = vault.apart(builder, f"-b{builder}")
        assert [name for name, data in other.files().items() if b"secret in" in data] == []


def test_the_copy_in_markdown_links_by_address(vault: Site) -> None:
    copy = vault.read("posts/oak/index.md")
    assert "[elm](https://example.org/posts/elm/) [别名](https://example.org/posts/elm/)" in copy
    assert "![](https://example.org/_images/near.svg)" in copy
    assert "[[nowhere]]" in copy


def test_a_page_that_links_by_name_follows_the_title(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.write("posts/elm.md", ELM.replace("Bark & rings", "Leaves").replace("Ulmus", "Other"))
    site.build()
    assert site.files() == site.apart("clean").files()
    assert "[[Ulmus]]" in site.html("posts/oak").get_text()
