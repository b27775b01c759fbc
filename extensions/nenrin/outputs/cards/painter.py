"""Draw social cards: the title of a post, its date and blog, and the rings of its years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from nenrin.outputs.cards.card import HEIGHT, WIDTH, Card
from nenrin.outputs.cards.fonts import Face, runs
from nenrin.outputs.cards.linebreak import cut, fit
from nenrin.outputs.cards.png import indexed_png
from nenrin.outputs.rings import outer_radii

_MARGIN = 80
_TEXT_WIDTH = 680
_TITLE_TOP, _TITLE_BOTTOM = 150, 480
# Size of the title's letters and how many lines of it are allowed, the largest that fits is taken.
_SIZES = ((76, 2), (68, 3), (58, 4), (48, 5))
_SMALL, _NAME = 28, 34
_LEADING = 1.32

_CENTRE = (1068, 315)
_RADIUS = 290
_SEEDLING, _YEARLY = 130, 32
_DRAWN_RADIUS = 112  # what outer_radii counts in

_PAPER, _INK, _WOOD = (0xFB, 0xF9, 0xF5), (0x25, 0x20, 0x1B), (0x96, 0x40, 0x1F)
# Colours are numbers of a palette: the first half runs from paper to ink, the second from paper to wood.
_SHADES = 32
_MUTED = 21
_BANDS = (_SHADES + 5, _SHADES + 9)
_OUTLINE, _GRAIN = _SHADES + 20, _SHADES + 13
_ROOM_FOR_GRAIN = 60

# A character that stands for itself wherever it is, or a run of others, whose letters may lean on each other.
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
_PIECE = re.compile(f"[{_WIDE}]|[^{_WIDE}]+")
_MOST_STAMPS = 2_000
"""As many as a few thousand titles have characters; the stamps of all of them take some ten megabytes."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Letters as pixels: the image, its offset from the pen position on the baseline, and the advance to the next."""

    ink: Image.Image
    left: int
    top: int
    advance: float


class Painter:
    """Draws cards with ``faces``, which have all glyphs that the cards need: the first that has one gives it."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self.faces = faces
        self._fonts: dict[tuple[Face, int], ImageFont.FreeTypeFont] = {}
        self._stamps: dict[tuple[Face, int, str], _Stamp] = {}
        self._papers: dict[tuple[int, ...], Image.Image] = {}
        self._advances: dict[tuple[str, int], float] = {}

    def draw(self, card: Card) -> bytes:
        """Return ``card`` as a PNG; the same card and fonts give the same bytes."""
        canvas = self._with_rings(card.years).copy()
        self._line(canvas, 72, self._shortened(card.topic, _SMALL), _SMALL, _MUTED)
        self._title(canvas, card.title)
        self._line(canvas, 508, self._shortened(card.site, _NAME), _NAME, _SHADES - 1)
        self._line(canvas, 556, self._shortened(card.date, _SMALL), _SMALL, _MUTED)
        # Each line of a PNG begins with the number of its filter (section 9.2): none.
        lines = Image.new("L", (WIDTH + 1, HEIGHT), 0)
        lines.paste(canvas, (1, 0))
        return indexed_png(WIDTH, HEIGHT, lines.tobytes(), _palette())

    def _with_rings(self, years: tuple[int, ...]) -> Image.Image:
        """Return the background with the rings of ``years``; cached, because posts of one year share it."""
        if years not in self._papers:
            paper = Image.new("L", (WIDTH, HEIGHT), 0)
            if years:
                _draw_rings(paper, years)
            self._papers = {years: paper}
        return self._papers[years]

    def _title(self, canvas: Image.Image, text: str) -> None:
        """Draw the title as large as it fits, in the middle between topic and site."""
        size, lines = self._set(text)
        step = size * _LEADING
        top = (_TITLE_TOP + _TITLE_BOTTOM - step * len(lines)) / 2
        for number, line in enumerate(lines):
            self._line(canvas, round(top + number * step), line, size, _SHADES - 1)

    def _set(self, text: str) -> tuple[int, list[str]]:
        for size, most in _SIZES:
            if lines := fit(text, _TEXT_WIDTH, self._measure(size), most):
                return size, lines
        size, most = _SIZES[-1]
        return size, cut(text, _TEXT_WIDTH, self._measure(size), most)

    def _shortened(self, text: str, size: int) -> str:
        return "".join(cut(text, _TEXT_WIDTH, self._measure(size), 1))

    def _line(self, canvas: Image.Image, y: int, text: str, size: int, shade: int) -> None:
        """Draw one line; letters of all fonts stand on one base line."""
        x = float(_MARGIN)
        for face, run in runs(text, self.faces):
            for piece in _PIECE.findall(run):
                stamp = self._stamp(face, size, piece)
                canvas.paste(shade, (round(x) + stamp.left, y + size + stamp.top), stamp.ink)
                x += stamp.advance

    def _stamp(self, face: Face, size: int, piece: str) -> _Stamp:
        """Return letters as pixels; cached, because titles use the same characters over and over."""
        key = face, size, piece
        if key not in self._stamps:
            while len(self._stamps) >= _MOST_STAMPS:
                self._stamps.pop(next(iter(self._stamps)))
            self._stamps[key] = _made_stamp(self._font(face, size), piece)
        return self._stamps[key]

    def _measure(self, size: int) -> Callable[[str], float]:
        """Return a function that measures text in pixels, without kerning (a few pixels a line)."""
        return lambda text: sum(self._advance(char, size) for char in text)

    def _advance(self, char: str, size: int) -> float:
        known = self._advances.get((char, size))
        if known is None:
            known = sum(self._font(face, size).getlength(run) for face, run in runs(char, self.faces))
            self._advances[char, size] = known
        return known

    def _font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        if (face, size) not in self._fonts:
            self._fonts[face, size] = face.at(size)
        return self._fonts[face, size]


def _made_stamp(font: ImageFont.FreeTypeFont, piece: str) -> _Stamp:
    left, top, right, bottom = map(round, font.getbbox(piece, anchor="ls"))
    ink = Image.new("L", (max(right - left, 1), max(bottom - top, 1)), 0)
    ImageDraw.Draw(ink).text((-left, -top), piece, fill=255, font=font, anchor="ls")
    return _Stamp(ink, left, top, font.getlength(piece))


@cache
def _palette() -> bytes:
    colours = [_mixed(end, shade / (_SHADES - 1)) for end in (_INK, _WOOD) for shade in range(_SHADES)]
    return bytes(value for colour in colours for value in colour)


def _mixed(end: tuple[int, int, int], share: float) -> tuple[int, ...]:
    return tuple(round(paper + (value - paper) * share) for paper, value in zip(_PAPER, end, strict=True))


def _draw_rings(canvas: Image.Image, years: Sequence[int]) -> None:
    """Draw a ring for each year, the newest outside and cut by the card's edge.

    It is drawn at twice the size and reduced: what is mixed of two shades of wood is a shade of wood.
    """
    left, top = _CENTRE[0] - _RADIUS - 2, _CENTRE[1] - _RADIUS - 2
    large = Image.new("L", (2 * (WIDTH - left), 2 * (HEIGHT - 2 * top)), _SHADES)
    pen = ImageDraw.Draw(large)
    x, y = 2 * (_CENTRE[0] - left), 2 * (_CENTRE[1] - top)
    # A young tree is a small one.
    scale = 2 * min(_RADIUS, _SEEDLING + _YEARLY * len(years)) / _DRAWN_RADIUS
    radii = [scale * radius for radius in outer_radii([float(count) for count in years])]

    def circle(radius: float, fill: int | None, outline: int, width: int) -> None:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill, outline, width)

    for number in reversed(range(len(radii))):
        inner, outer = radii[number - 1] if number else 0.0, radii[number]
        circle(outer, _BANDS[number % 2], _OUTLINE, 5)
        for part in (0.35, 0.68):
            if outer - inner > _ROOM_FOR_GRAIN:
                circle(inner + (outer - inner) * part, None, _GRAIN, 3)
    canvas.paste(large.reduce(2), (left, top))
