"""Pictures: what a file is, its smaller forms, what is taken out of it, and the HTML around it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from nenrin.outputs.pictures.markup import Form, Responsive, with_pictures
from nenrin.outputs.pictures.raster import Facts, facts_of, resized, without_location
from PIL import ExifTags, Image

OAK = Responsive(
    1000,
    500,
    (Form("avif", 480, "i/oak-480.avif"), Form("webp", 480, "i/oak-480.webp"), Form("webp", 960, "i/o.webp")),
)
SIZES = 'sizes="(min-width: 48rem) 44rem, 100vw"'
SOURCES = (
    f'<source type="image/avif" srcset="/i/oak-480.avif 480w" {SIZES}>'
    f'<source type="image/webp" srcset="/i/oak-480.webp 480w, /i/o.webp 960w" {SIZES}>'
)


SIZED = '<img alt="a>b" src="oak.jpg" width="1000" height="500" fetchpriority="high" />'


def shown(html: str, *, first: bool = True) -> str:
    return with_pictures(html, {"oak.jpg": OAK, "far.svg": None}.get, lambda name: f"/{name}", first=first)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p><img alt="a>b" src="oak.jpg" /></p>',
            f"<p><picture>{SOURCES}{SIZED}</picture></p>",
        ),
        ('<img src="far.svg">', '<img src="far.svg" fetchpriority="high">'),
        (
            "<img src='https://a.example/x.png' loading=eager>",
            "<img src='https://a.example/x.png' loading=eager>",
        ),
        (
            "<img src=oak.jpg srcset='oak.jpg 2x' height=100>",
            '<img src=oak.jpg srcset=\'oak.jpg 2x\' height=100 width="200" fetchpriority="high">',
        ),
        ('<picture><img src="oak.jpg"></picture>', '<picture><img src="oak.jpg"></picture>'),
        ("&lt;img src=oak.jpg&gt; <imgx> <p>", "&lt;img src=oak.jpg&gt; <imgx> <p>"),
    ],
)
def test_a_picture_has_its_size_and_forms(html: str, expected: str) -> None:
    assert shown(html) == expected


def test_all_but_the_first_picture_of_a_page_wait() -> None:
    plain = '<img src="far.svg">'
    waiting = '<img src="far.svg" loading="lazy" decoding="async">'
    assert shown(plain * 3) == '<img src="far.svg" fetchpriority="high">' + waiting * 2
    assert shown(plain * 2, first=False) == waiting * 2


def test_a_given_width_is_the_size_that_is_needed() -> None:
    html = shown('<img src="oak.jpg" width="300">')
    assert 'width="300" height="150"' in html
    assert html.count('sizes="300px"') == 2


def camera(path: Path, form: str) -> Path:
    """A picture of a camera: on its side, with a place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (25.0, 2.0, 1.0)})
    Image.linear_gradient("L").resize((60, 40)).convert("RGB").save(path, form, exif=exif)
    return path


@pytest.mark.parametrize(("name", "form"), [("oak.jpg", "JPEG"), ("oak.png", "PNG"), ("oak.webp", "WEBP")])
def test_a_picture_loses_its_place_and_nothing_else(tmp_path: Path, name: str, form: str) -> None:
    path = camera(tmp_path / name, form)
    assert facts_of(path) == Facts(40, 60, has_location=True)
    cleaned = without_location(path)
    assert cleaned
    assert b"Camera" not in cleaned
    (tmp_path / f"cleaned-{name}").write_bytes(cleaned)
    assert facts_of(tmp_path / f"cleaned-{name}") == Facts(40, 60)
    with Image.open(path) as before, Image.open(io.BytesIO(cleaned)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.getexif() == {ExifTags.Base.Orientation: 6}


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_place_in_xmp_is_a_place(tmp_path: Path, form: str) -> None:
    path = tmp_path / "oak"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="25,2.0N"/>'
    Image.new("RGB", (30, 20)).save(path, form, xmp=xmp, quality=90)
    assert facts_of(path) == Facts(30, 20, has_location=True)
    cleaned = without_location(path)
    assert cleaned
    assert b"GPSLatitude" not in cleaned
    with Image.open(path) as before, Image.open(io.BytesIO(cleaned)) as after:
        assert before.tobytes() == after.tobytes()


def test_a_webp_that_is_cut_is_left_alone(tmp_path: Path) -> None:
    path = camera(tmp_path / "oak.webp", "WEBP")
    path.write_bytes(path.read_bytes()[:-30])
    assert without_location(path) is None


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_forms_are_upright_and_say_nothing(tmp_path: Path, form: str) -> None:
    made = resized(camera(tmp_path / "oak.jpg", "JPEG"), 20, form, 75)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == (form.upper(), (20, 30))
        assert not picture.getexif()
    assert made == resized(tmp_path / "oak.jpg", 20, form, 75)


def test_what_is_no_picture_has_no_facts(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    assert facts_of(tmp_path / "broken.png") is None
    (tmp_path / "cut.jpg").write_bytes(camera(tmp_path / "oak.jpg", "JPEG").read_bytes()[:40])
    assert facts_of(tmp_path / "cut.jpg") is None
