"""The pure parts of the theme: colours, widths, formulas."""

from __future__ import annotations

import re
from pathlib import Path

import nenrin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.contrast import READABLE, contrast, is_colour, readable
from nenrin.outputs.inline_styles import without_styles
from nenrin.outputs.mathml import NotConverted, mathml

TOKENS = Path(nenrin.__file__).parent / "theme" / "nenrin" / "styles" / "tokens.css"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TEXT_COLOURS = ("text", "muted", "note", "tip", "important", "warning", "danger")
CODE_COLOURS = ("comment", "keyword", "name", "text", "number", "meta")


def tokens() -> dict[str, tuple[str, str]]:
    text = TOKENS.read_text("utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", text.partition("@media")[0])
    light, dark = (re.findall(rf"--accent-{mode}: (#\w+)", text)[0] for mode in ("light", "dark"))
    return {"accent": (light, dark), **{name: (one, other) for name, one, other in found}}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "surface", "raised"])
def test_every_text_colour_is_readable_on_every_ground(mode: int, ground: str) -> None:
    known = tokens()
    for name in (*TEXT_COLOURS, "accent"):
        assert contrast(known[name][mode], known[ground][mode]) >= READABLE, name


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_every_colour_of_code_is_readable(mode: int) -> None:
    known = tokens()
    for name in CODE_COLOURS:
        assert contrast(known[f"code-{name}"][mode], known["surface"][mode]) >= READABLE, name


@given(COLOURS)
def test_any_accent_becomes_readable_and_a_readable_one_stays(colour: str) -> None:
    for background in tokens()["background"]:
        fitted = readable(colour, background)
        assert is_colour(fitted)
        assert contrast(fitted, background) >= READABLE
        assert readable(fitted, background) == fitted


@pytest.mark.parametrize("text", ["", "red", "#12", "#12345g", "96401f", "#96401f;"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ('<col style="width: 33.3%" />', '<col class="w-33" />'),
        ('<img class="a" alt="b" style="width: 50%;" />', '<img class="a w-50" alt="b" />'),
        (
            '<img src="a.png" style="width: 300px; height: 20px;" />',
            '<img width="300" height="20" src="a.png" />',
        ),
        ('<p style="color: red">x</p>', '<p style="color: red">x</p>'),
        ('<p style="width: 10px">x</p>', '<p style="width: 10px">x</p>'),
        ('<p>a style="width: 5%" in text</p>', '<p>a style="width: 5%" in text</p>'),
    ],
)
def test_inline_widths_become_classes_and_attributes(given_html: str, expected: str) -> None:
    assert without_styles(given_html) == expected


def test_a_formula_carries_its_source() -> None:
    made = mathml(r"a < b", block=False)
    assert made.startswith('<math display="inline"><semantics>')
    assert '<annotation encoding="application/x-tex">a &lt; b</annotation>' in made


@pytest.mark.parametrize("name", ["aligned", "split", "align*"])
def test_lines_of_formulas_are_rows(name: str) -> None:
    assert mathml(rf"\begin{{{name}}}a &= b \\ c &= d\end{{{name}}}", block=True).count("<mtr>") == 2


@pytest.mark.parametrize("name", ["gather", "gathered", "multline"])
def test_gathered_lines_are_rows(name: str) -> None:
    assert mathml(rf"\begin{{{name}}}a = b \\ c = d\end{{{name}}}", block=True).count("<mtr>") == 2


def test_lines_without_an_environment_are_rows() -> None:
    assert mathml(r"a = b \\ c = d", block=True).count("<mtr>") == 2


@pytest.mark.parametrize("latex", [r"\unheardof{x}", "a & b"])
def test_what_is_not_known_is_said(latex: str) -> None:
    with pytest.raises(NotConverted):
        mathml(latex, block=False)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_refusal(text: str) -> None:
    try:
        made = mathml(text, block=True)
    except NotConverted:
        return
    assert made.startswith("<math")
