"""Pictures that a text calls by their names alone."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from nenrin.posts.slugs import ablog_slug, shortened
from nenrin.posts.vault_files import files_by_name, pictures_by_name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    names = [
        "a/one.png",
        "b/One.PNG",
        "b/c/two.svg",
        "attachments/three.jpg",
        ".trash/four.png",
        "_build/five.png",
    ]
    for name in (*names, "notes/two.svg", "six.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    pictures_by_name.cache_clear()
    return tmp_path


@pytest.mark.parametrize(
    ("page", "written", "found"),
    [
        ("notes/x.md", "three.jpg", ["attachments/three.jpg"]),
        ("a/x.md", "one.png", ["a/one.png"]),
        ("b/x.md", "ONE.png", ["b/One.PNG"]),
        ("c/x.md", "one.png", []),
        ("b/x.md", "two.svg", ["b/c/two.svg"]),
        ("notes/x.md", "two%2Esvg", ["notes/two.svg"]),
        ("x.md", "four.png", []),
        ("x.md", "five.png", []),
        ("x.md", "six.txt", []),
        ("x.md", "a/one.png", []),
    ],
)
def test_the_nearest_picture_of_a_name(root: Path, page: str, written: str, found: list[str]) -> None:
    assert list(files_by_name(root, PurePosixPath(page), written)) == found


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("CI/CD", "cicd"),
        ("C++", "c"),
        ("Security & Compliance", "security-compliance"),
        ("Renée", "renee"),
        ("机器", ""),
    ],
)
def test_what_ablog_makes_of_a_name(name: str, slug: str) -> None:
    assert ablog_slug(name) == slug


def test_a_long_name_is_cut_by_bytes() -> None:
    cut = shortened("年" * 200)
    assert len(cut.encode()) <= 200
    assert cut != shortened("年" * 201)
