"""Blogs of eight tools are built as they are, and each is what its author and its readers expect."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest

from tests.sphinx_ext.built_pages import Page, leads_somewhere, pages, redirects, refresh_of
from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.dialects import BLOGS, Blog, P
from tests.sphinx_ext.site import Site

ROOTS = Path(__file__).parents[1] / "roots"
# What must not be read by anyone: the marks of all dialects.
RAW_MARKUP = (
    "**",
    "~~",
    "==",
    ":::",
    "{{<",
    "{{%",
    "{%",
    "%}",
    "{:",
    "[toc]",
    "[TOC]",
    "@[",
    "{#",
    " ::",
    "[^",
    "[!",
)


class Built:
    """A blog that was built, and what is expected of it."""

    def __init__(self, name: str, site: Site, blog: Blog, moved: dict[str, str]) -> None:
        self.name = name
        self.site = site
        self.blog = blog
        self.moved = moved
        self.pages = pages(site)

    def address(self, post: P) -> str:
        """The address of a post's page, below the root of the site."""
        return f"{self.moved.get(post.address, post.address)}/"

    def page(self, post: P) -> Page:
        return Page(self.site, self.address(post))


@pytest.fixture(scope="module", params=[*BLOGS, "hexo, author's addresses", "zola, author's addresses"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    name, _, author = request.param.partition(", ")
    root = tmp_path_factory.mktemp(name)
    shutil.copytree(ROOTS / name, root / "src")
    settings = {"nitpicky": True, **({"nenrin_permalinks": "author"} if author else {})}
    site = Site(root / "src", root / "out", root / "doctrees", "dirhtml", settings)
    blog = BLOGS[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        site.build()
        yield Built(name, site, blog, dict(blog.author) if author else {})


def test_there_is_a_blog_for_each_tool() -> None:
    folders = {path.parent.name for path in ROOTS.glob("*/conf.py")}
    assert set(BLOGS) <= folders
    assert all(len(blog.posts) >= 5 for blog in BLOGS.values())


def test_warnings_are_exactly_these(built: Built) -> None:
    assert sorted(built.site.warnings.splitlines()) == sorted(built.blog.warnings)


def test_titles(built: Built) -> None:
    found = {post.address: built.page(post).title for post in built.blog.posts}
    assert found == {post.address: post.title for post in built.blog.posts}


def test_instants_categories_and_tags(built: Built) -> None:
    for post in built.blog.posts:
        data = built.page(post).data
        assert datetime.fromisoformat(data["datePublished"]) == datetime.fromisoformat(post.instant), post
        assert " | ".join(data.get("articleSection", [])) == post.categories
        assert " | ".join(data.get("keywords", [])) == post.tags


def test_no_other_page_is_a_post(built: Built) -> None:
    posts = {built.address(post) for post in built.blog.posts}
    found = {page.address for page in built.pages if '"@type":"BlogPosting"' in str(page.soup.head)}
    assert found == posts


def test_category_and_tag_pages_list_their_posts(built: Built) -> None:
    listed: dict[str, set[str]] = {}
    for page in built.pages:
        kind = page.address.split("/")[1] if page.address.startswith("blog/") else ""
        if kind in {"category", "tag"} and page.address.count("/") > 2:
            trail = [link.get_text() for link in page.soup.select("main .kicker a")[1:]]
            name = f"{kind}: {' / '.join([*trail, page.title])}"
            listed[name] = {path for _written, path, _id in page.links()}
    for post in built.blog.posts:
        terms = [f"category: {name}" for name in post.categories.split(" | ") if name]
        terms += [f"tag: {name}" for name in post.tags.split(" | ") if name]
        assert [term for term in terms if built.address(post) not in listed[term]] == []


def test_hidden_posts_leave_no_trace(built: Built) -> None:
    words = [word.encode() for word in built.blog.hidden]
    words += [repr(word)[1:-1].encode() for word in built.blog.hidden]
    words += [word.encode("unicode-escape") for word in built.blog.hidden]
    leaks = [name for name, data in built.site.files().items() if any(word in data.lower() for word in words)]
    assert leaks == []


def test_old_addresses_lead_to_the_posts(built: Built) -> None:
    new = {post.address: built.address(post) for post in built.blog.posts}
    own = {address.rstrip("/") for address in new.values()}
    expected = {
        old: new[address]
        for old, address in built.blog.redirects.items()
        if old.removesuffix(".html").rstrip("/") not in own
    }
    assert redirects(built.site) == expected
    assert {old: refresh_of(built.site, old) for old in expected} == expected


def test_pictures_and_links_lead_somewhere(built: Built) -> None:
    assert any(path.startswith("_images/") for page in built.pages for _w, path, _i in page.pictures())
    dead = {
        unquote(written)
        for page in built.pages
        for written, path, fragment in (*page.pictures(), *page.links())
        if not leads_somewhere(built.site, path, fragment)
    }
    assert dead == set(built.blog.dead)


def test_feed_holds_every_post(built: Built) -> None:
    feed = feedparser.parse((built.site.out / "blog/atom.xml").read_bytes())
    assert not feed.bozo
    paths = [unquote(urlsplit(entry.link).path).lstrip("/") for entry in feed.entries]
    root = "blog/" if built.name == "astropaper" else ""
    assert paths == [root + built.address(post) for post in built.blog.posts]
    assert [entry.title for entry in feed.entries] == [post.title for post in built.blog.posts]
    instants = [datetime.fromisoformat(entry.published) for entry in feed.entries]
    assert instants == [datetime.fromisoformat(post.instant) for post in built.blog.posts]
    for entry, post in zip(feed.entries, built.blog.posts, strict=True):
        wanted = [path.rpartition(" / ")[2] for path in post.categories.split(" | ")] + post.tags.split(" | ")
        assert [tag.term for tag in entry.get("tags", [])] == list(
            dict.fromkeys(name for name in wanted if name)
        )


def test_no_markup_is_left_in_the_text(built: Built) -> None:
    known = [post.title for post in built.blog.posts] + list(built.blog.literal)
    left = []
    for page in built.pages:
        text = page.prose()
        for words in known:
            text = text.replace(words, "")
        left += [(page.address, mark) for mark in RAW_MARKUP if mark in text]
    assert left == []


def test_no_space_comes_from_a_line_break(built: Built) -> None:
    assert [(post.address, gap) for post in built.blog.posts for gap in built.page(post).gaps()] == []


def test_outlines_have_one_title_and_no_gaps(built: Built) -> None:
    for page in built.pages:
        levels = page.levels
        assert levels.count(1) == 1, page.address
        steps = itertools.pairwise(levels)
        assert all(below <= above + 1 for above, below in steps), (page.address, levels)
