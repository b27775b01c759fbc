"""Convert LaTeX formulas to MathML, which browsers show without a script."""

from __future__ import annotations

import re

from lxml import etree

_SAME_AS = dict.fromkeys(("align", "aligned", "eqnarray"), "align*") | dict.fromkeys(
    ("gather", "gathered", "multline"), "matrix"
)
"""Environments of amsmath by those the converter knows, which look the same.

The converter numbers the lines of ``align`` from (1) in each formula; Sphinx numbers formulas itself.
"""

_ELEMENTS = re.compile(
    r"math|mi|mn|mo|ms|mtext|mspace|mrow|mfrac|msqrt|mroot|mstyle|merror|mpadded|mphantom|menclose|msub|msup|msubsup"
    r"|munder|mover|munderover|mmultiscripts|mprescripts|none|mtable|mtr|mlabeledtr|mtd"
)
"""The elements of MathML Core and those the converter adds; any other comes from text of the author's."""

_TEXT = re.compile(r"(<mtext[^<>]*>)(.*?)(</mtext>)", re.DOTALL)

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
        known = rf"\begin{{align*}}{known}\end{{align*}}"
    try:
        converted = _TEXT.sub(_escaped, convert(known, display="block" if block else "inline"))
        tree = etree.fromstring(_BEFORE_ENTITIES.sub("&amp;", converted))
    except Exception as error:  # noqa: BLE001 - the converter raises what it happens to run into
        raise NotConverted(str(error) or type(error).__name__) from None
    for element in tree.iter():
        _check(element)
    return _with_source(converted, source)


def _escaped(text: re.Match[str]) -> str:
    """Return a text of the formula as HTML shows it; the converter writes it as it stands in the source."""
    escaped = _BEFORE_ENTITIES.sub("&amp;", text[2]).replace("<", "&lt;").replace(">", "&gt;")
    return f"{text[1]}{escaped}{text[3]}"


def _check(element: etree._Element) -> None:
    """Raise ``NotConverted`` for what the converter does not know, and for markup, scripts and links in a formula."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "markup"
    if not _ELEMENTS.fullmatch(name):
        raise NotConverted(name)
    if element.text and (element.text.startswith("\\") or element.text == "&"):
        raise NotConverted(element.text)
    for attribute in map(str, element.attrib):
        if attribute.rpartition("}")[2] in {"href", "style"} or attribute.startswith("on"):
            raise NotConverted(f"\\{attribute.rpartition('}')[2]}")


def _known(match: re.Match[str]) -> str:
    name = _SAME_AS.get(match[2], match[2])
    # A numbered environment would look no different: Sphinx numbers formulas itself.
    return rf"\{match[1]}{{{name}}}"


def _with_source(converted: str, source: str) -> str:
    text = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inner = converted[converted.index(">") + 1 : converted.rindex("</math>")]
    opening = converted[: converted.index(">") + 1].replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    note = f'<annotation encoding="application/x-tex">{text}</annotation>'
    return f"{opening}<semantics>{inner}{note}</semantics></math>"
