"""Shortcodes of Hugo and Zola, tags of Hexo and Jekyll: the known few are shown, the others named and left out.

On lines of its own a tag that is not known is left out, with its closing tag; what stands between the
two stays. Inside a sentence it is shown as code. Both are reported. Nothing is run. What tags show is
in `meanings`, where they lead in `url_expressions`. Code spans and fences are never looked into, but
for Hugo's escapes, nor is what stands between `{% raw %}` and `{% endraw %}`. `{{ x }}` alone stays
text, and so does Zola's `{{ x() }}` unless it is one of the known few.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import paragraph as paragraph_block
from markdown_it.token import Token

from nenrin.markdown.block_source import first_position, line_after, line_at, text_between
from nenrin.markdown.boxes.tokens import Box, add_render_rules, close_token, open_token, title_tokens
from nenrin.markdown.directives.placeholders import figure, paragraph
from nenrin.markdown.problems import (
    OFFSET_KEY,
    RAW_KEY,
    env_value,
    inline_lines_plugin,
    report,
)
from nenrin.markdown.template_tags.escapes import escapes_in_code_plugin
from nenrin.markdown.template_tags.inline import shortcode_inline
from nenrin.markdown.template_tags.meanings import (
    CODE_TAGS,
    PICTURE_TAGS,
    QUOTE_TAGS,
    RAW_TAGS,
    TAB_GROUPS,
    box_of,
    code_info,
    inline_tokens,
    is_box,
    is_text,
    picture,
)
from nenrin.markdown.template_tags.tags import Tag
from nenrin.markdown.template_tags.tags_of_text import TagsOfText, tags_of
from nenrin.markdown.template_tags.url_expressions import address_of, url_expressions_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_STARTS = ("{{", "{%")
_TAB = re.compile(r"<!--\s*tab\b(?P<title>.*?)-->(?P<inside>.*?)<!--\s*endtab\s*-->", re.DOTALL)


def shortcodes_plugin(md: MarkdownIt) -> None:
    """Make `md` read shortcodes and tags."""
    blocks, inlines = md.block.ruler.get_all_rules(), md.inline.ruler.get_all_rules()
    # Before MyST's own readings of braces: an attribute list may hold `% a comment %`.
    before = next(rule for rule in blocks if rule in {"attr", "substitution_block", "fence"})
    md.block.ruler.before(before, "nenrin_shortcode_block", _block, _INTERRUPTS)
    before = "substitution_inline" if "substitution_inline" in inlines else "escape"
    md.inline.ruler.before(before, "nenrin_shortcode", shortcode_inline)
    url_expressions_plugin(md)
    escapes_in_code_plugin(md)
    inline_lines_plugin(md)
    add_render_rules(md)


def parse_part(state: StateBlock, text: str, line: int, level: int) -> list[Token]:
    """Return the blocks of `text`, a part of the source that begins on `line` (from 0), at a nesting `level`."""
    if not text:
        return []
    part = StateBlock(text, state.md, state.env, [])
    part.level = level
    with env_value(state.env, OFFSET_KEY, state.env.get(OFFSET_KEY, 0) + line):
        state.md.block.tokenize(part, 0, part.lineMax)
    for token in part.tokens:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    return part.tokens


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    start = first_position(state, startLine)
    if state.is_code_block(startLine) or not state.src.startswith(_STARTS, start):
        return False
    if not state.env.get(RAW_KEY) and _tag(state, startLine, endLine, silent=silent):
        return True
    # Not left to MyST's attribute lists, for which `{% x %}` is a comment.
    return (
        not silent
        and state.src.startswith("{%", start)
        and paragraph_block(state, startLine, endLine, silent)
    )


def _tag(state: StateBlock, startLine: int, endLine: int, *, silent: bool) -> bool:  # noqa: N803
    start = first_position(state, startLine)
    tags = tags_of(state.env, state.src)
    if comment := tags.escaped(start):
        after = line_after(state, comment[1], endLine)
        return not comment[0] and after is not None and _go_on(state, after, silent=silent)
    tag = tags.at(start)
    closing = tags.closing(tag) if tag and _takes_all(tag) else None
    after = line_after(state, closing[1] if closing else tag.end, endLine) if tag else None
    if tag is None or after is None or is_text(tag) or address_of(tag) is not None:
        return False
    if not silent:
        body = text_between(state, tag.end, closing[0], state.sCount[startLine]) if closing else ""
        state.tokens.extend(_tokens(state, _clean(state, tag, startLine), body, startLine, after))
    return _go_on(state, after, silent=silent)


def _clean(state: StateBlock, tag: Tag, line: int) -> Tag:
    """Return the tag that begins on `line` without the marks of a list or quotation, which may stand in it."""
    if "\n" not in tag.raw:
        return tag
    text = state.getLines(line, line_at(state, tag.end - 1) + 1, state.sCount[line], keepLastLF=False)
    return TagsOfText(text).at(0) or tag


def _go_on(state: StateBlock, line: int, *, silent: bool) -> bool:
    if not silent:
        state.line = line
    return True


def _takes_all(tag: Tag) -> bool:
    """Say whether the tag means what stands between it and its closing tag."""
    return tag.name in CODE_TAGS | RAW_TAGS | QUOTE_TAGS | TAB_GROUPS | {"comment"} or is_box(tag)


def _tokens(state: StateBlock, tag: Tag, body: str, line: int, end: int) -> list[Token]:
    if tag.closing or tag.name == "comment":
        return []
    if tag.name in RAW_TAGS:
        return _raw(state, body, line + tag.raw.count("\n"))
    if tag.name in TAB_GROUPS:
        return _tabs(state, body, line + tag.raw.count("\n"))
    return _pair(state, tag, body, line, end) if body else _single(state, tag, line, end)


def _pair(state: StateBlock, tag: Tag, body: str, line: int, end: int) -> list[Token]:
    if tag.name in CODE_TAGS:
        return [_code(state, tag, body, line, end)]
    if tag.name in QUOTE_TAGS:
        return _quotation(state, tag, body, line, end)
    return _box(state, tag, body, line, end) if is_box(tag) else _single(state, tag, line, end)


def _single(state: StateBlock, tag: Tag, line: int, end: int) -> list[Token]:
    if tag.name in PICTURE_TAGS:
        shown, caption = picture(state.md, tag)
    else:
        shown, caption = inline_tokens(state.md, tag), ""
    if shown:
        return figure(shown, caption, line, end, state.level)
    report(state.env, line + 1, tag.construct, "cannot be shown and is left out")
    return []


def _raw(state: StateBlock, body: str, line: int) -> list[Token]:
    with env_value(state.env, RAW_KEY, value=True):
        tokens = parse_part(state, body, line, state.level)
    for token in tokens:
        token.meta[RAW_KEY] = True
    return tokens


def _code(state: StateBlock, tag: Tag, body: str, line: int, end: int) -> Token:
    code = Token("fence", "code", 0, block=True, level=state.level, map=[line, end], markup="```")
    code.info = code_info(tag)
    code.content = body.strip("\n") + "\n"
    return code


def _tabs(state: StateBlock, body: str, line: int) -> list[Token]:
    """Return the tabs of a group as open boxes; those of Hexo stand between comments."""
    tokens: list[Token] = []
    index = 0
    for tab in _TAB.finditer(body):
        at = line + body.count("\n", 0, tab.start())
        tokens += parse_part(state, body[index : tab.start()], line + body.count("\n", 0, index), state.level)
        box = Box("details", "tab", "details", tab["title"].partition("@")[0].strip() or None, "open")
        inside = line + body.count("\n", 0, tab.start("inside"))
        tokens += _boxed(state, box, tab["inside"], inside, (at, at + tab[0].count("\n") + 1))
        index = tab.end()
    return tokens + parse_part(state, body[index:], line + body.count("\n", 0, index), state.level)


def _quotation(state: StateBlock, tag: Tag, body: str, line: int, end: int) -> list[Token]:
    opening = Token("blockquote_open", "blockquote", 1, block=True, level=state.level, map=[line, end])
    inner = parse_part(state, body, line + tag.raw.count("\n"), state.level + 1)
    # The words of Hexo's pullquote are classes.
    who = "" if tag.name == "pullquote" else " ".join(tag.args) or tag.value("author", "cite", "source", "by")
    source = Token("text", "", 0, content=f"— {who}")
    source_lines = paragraph([source], line, line + 1, state.level + 1) if who else []
    closing = Token("blockquote_close", "blockquote", -1, block=True, level=state.level)
    return [opening, *inner, *source_lines, closing]


def _box(state: StateBlock, tag: Tag, body: str, line: int, end: int) -> list[Token]:
    return _boxed(state, box_of(tag), body, line + tag.raw.count("\n"), (line, end))


def _boxed(state: StateBlock, box: Box, body: str, first: int, lines: tuple[int, int]) -> list[Token]:
    """Return the box on `lines` with `body`, whose text begins on line `first`."""
    opening = open_token(Token("", "", 1, level=state.level), box, *lines)
    closing = close_token(Token("", "", -1, level=state.level), box)
    inner = parse_part(state, body, first, state.level + 1)
    return [opening, *title_tokens(box, lines[0], state.level + 1), *inner, closing]
