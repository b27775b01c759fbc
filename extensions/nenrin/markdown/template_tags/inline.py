"""Shortcodes and tags inside a sentence; those on lines of their own are read by ``shortcodes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.markdown.directives.placeholders import push_tokens
from nenrin.markdown.problems import AS_CODE_KEY, RAW_KEY, report_inline
from nenrin.markdown.template_tags.meanings import CODE_TAGS, RAW_TAGS, inline_tokens, is_text
from nenrin.markdown.template_tags.tags import Tag
from nenrin.markdown.template_tags.tags_of_text import tags_of

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_HIDDEN = CODE_TAGS | RAW_TAGS | {"comment"}


def shortcode_inline(state: StateInline, silent: bool) -> bool:
    """Read the tag at the position of ``state``, as an inline rule of markdown-it."""
    if state.src[state.pos] != "{" or state.env.get(RAW_KEY):
        return False
    tags = tags_of(state.env, state.src)
    comment = tags.escaped(state.pos)
    if comment:
        return comment[1] <= state.posMax and _push_text(state, comment[0], comment[1], silent=silent)
    tag = tags.at(state.pos)
    if tag is None or is_text(tag) or tag.end > state.posMax:
        return False
    closing = tags.closing(tag)
    if closing and tag.name in _HIDDEN:
        return _push_hidden(state, tag, closing, silent=silent)
    if not silent:
        _push_tag(state, tag, paired=closing is not None)
    state.pos = tag.end
    return True


def _push_hidden(state: StateInline, tag: Tag, closing: tuple[int, int], *, silent: bool) -> bool:
    body = state.src[tag.end : closing[0]].strip()
    if tag.name in CODE_TAGS:
        return _push_code(state, body, closing[1], silent=silent)
    return _push_text(state, body if tag.name in RAW_TAGS else "", closing[1], silent=silent)


def _push_tag(state: StateInline, tag: Tag, *, paired: bool) -> None:
    if tag.closing:
        return
    shown = inline_tokens(state.md, tag)
    if shown:
        push_tokens(state, shown)
        return
    if paired:
        report_inline(state, tag.construct, "cannot be shown, so only its content is")
        return
    report_inline(state, tag.construct, "cannot be shown and stands as code")
    _push_code(state, tag.raw, tag.end, silent=False)
    state.tokens[-1].meta[AS_CODE_KEY] = True


def _push_text(state: StateInline, text: str, end: int, *, silent: bool) -> bool:
    if not silent:
        state.append_pending(text)
    state.pos = end
    return True


def _push_code(state: StateInline, text: str, end: int, *, silent: bool) -> bool:
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.markup = "`"
        token.content = text
    state.pos = end
    return True
