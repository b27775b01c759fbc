"""A build server restores the output and the doctrees of an earlier build beside a fresh clone of the source."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sphinx_ext.site import Site

PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82"
)
FILES = {
    "posts/oak.md": "---\ntitle: Oak\ndate: 2024-05-01\n---\n![rings](oak.png)\n\n```{include} note.txt\n```\n",
    "posts/elm.md": "---\ntitle: Elm\ndate: 2024-05-02\ncover: oak.png\n---\nElms grow.\n",
    "posts/ash.md": "---\ntitle: Ash\ndate: 2099-01-01\n---\nNot out.\n",
    "posts/note.txt": "A note.\n",
}
LATER = 2_000_000_000


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(FILES | {"posts/oak.png": PICTURE}, conf='exclude_patterns = ["*.txt"]\n')


def clone(site: Site) -> None:
    """Give every file of the source a new time."""
    for path in site.src.rglob("*"):
        os.utime(path, (LATER, LATER))


def times(folder: Path, pattern: str = "*") -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob(pattern) if path.is_file()}


def test_nothing_is_read_or_written_after_a_fresh_clone(site: Site) -> None:
    trees, files = times(site.doctrees, "*.doctree"), times(site.out)
    for _build in range(2):
        clone(site)
        site.build()
        assert times(site.doctrees, "*.doctree") == trees
        assert times(site.out) == files


def test_files_of_the_cache_may_have_new_times_too(site: Site) -> None:
    clone(site)
    for folder in (site.doctrees, site.out):
        for path in folder.rglob("*"):
            os.utime(path, (LATER + 5, LATER + 5))
    trees = times(site.doctrees, "*.doctree")
    site.build()
    assert times(site.doctrees, "*.doctree") == trees
    assert site.files() == site.apart("clean").files()


@pytest.mark.parametrize("changed", ["posts/elm.md", "posts/note.txt", "posts/oak.png"])
def test_what_another_commit_changed_is_read(site: Site, changed: str) -> None:
    path = site.src / changed
    # Of the same length, so that its content alone tells it.
    path.write_bytes(path.read_bytes().swapcase())
    clone(site)
    site.build()
    mine, clean = site.files(), site.apart("clean").files()
    assert sorted(mine) == sorted(clean)
    assert [name for name in mine if mine[name] != clean[name]] == []


def test_a_template_of_another_commit_writes_all_pages(site: Site) -> None:
    site.write("_templates/post.html", "{% extends '!post.html' %}{% block docs_body %}Rings{% endblock %}")
    os.utime(site.src / "_templates/post.html", (1, 1))
    site.build(confoverrides={"templates_path": ["_templates"]})
    assert "Rings" in site.read("posts/elm")
    site.write("_templates/post.html", "{% extends '!post.html' %}{% block docs_body %}Roots{% endblock %}")
    os.utime(site.src / "_templates/post.html", (1, 1))
    site.build()
    assert "Roots" in site.read("posts/elm")
    assert site.files() == site.apart("clean").files()
