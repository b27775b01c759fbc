"""The pictures of posts: sized, lazy, in smaller forms that are made once; figures and galleries."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from bs4 import Tag
from PIL import ExifTags, Image

from tests.sphinx_ext.site import Site


def png(width: int, height: int, colour: str = "brown") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """A picture that says where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (25.0, 2.0, 1.0)})
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    return out.getvalue()


TEXT = """---
title: Oak
date: 2024-05-01
---
![the oak](wide.png "Two hundred *rings*")

Text with ![an icon](tiny.png "Icon") in it.

![](wide.png) ![](tall.png)

<img src="wide.png" alt="raw">

[![linked](wide.png)](https://a.example)
"""
ELM = "---\ntitle: Elm\ndate: 2024-05-02\ncover: wide.png\n---\n![](tall.png)\n"
FILES = {
    "posts/oak.md": TEXT,
    "posts/wide.png": png(1000, 500),
    "posts/tall.png": png(500, 1000),
    "posts/tiny.png": png(20, 20),
    "posts/elm.md": ELM,
}
CONF = 'html_baseurl = "https://example.org/"\nnenrin_picture_widths = [300, 600]\n'


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(FILES, conf=CONF)


def types_of_forms(image: Tag) -> list[str]:
    picture = image.find_parent("picture")
    return [str(source["type"]) for source in picture.select("source")] if picture else []


def test_pictures_have_sizes_forms_and_captions(site: Site) -> None:
    page = site.html("posts/oak")
    images = page.select(".prose img")
    sizes = [(str(image["width"]), str(image["height"])) for image in images]
    assert sizes == [
        ("1000", "500"),
        ("20", "20"),
        ("1000", "500"),
        ("500", "1000"),
        ("1000", "500"),
        ("1000", "500"),
    ]
    assert images[0]["fetchpriority"] == "high"
    assert [image.get("loading") for image in images] == [None, *["lazy"] * 5]
    forms = [types_of_forms(image) for image in images]
    assert forms == [["image/avif", "image/webp"], [], *[["image/avif", "image/webp"]] * 4]
    for source in page.select("source"):
        for candidate in str(source["srcset"]).split(", "):
            name, width = candidate.split()
            with Image.open(site.out / "posts/oak" / name) as made:
                assert f"{made.width}w" == width
    assert page.select("figure figcaption")[0].get_text(strip=True).rstrip("#") == "Two hundred *rings*"
    assert page.select("p > img")[0]["title"] == "Icon"
    assert len(page.select(".gallery img")) == 2
    assert site.warnings == ""


def test_covers_and_lists_have_smaller_forms(site: Site) -> None:
    cover = site.html("posts/elm").select(".post-cover img")[0]
    assert [each.split()[1] for each in str(cover["srcset"]).split(", ")] == ["300w", "600w"]
    assert site.html("posts/elm").select(".prose img")[0]["loading"] == "lazy"
    assert "300w" in str(site.html("blog").select(".post-card-cover")[0]["srcset"])
    feed = site.read("blog/atom.xml")
    assert "_images/wide.png" in feed
    assert "srcset" not in feed


def test_forms_are_made_once_and_follow_their_picture(site: Site) -> None:
    kept = {path: path.stat().st_mtime_ns for path in site.doctrees.rglob("*.avif")}
    assert len(kept) == 4
    site.write("posts/elm.md", ELM.replace("Elm", "An elm"))
    site.build()
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    site.write("posts/wide.png", png(1000, 400, "green"))
    site.build()
    assert site.html("posts/oak").select(".prose img")[0]["height"] == "400"
    clean = site.apart("clean")
    assert site.files() == clean.files()
    site.delete("posts/elm.md")
    site.build()
    assert site.files() == site.apart("cleaner").files()


def test_forms_are_an_option(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, conf=f"{CONF}nenrin_pictures = False\n")
    assert not list(site.out.rglob("*.avif"))
    assert [image.get("loading") for image in site.html("posts/oak").select(".prose img")] == [
        None,
        *["lazy"] * 5,
    ]


def test_a_picture_that_cannot_be_read_costs_its_forms(make_site: Callable[..., Site]) -> None:
    broken = png(1000, 500)[:60]
    site = make_site({**FILES, "posts/wide.png": broken}, conf=CONF)
    assert (site.out / "_images/wide.png").read_bytes() == broken
    assert len(site.html("posts/oak").select(".prose img")) == 6


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_pictures_under_other_themes(make_site: Callable[..., Site], theme: str) -> None:
    site = make_site(FILES, conf=f"{CONF}html_theme = {theme!r}\n")
    image = site.html("posts/oak").select("figure img")[0]
    assert image["width"] == "1000"
    assert types_of_forms(image) == ["image/avif", "image/webp"]


def test_each_copy_of_a_photo_is_there_without_its_place(make_site: Callable[..., Site]) -> None:
    bundles = {
        f"posts/{name}/{file}": content
        for name in ("a", "b")
        for file, content in [
            ("index.md", f"---\ntitle: {name}\ndate: 2024-05-01\n---\n![]({name}.jpg)\n"),
            (f"{name}.jpg", photo()),
        ]
    }
    site = make_site(bundles, conf=CONF)
    for name in ("a.jpg", "b.jpg"):
        with Image.open(site.out / "_images" / name) as picture:
            assert not picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    site.write("posts/b/b.jpg", png(60, 40))
    site.build()
    assert (site.out / "_images/b.jpg").read_bytes() == png(60, 40)
    assert site.files() == site.apart("clean").files()
