"""Formulas carry text and never markup, and lines are not numbered where nobody asked for it."""

from __future__ import annotations

import re

import pytest
from nenrin.outputs.mathml import NotConverted, mathml


@pytest.mark.parametrize("command", ["text", "mbox", "textbf", "tag", "mathrm"])
@pytest.mark.parametrize(
    "payload", ["<script>x</script>", "<img src=x onerror=y>", "a<b & c", "<![CDATA[<b>]]>"]
)
def test_text_in_a_formula_is_text(command: str, payload: str) -> None:
    try:
        formula = mathml(rf"\{command}{{{payload}}}", block=True)
    except NotConverted:
        return  # then its source is shown
    elements = re.findall(r"<([a-zA-Z!?][^\s/>]*)", formula)
    assert elements
    assert not [name for name in elements if not re.fullmatch(r"m[a-z]+|semantics|annotation", name)]


def test_text_with_a_sign_of_markup_is_shown() -> None:
    assert "a&lt;b&#x000A0;&amp;&#x000A0;c" in mathml(r"\text{a<b & c}", block=False)


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:x}{y}",
        r"\style{background:url(//example.org)}{x}",
        r"\text{</mtext><script>x</script>}",
    ],
)
def test_markup_links_and_styles_are_refused(latex: str) -> None:
    with pytest.raises(NotConverted):
        mathml(latex, block=True)


@pytest.mark.parametrize("environment", ["align", "align*", "aligned", "eqnarray", "split", "gather"])
def test_lines_are_not_numbered(environment: str) -> None:
    formula = mathml(rf"\begin{{{environment}}}a \\ c\end{{{environment}}}", block=True)
    assert formula.count("<mtr>") == 2
    assert "mtext" not in formula


def test_lines_without_an_environment_are_not_numbered() -> None:
    assert "mtext" not in mathml(r"a \\ b", block=True)
