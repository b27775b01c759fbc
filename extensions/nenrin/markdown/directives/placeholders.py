"""What is shown instead of an embedded thing: a link to a video or a page, an image, a figure with a caption.

Nothing is loaded from third parties: a video is a link of the class ``nenrin-video``, any other embedded
page one of the class ``nenrin-embed``. A figure with a caption is ``nenrin_figure_open``, an ``inline`` token
with one image, then ``nenrin_caption_open``, an ``inline`` token, ``nenrin_caption_close``, and
``nenrin_figure_close``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# Where an identifier at a site leads. All are videos but those in _PAGES.
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "vimeo": "https://vimeo.com/{}",
    "niconico": "https://www.nicovideo.jp/watch/{}",
}
_PAGES = {
    "github": "https://github.com/{}",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://x.com/i/status/{}",
    "twitter": "https://x.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "jsfiddle": "https://jsfiddle.net/{}/",
    "codepen": "https://codepen.io/{}",
}
SITES = frozenset({*_VIDEOS, *_PAGES})
_IDENTIFIER = re.compile(r"[\w.@/-]+", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an embedded thing is, and the class of the link to it."""

    address: str
    css_class: str


def place_at(site: str, identifier: str) -> Place | None:
    """Return the place of ``identifier``, an identifier or an address, at a site we know by name, or None."""
    name = site.lower()
    pattern = _VIDEOS.get(name) or _PAGES.get(name)
    if pattern is None:
        return None
    css_class = "nenrin-video" if name in _VIDEOS else "nenrin-embed"
    if _ADDRESS.fullmatch(identifier):
        return Place(identifier, css_class)
    return Place(pattern.format(identifier), css_class) if _IDENTIFIER.fullmatch(identifier) else None


def link_tokens(md: MarkdownIt, href: str, text: str, css_class: str = "") -> list[Token]:
    """Return the inline tokens of a link; of its text alone where ``md`` does not allow the address."""
    shown = Token("text", "", 0, content=text or href)
    address = md.normalizeLink(href)
    if not md.validateLink(address):
        return [shown]
    opening = Token("link_open", "a", 1, attrs={"href": address})
    if css_class:
        opening.attrSet("class", css_class)
    return [opening, shown, Token("link_close", "a", -1)]


def place_tokens(md: MarkdownIt, place: Place, text: str = "") -> list[Token]:
    """Return the inline tokens of a link to ``place``, which shows its address where there is no text."""
    return link_tokens(md, place.address, text, place.css_class)


def image_tokens(md: MarkdownIt, src: str, alt: str = "", title: str = "") -> list[Token]:
    """Return the inline tokens of an image; its description alone where ``md`` bars the address."""
    address = md.normalizeLink(src)
    if not md.validateLink(address):
        return [Token("text", "", 0, content=alt)]
    image = Token("image", "img", 0, attrs={"src": address, "alt": ""}, content=alt)
    image.children = [Token("text", "", 0, content=alt)] if alt else []
    if title:
        image.attrSet("title", title)
    return [image]


def push_tokens(state: StateInline, tokens: list[Token]) -> None:
    """Push ready inline tokens, so that ``state`` knows their levels."""
    for token in tokens:
        pushed = state.push(token.type, token.tag, token.nesting)
        pushed.attrs, pushed.content, pushed.children = token.attrs, token.content, token.children
        pushed.meta = token.meta


def paragraph(children: list[Token], line: int, end: int, level: int = 0) -> list[Token]:
    """Return a paragraph of ready inline tokens on lines ``line`` to ``end`` (from 0, ``end`` excluded)."""
    return _around("paragraph", "p", _inline(children, line, end, level + 1), level)


def figure(image: list[Token], caption: str, line: int, end: int, level: int = 0) -> list[Token]:
    """Return an image with a caption in Markdown; without a caption a paragraph."""
    if not caption:
        return paragraph(image, line, end, level)
    text = Token("inline", "", 0, content=caption, children=[], block=True, level=level + 2, map=[line, end])
    parts = [_inline(image, line, end, level + 1), *_around("nenrin_caption", "figcaption", text, level + 1)]
    opening = Token("nenrin_figure_open", "figure", 1, block=True, level=level, map=[line, end])
    return [opening, *parts, Token("nenrin_figure_close", "figure", -1, block=True, level=level)]


def _around(name: str, tag: str, inner: Token, level: int) -> list[Token]:
    opening = Token(f"{name}_open", tag, 1, block=True, level=level, map=inner.map)
    return [opening, inner, Token(f"{name}_close", tag, -1, block=True, level=level)]


def _inline(children: list[Token], line: int, end: int, level: int) -> Token:
    # No content: the inline parser then adds nothing to the children.
    return Token("inline", "", 0, block=True, level=level, map=[line, end], children=children)
