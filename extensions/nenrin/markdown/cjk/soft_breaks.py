"""Line breaks in the source that give no space where Chinese or Japanese text goes on.

A browser shows the line break in a paragraph as a space. Between two Han characters, kana or full-width
marks no space was meant; between Hangul, and where Latin text stands on one side, one was. The rule is
that of CSS Text, level 4 ("segment break transformation"): the break goes where both characters beside
it are East Asian wide and not Hangul. The marks that Chinese shares with Latin text, such as the curly
quotation marks, the ellipsis and the dash, count as wide beside a wide character.

The characters are those a reader sees: ends of emphasis, links, HTML tags and footnote marks between
them do not count. An image or a formula is no text, so the break beside it stays.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nenrin.markdown.cjk.characters import (
    is_cjk,
    is_ideographic_variation_selector,
    is_korean,
    is_text_variation_selector,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_SHARED_MARKS = frozenset("“”‘’…—·")
_UNSEEN = frozenset({"footnote_ref", "softbreak", "nenrin_more"})
_TAGS_THAT_SHOW = re.compile(
    r"<(?:br|img|input|video|audio|iframe|svg|object|embed|canvas|button|select)\b", re.IGNORECASE
)


def soft_breaks_plugin(md: MarkdownIt) -> None:
    """Remove the soft breaks of ``md`` that no reader should see; with the option ``breaks`` all of them stay."""
    md.core.ruler.push("nenrin_soft_breaks", _join_lines)


def _join_lines(state: StateCore) -> None:
    if state.md.options.get("breaks"):
        return
    for token in state.tokens:
        if token.children:
            token.children = _joined(token.children)


def _joined(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    text: list[str] = []
    for token, needless in zip(tokens, _needless(tokens), strict=True):
        if token.children:
            token.children = _joined(token.children)
        if needless:
            continue
        if token.type == "text" and kept and kept[-1].type == "text":
            text.append(token.content)
            continue
        _put_together(kept, text)
        kept.append(token)
        text = [token.content] if token.type == "text" else []
    _put_together(kept, text)
    return kept


def _put_together(kept: list[Token], text: list[str]) -> None:
    if len(text) > 1:
        kept[-1].content = "".join(text)


def _needless(tokens: list[Token]) -> list[bool]:
    """Say of each token whether it is a line break that no reader should see."""
    if all(token.type != "softbreak" for token in tokens):
        return [False] * len(tokens)
    before = _characters_before(tokens, _last_character)
    after = _characters_before(tokens[::-1], lambda text: text[:1])[::-1]
    return [
        token.type == "softbreak" and _joins(one, other)
        for token, one, other in zip(tokens, before, after, strict=True)
    ]


def _joins(before: str, after: str) -> bool:
    return any(
        _is_wide(one) and (_is_wide(other) or other in _SHARED_MARKS)
        for one, other in pairwise((before, after, before))
    )


def _characters_before(tokens: list[Token], character: Callable[[str], str]) -> list[str]:
    """Return the character that stands before each token, empty where what a reader sees there is no text."""
    found: list[str] = []
    current = ""
    for token in tokens:
        found.append(current)
        if token.nesting or token.type in _UNSEEN:
            continue
        if token.type == "html_inline" and not _TAGS_THAT_SHOW.match(token.content):
            continue
        if token.type not in {"text", "code_inline", "myst_role"}:
            current = ""
        elif token.content:
            current = character(token.content)
    return found


def _last_character(text: str) -> str:
    end = len(text)
    while end > 1 and (
        is_text_variation_selector(text[end - 1]) or is_ideographic_variation_selector(text[end - 1])
    ):
        end -= 1
    return text[end - 1 : end]


def _is_wide(char: str) -> bool:
    return bool(char) and is_cjk(char) and not is_korean(char)
