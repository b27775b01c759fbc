"""Draw the annual rings of a blog: a ring for each year, as wide as that year's writing, the newest outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

SIZE = 240.0
_OUTER = 112.0
_PITH = 5.0
_NARROWEST = 3.0
_LABELLED = 11.0
_GRAIN = 6.0
_MOST_GRAIN = 8
_CORNERS = 14
_CORNERS_OF_MARK = 8
_TINTS = 5


@dataclass(frozen=True, slots=True)
class Ring:
    """A year: ``label`` drawn in its ring where there is room, ``name`` said for it, ``weight`` its writing (words)."""

    label: str
    name: str
    url: str
    weight: float


def drawing(rings: Sequence[Ring], name: str) -> str:
    """Return an inline SVG of ``rings`` (oldest first), each a link with a text name; ``""`` for no rings.

    ``name`` is what the whole drawing is called. The drawing has classes and no style: it takes the colours of
    the page, and a policy against inline styles has nothing to say. It depends on its arguments alone.
    """
    if not rings:
        return ""
    radii = outer_radii([ring.weight for ring in rings])
    bands = list(zip(rings, radii, [_PITH, *radii], range(len(rings)), strict=False))
    # Each ring is painted over the one outside it, which also gives the keyboard the newest year first.
    links = "".join(_link(*band) for band in reversed(bands))
    labels = "".join(
        f'<text x="{_number(_centre(outer)[0])}" y="{_number(_top(inner, outer))}">{escape(ring.label)}</text>'
        for ring, outer, inner, _ in bands
        if outer - inner >= _LABELLED
    )
    pith = f'<path class="ring-pith" d="{_outline(_PITH * 0.6, 0, 0)}"/>'
    size = _number(SIZE)
    return (
        f'<svg viewBox="0 0 {size} {size}" width="{size}" height="{size}" role="group" aria-label="{escape(name)}">'
        f'{links}{pith}<g aria-hidden="true">{labels}</g></svg>'
    )


def outer_radii(weights: Sequence[float]) -> list[float]:
    """Return the outer radius of each ring: widths in proportion to ``weights``, none too narrow to hit."""
    least = min(_NARROWEST, (_OUTER - _PITH) / len(weights) / 2)
    room = _OUTER - _PITH - least * len(weights)
    total = sum(weights)
    shares = [weight / total for weight in weights] if total else [1 / len(weights)] * len(weights)
    radii: list[float] = []
    radius = _PITH
    for share in shares:
        radius += least + room * share
        radii.append(radius)
    return radii


def mark() -> str:
    """Return the path of the mark: four rings and the crack of a drying log, in a square of 32 units."""
    scale = 32 / SIZE
    radii = enumerate((18.0, 48.0, 82.0, 112.0))
    rings = "".join(_outline(radius, index, 9, scale, _CORNERS_OF_MARK) for index, radius in radii)
    return f"{rings}M16.6 12.9L18.9 1.9"


def _link(ring: Ring, outer: float, inner: float, index: int) -> str:
    width = outer - inner
    lines = min(int(width // _GRAIN), _MOST_GRAIN)
    grain = "".join(
        f'<path class="ring-grain" d="{_outline(inner + width * _place(line, lines), index, width)}"/>'
        for line in range(1, lines + 1)
    )
    return (
        f'<a href="{escape(ring.url)}" aria-label="{escape(ring.name)}"><title>{escape(ring.name)}</title>'
        f'<path class="ring-wood tint-{index % _TINTS}" d="{_outline(outer, index, width)}"/>{grain}</a>'
    )


def _place(line: int, lines: int) -> float:
    """Return where in its ring a line of the grain runs, from 0 (inside) to 1: wider spaced inside, like early wood."""
    return float((line / (lines + 1)) ** 0.8)


def _outline(radius: float, index: int, width: float, scale: float = 1.0, corners: int = _CORNERS) -> str:
    """Return a closed smooth path round the pith, out of round as wood is, yet never crossing its neighbours."""
    points = list(_points(radius, index, width, scale, corners))
    count = len(points)
    path = [f"M{_pair(points[0])}"]
    for at in range(count):
        before, start, end, after = (points[(at + step) % count] for step in (-1, 0, 1, 2))
        # A Catmull-Rom spline through the points, written as Bézier curves.
        leave = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        arrive = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path.append(f"C{_pair(leave)} {_pair(arrive)} {_pair(end)}")
    return "".join(path) + "Z"


def _points(
    radius: float, index: int, width: float, scale: float, corners: int
) -> Iterator[tuple[float, float]]:
    across, down = _centre(radius)
    own = min(1.0, width * 0.1, radius * 0.03)
    for corner in range(corners):
        angle = 2 * pi * corner / corners
        shape = 0.02 * cos(2 * angle + 0.7) + 0.01 * cos(3 * angle + 2.2)
        reach = radius * (1 + shape) + own * cos((2 + index % 3) * angle + 2.4 * index)
        yield (across + reach * cos(angle)) * scale, (down + reach * sin(angle)) * scale


def _centre(radius: float) -> tuple[float, float]:
    """Return the centre of a ring: a tree grows faster on one side, so the pith is not in the middle."""
    young = 1 - radius / _OUTER
    return SIZE / 2 - 7 * young, SIZE / 2 + 5 * young


def _top(inner: float, outer: float) -> float:
    # Text stands on its baseline, and digits are about 5 units high.
    return (_centre(outer)[1] - outer + _centre(inner)[1] - inner) / 2 + 3


def _pair(point: tuple[float, float]) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    # Adding 0.0 turns a negative zero into a plain one.
    return f"{round(value, 1) + 0.0:g}"
