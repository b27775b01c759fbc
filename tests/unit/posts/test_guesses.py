"""A link written for another tool's addresses finds the page it means, or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nenrin.posts.addresses import book, old_addresses, same
from nenrin.posts.library import Library
from nenrin.posts.link_targets import Guesses
from nenrin.posts.model import Post


def post(docname: str, **keys: str) -> Post:
    return Post(docname, "题", datetime(2024, 5, 1, tzinfo=UTC), tags=("慢",), **keys)  # type: ignore[arg-type]


POSTS = [
    post("src/content/blog/oak"),
    post("_posts/2020-02-29-bowl"),
    post("source/_posts/ring", slug="1a2b"),
    post("content/notes/walk/index"),
    post("content/trips/walk/index"),
]
FILES = {name: name for name in (*(post.docname for post in POSTS), "content/about", "content/blog/_index")}
GUESSES = Guesses(Library(POSTS), FILES)


@pytest.mark.parametrize(
    ("address", "docname"),
    [
        ("/blog/oak/", "src/content/blog/oak"),
        ("/en/posts/oak.html", "src/content/blog/oak"),
        ("@/blog/oak.md", "src/content/blog/oak"),
        ("/carving/2020/02/29/bowl.html", "_posts/2020-02-29-bowl"),
        ("2020-02-29-bowl", "_posts/2020-02-29-bowl"),
        ("/p/1a2b.html", "source/_posts/ring"),
        ("/notes/walk/", "content/notes/walk/index"),
        ("../trips/walk/index.md", "content/trips/walk/index"),
        ("/about", "content/about"),
        ("@/blog/_index.md", "content/blog/_index"),
        ("/posts/walk/", None),  # two are alike
        ("/posts/no-such/", None),
        ("/tags/oak/", None),
        ("/", None),
        ("", None),
    ],
)
def test_page(address: str, docname: str | None) -> None:
    assert GUESSES.page(address) == docname


@pytest.mark.parametrize(
    ("address", "archive"),
    [
        ("posts", "blog"),
        ("archives", "blog/archive"),
        ("archives/2024/05", "blog/2024/05"),
        ("tags", "blog/tag"),
        ("tags/C++", "blog/tag/c-plus-plus"),
        ("categories/编程/Python", "blog/category/编程/python"),
        ("posts/oak", ""),
        ("oak", ""),
    ],
)
def test_archive(address: str, archive: str) -> None:
    assert GUESSES.archive(address) == archive


@pytest.mark.parametrize(
    ("docname", "keys", "addresses"),
    [
        ("src/content/blog/oak", {"slug": "old-oak"}, ("blog/old-oak",)),
        ("content/blog/x/index", {"slug": "y"}, ("blog/y",)),
        ("source/_posts/ring", {"slug": "1a2b"}, ("posts/1a2b",)),
        ("content/posts/a", {"aliases": ("b", "c/d.html", "/e")}, ("posts/b", "c/d.html", "e")),
        ("contents/a", {"slug": "b"}, ("contents/b",)),
    ],
)
def test_old_addresses_leave_out_source_folders(
    docname: str, keys: dict[str, str], addresses: tuple[str, ...]
) -> None:
    assert old_addresses(post(docname, **keys)) == addresses


def test_a_book_knows_old_addresses_too() -> None:
    assert book(POSTS)[same("/posts/1a2b/")] == POSTS[2]


def test_signs_in_a_file_name_are_part_of_the_name() -> None:
    posts = [post("posts/C"), post("posts/C#"), post("posts/100%")]
    assert {address: found.docname for address, found in book(posts).items()} == {
        "posts/C": "posts/C",
        "posts/C#": "posts/C#",
        "posts/100%": "posts/100%",
    }
    guesses = Guesses(Library(posts), {found.docname: found.docname for found in posts})
    assert [guesses.page(name) for name in ("/blog/C#", "/blog/C", "/x/100%")] == [
        "posts/C#",
        "posts/C",
        "posts/100%",
    ]
