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
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from nenrin.markdown.cjk.characters import (
    is_cjk,
    is_ideographic_variation_selector,
    is_korean,
    is_text_variation_selector,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    for index, token in enumerate(tokens):
        if token.children:
            token.children = _joined(token.children)
        if token.type == "softbreak" and _is_needless(tokens, index):
            continue
        if token.type == "text" and kept and kept[-1].type == "text":
            kept[-1].content += token.content
            continue
        kept.append(token)
    return kept


def _is_needless(tokens: list[Token], index: int) -> bool:
    before = _last_character(tokens[before] for before in range(index - 1, -1, -1))
    after = _first_character(islice(tokens, index + 1, None))
    return any(
        _is_wide(one) and (_is_wide(other) or other in _SHARED_MARKS)
        for one, other in pairwise((before, after, before))
    )


def _last_character(tokens: Iterable[Token]) -> str:
    text = _nearest_text(tokens)
    while len(text) > 1 and (
        is_text_variation_selector(text[-1]) or is_ideographic_variation_selector(text[-1])
    ):
        text = text[:-1]
    return text[-1:]


def _first_character(tokens: Iterable[Token]) -> str:
    return _nearest_text(tokens)[:1]


def _nearest_text(tokens: Iterable[Token]) -> str:
    """Return the text of the first token that a reader sees, empty where it is not text."""
    for token in tokens:
        if token.nesting or token.type in _UNSEEN:
            continue
        if token.type == "html_inline" and not _TAGS_THAT_SHOW.match(token.content):
            continue
        if token.type in {"text", "code_inline", "myst_role"}:
            if token.content:
                return token.content
            continue
        return ""
    return ""


def _is_wide(char: str) -> bool:
    return bool(char) and is_cjk(char) and not is_korean(char)
