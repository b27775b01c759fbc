"""Take plain text out of markdown-it tokens: what a reader reads, for counting and for excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it.token import Token

from nenrin.markdown.problems import AS_CODE_KEY

_TAG = re.compile(r"<[^>]*>")
_TITLED = re.compile(r"(?P<text>.+?)\s*<[^<>]+>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


def inline_text(token: Token) -> str:
    """Return the text of an inline token without markup; a break is a blank, an image its description."""
    return "".join(_pieces(token.children or [])).strip()


def without_tags(html: str) -> str:
    """Return the text of a piece of HTML, without comments."""
    return _TAG.sub("", _COMMENT.sub("", html)).strip()


def description(tokens: Sequence[Token]) -> str:
    """Return what stands in the brackets of an image as text, without markup."""
    return "".join(_pieces(tokens))


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the prose of a document, one line a block; code blocks and formulas are left out."""
    lines = (inline_text(token) for token in tokens if token.type == "inline")
    return "\n".join(line for line in lines if line)


def excerpt(tokens: Sequence[Token]) -> str:
    """Return the prose before ``<!-- more -->``, or else the first paragraph that says something.

    Headings, and paragraphs of pictures and embedded pages alone, say nothing by themselves.
    """
    if (before := _before_mark(tokens)) is not None:
        paragraphs = [inline_text(token) for token in _prose(before)]
        return "\n".join(text for text in paragraphs if text) or plain_text(before)
    level = [token for token in _prose(tokens) if token.level == 1]
    return next((text for token in level if (text := inline_text(token))), "")


def _prose(tokens: Sequence[Token]) -> Iterator[Token]:
    for opening, token in pairwise(tokens):
        if (
            token.type == "inline"
            and opening.type != "heading_open"
            and _says_something(token.children or [])
        ):
            yield token


def _says_something(tokens: Sequence[Token]) -> bool:
    """Whether there is text outside of pictures and of links that stand for embedded pages."""
    embedded = False
    for token in tokens:
        if token.type == "link_open":
            embedded = str(token.attrs.get("class", "")) in {"nenrin-embed", "nenrin-video"}
        elif token.type == "link_close":
            embedded = False
        elif token.type not in {"image", "html_inline"} and not embedded and token.content.strip():
            return True
    return False


def _before_mark(tokens: Sequence[Token]) -> list[Token] | None:
    """Return what stands before the mark that ends an excerpt, a part of its paragraph included; None without one."""
    for index, token in enumerate(tokens):
        if token.type == "nenrin_more":
            return list(tokens[:index])
        children = token.children or []
        mark = next((at for at, child in enumerate(children) if child.type == "nenrin_more"), None)
        if mark is not None:
            return [*tokens[:index], token.copy(children=children[:mark])]
    return None


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if token.meta.get(AS_CODE_KEY):
            continue
        if token.type in {"text", "text_special", "code_inline", "math_inline"}:
            yield token.content
        elif token.type == "link_open" and tokens[at + 1 : at + 2] and tokens[at + 1].type == "link_close":
            yield _name_of(str(token.attrs.get("href", "")))
        elif token.type == "myst_role":
            yield _text_of_role(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield from _pieces(token.children or [])
        elif token.type == "html_inline":
            yield _TAG.sub("", token.content)


def _text_of_role(content: str) -> str:
    """Return what readers see of a role: the text before its target, or the last part of a name after ``~``."""
    titled = _TITLED.fullmatch(content)
    if titled:
        return titled["text"]
    return content[1:].rpartition(".")[2] if content.startswith("~") else content.removeprefix("!")


def _name_of(address: str) -> str:
    """Return what stands for a link without words, which the page calls by the title of what it leads to."""
    path, _, part = unquote(address).partition("#")
    return part or PurePosixPath(path.rstrip("/")).stem
