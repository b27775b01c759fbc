"""Take plain text out of markdown-it tokens: what a reader reads, for counting and for excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_MORE = re.compile(r"<!--\s*(more|excerpt|truncate)\s*-->", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def inline_text(token: Token) -> str:
    """Return the text of an inline token without markup; a break is a blank, an image its description."""
    return "".join(_pieces(token.children or [])).strip()


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the prose of a document, one line a block; code blocks and formulas are left out."""
    lines = (inline_text(token) for token in tokens if token.type == "inline")
    return "\n".join(line for line in lines if line)


def excerpt(tokens: Sequence[Token]) -> str:
    """Return the text before ``<!-- more -->``, or else the first paragraph that says something."""
    if (end := _more(tokens)) is not None:
        return plain_text(tokens[:end])
    for index, token in enumerate(tokens):
        if token.type == "paragraph_open" and not token.level and (text := inline_text(tokens[index + 1])):
            return text
    return ""


def _more(tokens: Sequence[Token]) -> int | None:
    for index, token in enumerate(tokens):
        if token.type == "nenrin_more" or (token.type == "html_block" and _MORE.search(token.content)):
            return index
        if any(child.type == "html_inline" and _MORE.match(child.content) for child in token.children or []):
            return index + 1
    return None


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline", "myst_role", "math_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield from _pieces(token.children or [])
        elif token.type == "html_inline":
            yield _TAG.sub("", token.content)
