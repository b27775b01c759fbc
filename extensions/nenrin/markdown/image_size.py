"""The size of a picture written after its address: ``![x](a.png =100x200)``, ``=250x``, as Zenn and HackMD have it.

Obsidian's pictures, ``![[a.png|300]]``, are read as well: after the bar stands a width or a description.
A path with blanks, ``![x](my oak.png)``, is no image in CommonMark; it is one here if it ends like a picture.
The size goes into the attributes ``width`` and ``height`` of the image; one of the two may be missing. A
title may stand before or after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import image

from nenrin.markdown.directives.placeholders import image_tokens, push_tokens

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_TITLE = r"""(?:\s+(?:"(?P<{0}double>[^"\n]*)"|'(?P<{0}single>[^'\n]*)'))?"""
_ADDRESS = re.compile(
    rf"""\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()]*\))+)){_TITLE.format("a")}
        \s+=(?P<width>\d{{1,5}}%?)?[xX](?P<height>\d{{1,5}})?{_TITLE.format("b")}\s*\)""",
    re.VERBOSE,
)
_ENDING = r"\.(?:png|jpe?g|gif|webp|svg|avif)"
_WITH_BLANKS = re.compile(
    rf"""\(\s*(?P<bare>(?:[^\s()<>"]|\([^()\n]*\)|[ \t](?=[^\s"'=]))+{_ENDING}){_TITLE.format("a")}
        (?:\s+=(?P<width>\d{{1,5}}%?)?[xX](?P<height>\d{{1,5}})?)?{_TITLE.format("b")}\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
_OBSIDIAN = re.compile(
    rf"!\[\[(?P<path>[^\[\]|\n]+{_ENDING})(?:\\?\|(?P<alt>[^\[\]|\n]*?))??"
    rf"(?:\\?\|(?P<width>\d{{1,5}})(?:x(?P<height>\d{{1,5}}))?)?\]\]",
    re.IGNORECASE,
)


_SIZE_IN_LABEL = re.compile(r"\\?\|(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?$")
"""Obsidian's size of a picture of CommonMark, at the end of its description."""


def image_size_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read images with a size after their address."""
    md.inline.ruler.before("image", "nenrin_image_size", _image)


def _image(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    embedded = _OBSIDIAN.match(state.src, state.pos, state.posMax)
    if embedded:
        if not silent:
            tokens = image_tokens(state.md, embedded["path"].strip(), embedded["alt"] or "")
            _push_sized(state, tokens, embedded)
        state.pos = embedded.end()
        return True
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    if end >= 0 and (sized := _SIZE_IN_LABEL.search(state.src, state.pos + 2, end)):
        return _sized_by_label(state, silent, sized)
    found = _ADDRESS.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if end >= 0 and not found:
        blanks = _WITH_BLANKS.match(state.src, end + 1, state.posMax)
        found = blanks if blanks and re.search(r"\s", blanks["bare"]) else None
    if not found:
        return False
    if not silent:
        _push(state, state.src[state.pos + 2 : end], found)
    state.pos = found.end()
    return True


def _sized_by_label(state: StateInline, silent: bool, sized: re.Match[str]) -> bool:
    """Read ``![alt|100](x.png)``: the picture that CommonMark sees, its size taken off its description."""
    before = len(state.tokens)
    if not image(state, silent):
        return False
    if not silent and len(state.tokens) > before and state.tokens[-1].type == "image":
        picture = state.tokens[-1]
        picture.content = _SIZE_IN_LABEL.sub("", picture.content)
        children: list[Token] = []
        state.md.inline.parse(picture.content, state.md, state.env, children)
        picture.children = children
        for side in ("width", "height"):
            if sized[side]:
                picture.attrSet(side, sized[side])
    return True


def _push(state: StateInline, label: str, found: re.Match[str]) -> None:
    title = next((found[name] for name in ("adouble", "asingle", "bdouble", "bsingle") if found[name]), "")
    _push_sized(
        state,
        image_tokens(state.md, found.groupdict().get("angle") or found["bare"] or "", label, title),
        found,
    )


def _push_sized(state: StateInline, tokens: list[Token], found: re.Match[str]) -> None:
    for side in ("width", "height"):
        if tokens[0].type == "image" and found[side]:
            tokens[0].attrSet(side, found[side])
    push_tokens(state, tokens)
