from __future__ import annotations

from itertools import pairwise
from math import hypot
from pathlib import Path

import nenrin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from nenrin.outputs.rings import SIZE, Ring, drawing, mark, outer_radii

WEIGHTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=40)
THEME = Path(nenrin.__file__).parent / "theme" / "nenrin"


def rings_of(weights: list[int]) -> list[Ring]:
    return [
        Ring(str(year), f"{year}: some", f"../{year}/", weight) for year, weight in enumerate(weights, 1990)
    ]


def reach(path: str) -> tuple[float, float]:
    """The least and greatest distance of the outline's own points from the middle of the drawing."""
    points = [part.split("C")[0] for part in path.strip("MZ").replace("C", "|C").split("|")]
    ends = [points[0], *(part.split()[-2:] for part in path.strip("MZ").split("C")[1:])]
    pairs = [(float(x), float(y)) for x, y in (end.split() if isinstance(end, str) else end for end in ends)]
    distances = [hypot(x - SIZE / 2, y - SIZE / 2) for x, y in pairs]
    return min(distances), max(distances)


def test_no_years_no_rings() -> None:
    assert drawing([], "Rings") == ""


@given(WEIGHTS)
def test_radii_grow_and_stay_inside(weights: list[int]) -> None:
    radii = outer_radii(weights)
    assert radii == sorted(radii)
    assert len(set(radii)) == len(radii)
    assert radii[-1] == pytest.approx(112)


def test_a_year_of_twice_the_writing_has_a_ring_twice_as_wide_above_the_least() -> None:
    radii = [5.0, *outer_radii([1000, 2000, 1000])]
    first, second, third = (outer - inner for inner, outer in pairwise(radii))
    assert second - 3 == pytest.approx(2 * (first - 3))
    assert first == pytest.approx(third)


def test_a_year_without_words_is_still_there() -> None:
    assert outer_radii([0, 5000])[0] > 5


@given(WEIGHTS)
def test_the_drawing_is_xml_with_a_named_link_for_each_year_the_newest_first(weights: list[int]) -> None:
    rings = rings_of(weights)
    tree = etree.fromstring(drawing(rings, "Rings"))
    links = tree.findall("a")
    assert [link.get("href") for link in links] == [ring.url for ring in reversed(rings)]
    assert [link.get("aria-label") for link in links] == [ring.name for ring in reversed(rings)]
    assert "style" not in {name for element in tree.iter() for name in element.attrib}


@given(WEIGHTS)
def test_the_drawing_stays_in_its_square(weights: list[int]) -> None:
    tree = etree.fromstring(drawing(rings_of(weights), "Rings"))
    outermost = tree.findall("a")[0].find("path")
    assert outermost is not None
    _least, most = reach(outermost.get("d", ""))
    assert most < SIZE / 2


def test_names_are_escaped() -> None:
    tree = etree.fromstring(drawing([Ring('<"&>', '<"&>', '?a="&', 1)], '<"&>'))
    link = tree.find("a")
    assert link is not None
    assert link.get("aria-label") == '<"&>'
    assert link.get("href") == '?a="&'


def test_the_same_years_give_the_same_drawing() -> None:
    assert drawing(rings_of([3, 1, 2]), "Rings") == drawing(rings_of([3, 1, 2]), "Rings")


def test_only_wide_rings_carry_their_label() -> None:
    texts = [text.text for text in etree.fromstring(drawing(rings_of([10, 9000, 10]), "Rings")).iter("text")]
    assert texts == ["1991"]


def test_the_logo_and_the_favicon_are_the_mark() -> None:
    for name in ("static/nenrin-mark.svg", "components/icons.html"):
        assert mark() in (THEME / name).read_text("utf-8"), (
            f"{name} is stale: put nenrin.outputs.rings.mark() into it"
        )
