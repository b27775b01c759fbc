"""Which file an author means by a path, which of them are pictures, and which may be shown."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.files import Places, find_file, find_offered, readings
from nenrin.posts.pictures import find_picture, picture_type

PNG = b"\x89PNG\r\n\x1a\n"
PAGE = PurePosixPath("posts/oak.md")
FILES = (
    "posts/a b.png", "posts/c#1.png", "posts/100%.png", "posts/why?.png", "posts/a%20b.zip", "posts/oak/ring.png",
    "posts/sub/deep.png", "posts/caf\u00e9.png", "posts/e\u0301.png", "posts/Leaf.PNG", "public/p.png", "conf.zip",
    "src/alias.png",
)  # fmt: skip


@pytest.fixture
def places(tmp_path: Path) -> Places:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PNG)
    return Places(tmp_path, ["public"], {"@/": "src/"})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a%20b.png", "posts/a b.png"),
        ("a b.png?raw=1#x", "posts/a b.png"),
        ("c#1.png", "posts/c#1.png"),
        ("c%231.png", "posts/c#1.png"),
        ("100%.png", "posts/100%.png"),
        ("why?.png", "posts/why?.png"),
        ("a%20b.zip", "posts/a%20b.zip"),
        ("ring.png", "posts/oak/ring.png"),
        (r".\sub\deep.png", "posts/sub/deep.png"),
        ("/p.png", "public/p.png"),
        ("@/alias.png", "src/alias.png"),
        ("cafe\u0301.png", "posts/caf\u00e9.png"),
        ("\u00e9.png", "posts/e\u0301.png"),
        ("leaf.png", "posts/Leaf.PNG"),
        ("../../elsewhere.png", None),
        ("a\0b.png", None),
        ("//[x", None),
        ("长" * 200 + ".png", None),
        ("", None),
    ],
)
def test_the_file_that_is_meant(places: Places, written: str, name: str | None) -> None:
    assert find_file(places, PAGE, written) == name


def test_the_name_of_a_file_in_a_text_does_not_offer_the_one_of_the_site(places: Places) -> None:
    assert find_offered(places, PAGE, "conf.zip") is None
    assert find_offered(places, PAGE, "/conf.zip") == "conf.zip"
    assert find_offered(places, PAGE, "../conf.zip") == "conf.zip"


@given(st.text("ab#?%/.\\ [", max_size=40))
def test_an_address_can_be_read_in_few_ways(written: str) -> None:
    assert 1 <= len(list(readings(written))) <= 24


def test_what_is_there_decides_where_the_name_of_a_file_ends() -> None:
    assert ("C#.md", "types") in readings("C#.md#types")
    assert ("a b.md", "é") in readings("a%20b.md?x=1#%C3%A9")


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"BM\x10\0\0\0\0\0\0\0", "image/bmp"),
        (b"\0\0\1\0\1\0", "image/x-icon"),
        (SVG, "image/svg+xml"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<s:svg ",
            "image/svg+xml",
        ),
        (b"<!--" + b"x" * 9000 + b"-->" + SVG, "image/svg+xml"),
        (b"<html><svg/></html>", ""),
        (b"SECRET=1\n", ""),
        (b"BMW is a car", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert picture_type(tmp_path / "a.png") == kind


def test_hidden_files_and_what_lies_elsewhere_are_shown_from_chosen_folders_alone(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "blog", tmp_path / "elsewhere"
    for path in (root / "posts", root / ".assets", elsewhere):
        path.mkdir(parents=True)
    for path in (root / ".assets/a.png", elsewhere / "b.png", root / "posts/.c.png"):
        path.write_bytes(PNG)
    (root / "posts/link.png").symlink_to(elsewhere / "b.png")
    (root / "posts/folder").symlink_to(elsewhere)
    (root / "conf.py").write_text("secret = 1\n")
    (root / "posts/d.png").symlink_to(root / "conf.py")
    written = [
        "../.assets/a.png",
        "../../elsewhere/b.png",
        ".c.png",
        "link.png",
        "folder/b.png",
        "../conf.py",
        "d.png",
    ]
    refused = [find_picture(Places(root), PAGE, path) for path in written]
    assert not any(picture.name for picture in refused)
    assert all(picture.is_there for picture in refused)
    allowed = Places(root, picture_folders=["../elsewhere", ".assets"])
    assert [find_picture(allowed, PAGE, path).name for path in written] == [
        ".assets/a.png", "../elsewhere/b.png", "", "posts/link.png", "posts/folder/b.png", "", "",
    ]  # fmt: skip


def test_a_picture_is_found_by_the_address_of_the_post_it_lies_with(tmp_path: Path) -> None:
    for name, slug in (("01-elm", "elm"), ("02-oak", "the-oak"), ("03-oak", "other")):
        folder = tmp_path / "posts" / name
        folder.mkdir(parents=True)
        (folder / "leaf.png").write_bytes(PNG)
        (folder / "index.md").write_text(f"---\ntitle: T\ndate: 2024-01-01\nslug: {slug}\n---\n")
    page = PurePosixPath("posts/01-elm/index.md")
    places = Places(tmp_path)
    assert find_picture(places, page, "../the-oak/leaf.png").name == "posts/02-oak/leaf.png"
    assert not find_picture(places, page, "../no-oak/leaf.png").is_there
