"""Lines with one remark directive, ``::github{repo="a/b"}`` or ``::youtube{#id}``, shown as links.

A directive that is not known becomes a link where it names an address, else its label, else its name as
code; it is reported. A line counts as a directive where a label in brackets or attributes in braces
follow the name, so that ``::before`` and ``::std`` stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from nenrin.markdown.boxes.attributes import Attributes, parse_attributes
from nenrin.markdown.directives.placeholders import link_tokens, paragraph, place_at, place_tokens
from nenrin.markdown.problems import report

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_LEAF = re.compile(
    r"::(?P<name>[A-Za-z][\w-]*)(?=[\[{])(?:\[(?P<label>[^\]]*)\])?(?:\{(?P<attributes>[^{}]*)\})?\s*$"
)
_IDENTIFIER_KEYS = ("repo", "id", "vid", "bvid", "video", "user", "url", "href", "src")
_ADDRESS_KEYS = ("url", "href", "src", "link")


def leaf_directives_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read a line with one leaf directive."""
    md.block.ruler.before("fence", "nenrin_leaf_directive", _leaf, _INTERRUPTS)


def _leaf(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    del endLine
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = (
        None if state.is_code_block(startLine) else _LEAF.match(state.src[start : state.eMarks[startLine]])
    )
    if not found:
        return False
    if silent:
        return True
    children = _children(state, startLine, found)
    state.tokens.extend(paragraph(children, startLine, startLine + 1, state.level))
    state.line = startLine + 1
    return True


def _children(state: StateBlock, line: int, found: re.Match[str]) -> list[Token]:
    name, label = found["name"], found["label"] or ""
    attributes = parse_attributes(found["attributes"] or "")
    identifier = _first(attributes, _IDENTIFIER_KEYS) or attributes.identifier
    place = place_at(name, identifier or label)
    if place:
        return place_tokens(state.md, place, label if identifier else "")
    address = _first(attributes, _ADDRESS_KEYS)
    if address:
        if name.lower() not in {"link", "linkcard", "link-card", "card", "bookmark", "embed"}:
            report(state.env, line + 1, f"::{name}", "is not known and becomes a link")
        return link_tokens(state.md, address, label or attributes.values.get("title", ""), "nenrin-embed")
    if label:
        report(state.env, line + 1, f"::{name}", "is not known, so only its text is shown")
        return [Token("text", "", 0, content=label)]
    report(state.env, line + 1, f"::{name}", "is not known and is shown as code")
    return [Token("code_inline", "code", 0, content=found[0].strip(), markup="`")]


def _first(attributes: Attributes, keys: tuple[str, ...]) -> str:
    return next((attributes.values[key] for key in keys if attributes.values.get(key)), "")
