"""kramdown's braces, which Jekyll's posts are full of: attribute lists, ``{:toc}``, extensions, heading ids.

- ``{: .class #id width="700" }`` on the line after a block, or right after an image, a link, code or emphasis,
  goes to that element; where it cannot be used it is left out. ``file="x"`` becomes the title of the code.
- ``{: .prompt-tip }`` after a quotation makes it a box, as the theme Chirpy does.
- ``{:toc}`` after a list takes the list away: the theme shows the contents.
- ``{::comment}…{:/comment}`` and other ``{::options /}`` show nothing.
- ``## Title {#id}`` gives the heading its id, as in Hugo, Pandoc and Docusaurus.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.block_source import line_at, text_of_line
from nenrin.markdown.boxes.attributes import Attributes, parse_attributes
from nenrin.markdown.boxes.tokens import KINDS, add_render_rules, box_named, close_token, open_token
from nenrin.markdown.closings import Closings, kept_for

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_LIST = r"\{:(?P<inside>[^{}:/\n][^{}\n]*)\}"
_LINE = re.compile(rf"{_LIST}\s*$")
_EXTENSION = re.compile(r"\{:[:/][^{}\n]*\}\s*$")
_COMMENT = re.compile(r"\{::comment\}\s*$")
_COMMENT_END = re.compile(r"^[ \t>]*\{:/(?:comment)?\}[ \t]*$", re.MULTILINE)
_SPAN = re.compile(_LIST)
_HEADING_ID = re.compile(r"[^\S\n]+\{:?\s*(?P<inside>#[^\s{}#]+(?:\s[^{}\n]*)?)\}\s*$")
_SIZE = {"width": re.compile(r"\d{1,5}(?:px|%)?"), "height": re.compile(r"\d{1,5}(?:px)?")}
_SPANS = frozenset({"image", "link_close", "code_inline", "html_inline"})
_RULE = "nenrin_attribute_list"


def kramdown_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read kramdown's braces."""
    md.block.ruler.before("reference", _RULE, _block, _INTERRUPTS)
    md.core.ruler.after("block", _RULE, _give_lists)
    md.inline.ruler.before("escape", _RULE, _span)
    add_render_rules(md)


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    line = text_of_line(state, startLine)
    if state.is_code_block(startLine) or not line.startswith("{:"):
        return False
    found = _LINE.match(line)
    if not found and not _EXTENSION.match(line):
        return False
    if silent:
        return True
    state.line = startLine + 1
    if found and startLine and not state.isEmpty(startLine - 1):
        state.push(_RULE, "", 0).content = found["inside"].strip()
    elif _COMMENT.match(line):
        state.line = _after_comment(state, startLine + 1, endLine)
    return True


def _after_comment(state: StateBlock, start: int, end: int) -> int:
    """Return the line after that which closes a comment whose text begins on line `start`; `start` if none does."""
    found = (
        kept_for(state.env, state.src, Closings).search(_COMMENT_END, state.bMarks[start])
        if start < end
        else None
    )
    after = line_at(state, found.end()) + 1 if found else start
    return after if after <= end else start


def _give_lists(state: StateCore) -> None:
    """Give each attribute list to the block before it, and each heading its id."""
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and kept and kept[-1].type == "heading_open":
            _give_id(kept[-1], token)
        if token.type == _RULE:
            _give(kept, token)
        else:
            kept.append(token)
    state.tokens = kept


def _give_id(heading: Token, text: Token) -> None:
    found = _HEADING_ID.search(text.content)
    if found:
        text.content = text.content[: found.start()]
        _set_names(heading, parse_attributes(found["inside"]))


def _give(kept: list[Token], token: Token) -> None:
    last = kept[-1] if kept else None
    if last is None or last.level != token.level or last.nesting > 0:
        return
    start = _start(kept)
    attributes = parse_attributes(token.content)
    if "toc" in attributes.values:
        if kept[start].type.endswith("list_open"):
            del kept[start:]
        return
    prompt = next((name for name in attributes.classes if name.startswith("prompt-")), "")
    kind = prompt.removeprefix("prompt-")
    if kept[start].type == "blockquote_open" and kind in KINDS:
        box = box_named(kind)
        line, end = kept[start].map or (0, 0)
        open_token(kept[start], box, line, end)
        close_token(last, box)
    elif last.type == "fence":
        if title := attributes.values.get("file") or attributes.values.get("title"):
            last.info += f' title="{title}"'
    else:
        _set_names(kept[start], attributes)


def _start(tokens: list[Token]) -> int:
    """Return the index of the token that opens the last block."""
    level = tokens[-1].level
    before = range(len(tokens) - 1, -1, -1)
    if tokens[-1].nesting == 0:
        return len(tokens) - 1
    return next(index for index in before if tokens[index].nesting == 1 and tokens[index].level == level)


def _set_names(token: Token, attributes: Attributes) -> None:
    if attributes.identifier:
        token.attrSet("id", attributes.identifier)
    if attributes.classes:
        token.attrJoin("class", " ".join(attributes.classes))


def _span(state: StateInline, silent: bool) -> bool:
    found = _SPAN.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if not found or not state.pos or state.src[state.pos - 1] not in ")]`*_>~}":
        return False
    if not silent:
        if state.pending or not state.tokens or not _is_span_end(state.tokens[-1]):
            return False
        if state.tokens[-1].type == "image":
            _give_image(state.tokens[-1], parse_attributes(found["inside"]))
    state.pos = found.end()
    return True


def _is_span_end(token: Token) -> bool:
    """Say whether a span may end with ``token``; emphasis is still text, to be matched later."""
    return token.type in _SPANS or (token.type == "text" and not token.content.strip("*_~"))


def _give_image(image: Token, attributes: Attributes) -> None:
    _set_names(image, attributes)
    for side in ("width", "height"):
        size = attributes.values.get(side, attributes.values.get(side[0], ""))
        if _SIZE[side].fullmatch(size):
            image.attrSet(side, size.removesuffix("px"))
