"""Social cards drawn with fonts made for the test: what is on them, and which letters they can show."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.cards import fonts, png
from nenrin.outputs.cards.card import HEIGHT, WIDTH, Card, made_by
from nenrin.outputs.cards.font_coverage import Coverage, coverage
from nenrin.outputs.cards.fonts import Face
from nenrin.outputs.cards.painter import Painter
from PIL import Image, ImageDraw

LETTERS = "年輪森를ABCabc 0123456789…"


def make_font(path: Path, letters: str) -> Path:
    """Write a font in which each of ``letters`` is a square, and no other letter is there."""
    names = {ord(char): f"u{ord(char):04X}" for char in letters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    pen = TTGlyphPen(None)
    for at, point in enumerate([(100, 0), (100, 700), (800, 700), (800, 0)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys([".notdef", *names.values()], square))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (900, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Bold"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> list[Face]:
    folder = tmp_path_factory.mktemp("fonts")
    return [
        Face(make_font(folder / "NotoSansCJK-Bold.ttf", LETTERS)),
        Face(make_font(folder / "Second.ttf", "森é")),
    ]


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


def inked(picture: bytes, box: tuple[int, int, int, int]) -> int:
    """How many points of a part of the card are not paper."""
    return sum(1 for colour in opened(picture).crop(box).get_flattened_data() if colour != (0xFB, 0xF9, 0xF5))


def test_a_card_has_title_site_date_topic_and_rings(faces: list[Face]) -> None:
    painter = Painter(faces)
    picture = painter.draw(Card("年輪", "ABC", "2024", "森", (3, 1)))
    assert opened(picture).size == (WIDTH, HEIGHT)
    places = {"topic": (80, 60, 760, 110), "title": (80, 150, 760, 480), "site": (80, 500, 760, 550)}
    places |= {"date": (80, 552, 760, 600), "rings": (860, 100, 1200, 530)}
    assert all(inked(picture, box) for box in places.values())
    bare = painter.draw(Card("年輪", ""))
    assert {name for name, box in places.items() if inked(bare, box)} == {"title"}


def test_the_same_card_is_the_same_bytes(faces: list[Face]) -> None:
    card = Card("年輪 abc", "ABC", "2024", "森", (3, 1, 2))
    assert Painter(faces).draw(card) == Painter(faces).draw(card)
    assert Painter(faces).draw(card) != Painter(faces).draw(Card("年輪 abc", "ABC", "2024", "森", (3, 1, 3)))


def test_what_is_kept_of_letters_draws_what_drawing_the_line_does(faces: list[Face]) -> None:
    painter = Painter(faces)
    for text in ("年輪森a年b", "ABC 年年 0123", "年輪森a年b"):
        piecewise, at_once = (Image.new("L", (800, 120), 0) for _ in range(2))
        painter._line(piecewise, 20, text, 68, 31)
        ImageDraw.Draw(at_once).text((80, 88), text, fill=31, font=faces[0].at(68), anchor="ls")
        assert piecewise.tobytes() == at_once.tobytes()


def test_another_font_or_compressor_draws_cards_anew(faces: list[Face]) -> None:
    assert png.COMPRESSOR in made_by(faces)
    assert made_by(faces) != made_by(faces[::-1])


@pytest.mark.parametrize("title", ["年" * 5000, "a" * 10_000, "abc " * 500, "年", "…"])
def test_no_title_is_too_long(faces: list[Face], title: str) -> None:
    picture = Painter(faces).draw(Card(title, "ABC", years=(1,)))
    assert inked(picture, (80, 150, 760, 480))
    assert not inked(picture, (0, 0, 79, HEIGHT))
    assert not inked(picture, (770, 150, 775, 480))


@given(title=st.text(st.sampled_from(LETTERS), max_size=80), years=st.lists(st.integers(1, 50), max_size=40))
def test_any_title_is_drawn(faces: list[Face], title: str, years: list[int]) -> None:
    assert opened(Painter(faces).draw(Card(title, title, title, title, tuple(years)))).size == (WIDTH, HEIGHT)


def test_letters_come_from_the_first_font_that_has_them(faces: list[Face]) -> None:
    first, second = faces
    assert list(fonts.runs("年é 森", faces)) == [(first, "年"), (second, "é "), (first, "森")]
    assert fonts.missing("年é森鬱鬱x", faces) == "鬱x"
    assert fonts.missing("年 輪\n", faces) == ""


def test_emoji_without_a_glyph_are_left_out_and_letters_are_not(faces: list[Face]) -> None:
    card = Card("年🌲\ufe0f輪", "🌲", "2024", "鬱")
    assert card.with_glyphs_of(faces) == Card("年輪", "🌲", "2024", "鬱")
    assert fonts.missing(card.with_glyphs_of(faces).text, faces) == "🌲鬱"


def test_fonts_are_found_best_first(tmp_path: Path) -> None:
    for name in ("DejaVuSans-Bold", "NotoSansTC-Bold", "NotoSansJP-Bold", "Unknown", "NotoSansCJK-Bold"):
        make_font(tmp_path / f"{name}.ttf", "a")
    (tmp_path / "NotoSans-Bold.txt").write_text("no font")

    def found(language: str) -> list[str]:
        return [face.path.stem for face in fonts.preferred([tmp_path, tmp_path / "gone"], language)]

    assert found("ja") == ["NotoSansCJK-Bold", "NotoSansJP-Bold", "NotoSansTC-Bold", "DejaVuSans-Bold"]
    assert found("zh-Hant") == ["NotoSansCJK-Bold", "NotoSansTC-Bold", "NotoSansJP-Bold", "DejaVuSans-Bold"]


def test_a_file_that_is_no_font_has_no_letters(tmp_path: Path) -> None:
    (tmp_path / "NotoSans-Bold.ttf").write_text("no font")
    (tmp_path / "NotoSansCJK-Bold.ttc").write_text("no font")
    assert [face.characters for face in fonts.preferred([tmp_path], "ja")] == [Coverage(), Coverage()]
    assert not fonts.preferred([tmp_path], "ja")[0].has("a")


@given(st.sets(st.integers(0, 0x10FFFF).filter(lambda code: not 0xD800 <= code < 0xE000), max_size=40))
def test_what_a_font_has_is_told_by_runs(codes: set[int]) -> None:
    known = coverage(codes)
    near = {code + step for code in codes for step in (-1, 0, 1)} | {0, 0x10FFFF}
    for code in near:
        if 0 <= code <= 0x10FFFF:
            assert known.has(chr(code)) == (code in codes)
    assert len(known.firsts) <= len(codes)


def test_what_was_read_of_a_font_is_recalled_for_the_same_file(tmp_path: Path) -> None:
    path = make_font(tmp_path / "NotoSans-Bold.ttf", "年a")
    read = Face(path, "ja")
    assert read.has("年")
    facts = fonts.learned([read, Face(path, "ko")])
    again = Face(path, "ja")
    fonts.recall([again], facts)
    assert vars(again)["characters"] == read.characters
    make_font(path, "輪")
    os.utime(path, ns=(1, 1))
    other = Face(path, "ja")
    fonts.recall([other], facts)
    assert not other.has("年")


def test_a_collection_gives_the_font_of_the_language(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [
        TTFont(make_font(tmp_path / f"Sans {mark}.ttf", "a")) for mark in ("JP", "KR", "SC", "TC")
    ]
    collection.save(tmp_path / "NotoSansCJK-Bold.ttc")
    path = tmp_path / "NotoSansCJK-Bold.ttc"
    assert [Face(path, language).index for language in ("ja", "ko", "zh-CN", "zh-TW", "en")] == [
        0,
        1,
        2,
        3,
        2,
    ]
