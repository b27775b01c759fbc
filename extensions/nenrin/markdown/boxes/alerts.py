"""Boxes written as quotations: ``> [!NOTE]`` of GitHub, with the titles and folds that Obsidian adds to it.

``> [!note] Title`` gives the title; ``> [!note]-`` and ``> [!note]+`` fold it closed or open. A word that is
not known is its own title, as in Obsidian. The tokens are those of ``admonitions``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.boxes.tokens import (
    KINDS,
    Box,
    add_render_rules,
    close_token,
    open_token,
    title_tokens,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MARK = re.compile(r"\[!(?P<name>[\w-]+)(?:\|[^\]\n]*)?\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_START = ("blockquote_open", "paragraph_open", "inline")


def alerts_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read marked quotations as boxes; markdown-it's own option for alerts is switched off."""
    md.options["alerts"] = False
    md.core.ruler.before("inline", "nenrin_alerts", _alerts)
    add_render_rules(md)


def _alerts(state: StateCore) -> None:
    tokens: list[Token] = []
    boxes: list[Box | None] = []
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        if token.type == "blockquote_close":
            box = boxes.pop()
            tokens.append(close_token(token, box) if box else token)
        elif token.type == "blockquote_open":
            mark = _mark(state.tokens[index : index + 3])
            boxes.append(_box(mark) if mark else None)
            index += _append_opening(tokens, state.tokens[index : index + 4], boxes[-1], mark)
        else:
            tokens.append(token)
        index += 1
    state.tokens = tokens


def _append_opening(
    tokens: list[Token], opening: list[Token], box: Box | None, mark: re.Match[str] | None
) -> int:
    """Append the start of a quotation, as a box where it is one; return how many more tokens that took."""
    quote = opening[0]
    if box is None or mark is None:
        tokens.append(quote)
        return 0
    line, end = quote.map or (0, 0)
    tokens.append(open_token(quote, box, line, end))
    tokens.extend(title_tokens(box, line, quote.level + 1))
    text = opening[2]
    text.content = text.content[mark.end() :]
    if not text.content.strip():
        return 3  # the mark was all of its paragraph
    for token in opening[1:3]:
        token.map = [line + 1, token.map[1]] if token.map else None
    return 0


def _mark(opening: list[Token]) -> re.Match[str] | None:
    if tuple(token.type for token in opening) != _START:
        return None
    return _MARK.match(opening[2].content)


def _box(mark: re.Match[str]) -> Box:
    name = mark["name"].lower()
    title = mark["title"].strip() or (None if name in KINDS else mark["name"].capitalize())
    foldable = {"-": "closed", "+": "open"}.get(mark["fold"])
    if foldable == "closed":
        return Box("admonition", name, KINDS.get(name, "admonition"), title, "closed")
    return Box("admonition", name, KINDS.get(name, "admonition"), title, "open" if foldable else None)
