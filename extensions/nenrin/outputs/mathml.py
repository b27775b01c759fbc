"""Convert LaTeX formulas to MathML, which browsers show without a script."""

from __future__ import annotations

import re

from lxml import etree

_SAME_AS = {"aligned": "align", "eqnarray": "align"} | dict.fromkeys(
    ("gather", "gathered", "multline"), "matrix"
)
"""Environments of amsmath by those the converter knows, which look the same."""

_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+)(\*?)\}")
_BEFORE_ENTITIES = re.compile(r"&(?![#\w]+;)")


class NotConverted(ValueError):
    """Raised for a formula with a command that the converter does not know."""


def mathml(latex: str, *, block: bool) -> str:
    r"""Return ``latex`` as a ``<math>`` element that carries its source, for those who copy it.

    Lines parted by ``\\`` outside an environment are set below each other, as Sphinx has it.

    Raises:
        NotConverted: for unknown commands and broken formulas; the message names the first.
    """
    from latex2mathml.converter import convert  # noqa: PLC0415 - its tables are large, and most posts have no formula

    source = latex.strip()
    known = _ENVIRONMENT.sub(_known, source)
    if block and r"\\" in known and r"\begin" not in known:
        known = rf"\begin{{align}}{known}\end{{align}}"
    try:
        made = convert(known, display="block" if block else "inline")
        tree = etree.fromstring(_BEFORE_ENTITIES.sub("&amp;", made))
    except Exception as error:  # noqa: BLE001 - the converter raises what it happens to run into
        raise NotConverted(str(error) or type(error).__name__) from None
    for element in tree.iter():
        if element.text and (element.text.startswith("\\") or element.text == "&"):
            raise NotConverted(element.text)
    return _with_source(made, source)


def _known(match: re.Match[str]) -> str:
    name = _SAME_AS.get(match[2], match[2])
    # A numbered environment would look no different: Sphinx numbers formulas itself.
    return rf"\{match[1]}{{{name}}}"


def _with_source(made: str, source: str) -> str:
    said = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inner = made[made.index(">") + 1 : made.rindex("</math>")]
    opening = made[: made.index(">") + 1].replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    note = f'<annotation encoding="application/x-tex">{said}</annotation>'
    return f"{opening}<semantics>{inner}{note}</semantics></math>"
