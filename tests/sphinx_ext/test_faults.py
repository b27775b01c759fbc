"""No failure of ours costs more than one thing of one page: each handler is made to fail, and each of its parts.

The faults are put in by the table of handlers and by the guard, so that what is added to either is tried too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from nenrin import handlers
from nenrin.handlers import HANDLERS
from nenrin.sphinx_ext.config.failures import Stopped
from nenrin.sphinx_ext.config.guard import Handler

from tests.sphinx_ext import faults
from tests.sphinx_ext.conftest import CONF, NOW
from tests.sphinx_ext.faults import name_of
from tests.sphinx_ext.site import Site

POST = """\
---
title: Post {name}
date: 2024-01-{day:02}
categories: [wood]
tags: [oak, {name}]
author: Mei
series: rings
aliases: [/old/{name}/]
{more}---
The text of {name}, with [a link](/posts/zz/) and ![a picture](dot.png).

## A heading
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
STOPPING = [row for row in faults.OF_THE_SITE if "otherwise" in vars(row[2])]
LOSES = {
    "parser.set_myst_defaults": r"(posts/.*|index)\.html|blog/.*\.xml",
    "search_texts.add_script": r".*\.html",
    "context.use_our_templates": r".*\.html",
    "stylesheets.add_theme_files": r".*\.html",
    "stylesheets.write_sheets": r".*\.html|_static/nenrin(-docs)?\.css",
    "feeds.plan_feeds": r".*\.html|blog/.*\.xml",
    "feeds.write_feeds": r"blog/.*\.xml",
    "covers.find_covers": r".*\.html|_cards/.*|blog/.*\.xml",
    "pictures.make_pictures": r".*\.html|_images/.*",
    "cards.draw_cards": r".*\.html|_cards/.*",
    "registering.register_posts": r"objects\.inv",
    "archive_pages.collect_archive_pages": r"blog/.*\.html",
    "archive_pages.write_missing_page": r"404\.html",
    "maps.write_maps": r"\.nojekyll|llms\.txt|robots\.txt|sitemap\.xml",
    "redirects.write_redirects": r"old/.*|_redirects",
}
"""The files that are gone or not what they were where a handler of the whole site fails; where others do, none."""


IN_A_POST = re.compile(r"posts/(\w+)\.md:1: WARNING: built without .*\[nenrin\.internal\]")
INTERNAL = re.compile(r"(?m)^(\S* ?)WARNING: built without .*\[nenrin\.internal\]$")


GOING_ON = [row for row in faults.OF_THE_SITE if row not in STOPPING]
HARMLESS = [row for row in GOING_ON if name_of(row) not in LOSES]
COSTLY = [row for row in GOING_ON if name_of(row) in LOSES]


def new_blog(root: Path, names: Sequence[str], conf: str = "") -> Site:
    """A blog with a post of each name, half of them with a cover, and a last one, ``zz``, on which nothing fails."""
    site = Site(root / "src", root / "out", root / "doctrees")
    site.write("conf.py", CONF + conf)
    site.write("index.md", "# Test\n\n```{postlist}\n```\n")
    site.write("posts/dot.png", DOT)
    for day, name in enumerate([*names, "zz"], 1):
        more = "cover: dot.png\n" if day % 2 and name != "zz" else ""
        site.write(f"posts/{name}.md", POST.format(name=name, day=day, more=more))
    return site


def made(site: Site) -> dict[str, bytes]:
    """What readers and machines get, without what Sphinx numbers in the order of its work."""
    return {
        name: content for name, content in site.files().items() if not name.startswith(("_static", ".build"))
    }


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


@pytest.fixture
def blog(tmp_path: Path) -> Site:
    return new_blog(tmp_path, ["pa", "pb", "pc"])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, set[str]]]:
    """The same blog without a fault, and what the guard did for its posts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        parts = faults.parts_of_posts(patch)
        site = new_blog(tmp_path_factory.mktemp("sound"), ["pa", "pb", "pc"]).build()
    assert site.warnings == ""
    return site, parts


def names(count: int) -> list[str]:
    return [f"p{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}" for number in range(count)]


def check_whole(site: Site, others: Sequence[str], name: str = "zz") -> None:
    """Check that a post on which nothing failed has all its things, and that all posts have their pages."""
    page = site.html(f"posts/{name}/index.html")
    assert [title.get_text() for title in page.select("h1")] == [f"Post {name}"]
    assert f"The text of {name}" in page.get_text()
    assert page.select("article img")
    assert f"The text of {name}" in site.read(f"posts/{name}/index.md")
    assert f"The text of {name}" in site.read(f"_static/nenrin-search/pages/posts/{name}.js")
    assert f"posts/{name}/" in site.read(f"old/{name}/index.html")
    for file in (
        *("blog/index.html", "blog/archive/index.html", "blog/tag/oak/index.html"),
        *("blog/atom.xml", "sitemap.xml", "llms.txt"),
    ):
        assert f"posts/{name}" in site.read(file), file
    for other in others:
        assert site.path(f"posts/{other}/index.html").is_file()


def test_a_handler_that_fails_on_a_page_costs_that_page_one_thing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = names(len(faults.OF_A_PAGE))
    site = new_blog(tmp_path, posts)
    on_each = {row: faults.on(f"posts/{name}") for row, name in zip(faults.OF_A_PAGE, posts, strict=True)}
    monkeypatch.setattr(handlers, "HANDLERS", faults.with_faults(on_each))
    site.build()
    assert sorted(IN_A_POST.findall(site.warnings)) == posts
    assert len(site.warnings.splitlines()) == len(posts)
    assert site.status == 0
    check_whole(site, posts)


def test_so_it_is_where_pages_are_read_and_written_in_several_processes(tmp_path: Path) -> None:
    posts = names(len(faults.OF_A_PAGE))
    put_in = f"\nfrom tests.sphinx_ext import faults\nfaults.on_posts({posts!r})\n"
    site = new_blog(tmp_path, posts, put_in)
    path = {"PYTHONPATH": str(Path(__file__).parents[2])}
    parallel = site.apart("parallel", "-j", "2", env=path)
    assert sorted(IN_A_POST.findall(parallel.warnings)) == posts
    assert parallel.status == 0
    check_whole(parallel, posts)
    strict = site.apart("strict", "-W", env=path)
    assert sorted(strict.warnings.splitlines()) == sorted(parallel.warnings.splitlines())
    assert strict.status == 1
    assert made(strict) == made(parallel)


def test_a_part_that_fails_on_a_page_costs_that_page_one_thing(
    blog: Site, sound: tuple[Site, dict[str, set[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What others do for a page has no words of ours.
    ours = {lost: docnames for lost, docnames in sound[1].items() if not lost.startswith("what ")}
    pages = {lost: min(docnames - {"posts/zz"}) for lost, docnames in ours.items()}
    pages["its place in all lists"] = "posts/pc"  # without which nothing else is made for it
    assert {"its cover", "its entry in feeds", "its social card", "its row in the site map"} <= set(pages)
    faults.fail_on_parts(monkeypatch, pages)
    blog.build()
    for lost, docname in pages.items():
        assert blog.warnings.count(f"{docname}.md:1: WARNING: built without {lost} (") == 1, lost
    assert len(blog.warnings.splitlines()) == len(pages)
    check_whole(blog, ["pa", "pb", "pc"])


@pytest.mark.parametrize("row", COSTLY, ids=name_of)
def test_a_handler_that_fails_on_the_site_costs_the_site_one_thing(
    blog: Site,
    sound: tuple[Site, dict[str, set[str]]],
    monkeypatch: pytest.MonkeyPatch,
    row: Handler,
) -> None:
    monkeypatch.setattr(handlers, "HANDLERS", faults.with_faults({row: faults.always}))
    blog.build()
    assert INTERNAL.findall(blog.warnings) == [""]
    may_be = re.compile(LOSES[name_of(row)])
    assert not [name for name in unlike(sound[0], blog) if not may_be.fullmatch(name)]
    for name in ("pa", "pb", "pc", "zz"):
        assert f"The text of {name}" in blog.read(f"posts/{name}/index.html")


def test_other_handlers_that_fail_on_the_site_cost_it_nothing(
    tmp_path: Path, sound: tuple[Site, dict[str, set[str]]]
) -> None:
    put_in = f"\nfrom tests.sphinx_ext import faults\nfaults.on_the_site({list(map(name_of, HARMLESS))!r})\n"
    site = new_blog(tmp_path, ["pa", "pb", "pc"], put_in)
    # In a process of its own: one of them keeps a build from changing what the next is given.
    faulty = site.apart("faulty", env={"PYTHONPATH": str(Path(__file__).parents[2])})
    # No processes, nothing to merge; what fails at two events is said once.
    failing = {row[2] for row in HARMLESS if row[0] != "env-merge-info"}
    assert INTERNAL.findall(faulty.warnings) == [""] * len(failing)
    assert not unlike(sound[0], faulty)


def unlike(site: Site, other: Site) -> list[str]:
    """The names of the files that two blogs do not have alike."""
    mine, theirs = made(site), made(other)
    return [name for name in sorted({*mine, *theirs}) if mine.get(name) != theirs.get(name)]


@pytest.mark.parametrize("row", STOPPING, ids=name_of)
def test_what_would_publish_or_delete_what_must_not_be_ends_the_build(
    blog: Site, monkeypatch: pytest.MonkeyPatch, row: Handler
) -> None:
    monkeypatch.setattr(handlers, "HANDLERS", faults.with_faults({row: faults.always}))
    with pytest.raises(Stopped, match=row[2].__name__):
        blog.build()


def test_what_failed_is_tried_again_in_the_next_build(
    blog: Site, sound: tuple[Site, dict[str, set[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        # Without either of two, no template can be filled.
        rows = [row for row in faults.OF_A_PAGE if name_of(row) != "context.add_page_context"]
        faulty = {row: faults.on("posts/pa") for row in rows}
        faulty |= {row: faults.always for row in GOING_ON if name_of(row).endswith(".write_feeds")}
        patch.setattr(handlers, "HANDLERS", faults.with_faults(faulty))
        first = blog.build().warnings
        assert blog.build().warnings == first
    assert blog.build().warnings == ""
    assert made(blog) == made(sound[0])
    assert blog.build().warnings == ""


def test_every_handler_is_tried() -> None:
    assert len(faults.OF_A_PAGE) + len(STOPPING) + len(HARMLESS) + len(COSTLY) == len(HANDLERS) - sum(
        row[0] == "missing-reference" for row in HANDLERS
    )
