"""MDX in posts: ``import`` and ``export`` lines, ``<Component prop={x} />``, ``{/* comments */}``.

Nothing is run. Imports and exports are left out. The known few components are shown: pictures, videos,
links and boxes (``<Callout type="tip">``, ``<Aside>``, ``<Note>``, ``<Details>``). Of an unknown component with
content the content stays; one without is left out on lines of its own and stands as code inside a
sentence. All but comments are reported. HTML tags keep their place and lose the attributes that
JavaScript would compute. ``List<String>`` stays text. Code spans and fences are never looked into.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from markdown_it.token import Token

from nenrin.markdown.boxes.tokens import add_render_rules, close_token, open_token, title_tokens
from nenrin.markdown.directives.placeholders import figure, push_tokens
from nenrin.markdown.mdx.jsx import Element, find_element_end, match_element, plain_html
from nenrin.markdown.problems import AS_CODE_KEY, inline_lines_plugin, report, report_inline
from nenrin.markdown.template_tags.meanings import (
    PICTURE_TAGS,
    TAB_GROUPS,
    box_of,
    inline_tokens,
    is_box,
    picture,
)
from nenrin.markdown.template_tags.shortcodes import parse_part

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_IMPORT = re.compile(
    r"""import\s+(?:type\s+)?(?:(?:[\w$*]+|\{[^{}]*\})(?:\s*,\s*(?:[\w$*]+|\{[^{}]*\}))*(?:\s+as\s+[\w$]+)?\s+from\s+)?
        (?P<from>["'][^"'\n]+["'])[^\S\n]*;?[^\S\n]*(?:\n|$)""",
    re.VERBOSE,
)
# To the line that closes what the first line opens, else to a blank line.
_EXPORT = re.compile(
    r"""(?P<what>export[ ](?:const|let|var|function|async|class|default)\b[ ]?[\w$]*)
        (?:[^\n]*[{(\[`][^\S\n]*\n.*?\n[})\]`][^\n]*|[^\n]*(?:\n(?!\s*(?:\n|$))[^\n]*)*)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\{\s*/\*.*?\*/\s*\}", re.DOTALL)
_FRAGMENT = re.compile(r"</?>")
_REST_OF_LINE = re.compile(r"[^\S\n]*(?:\n|$)")


def mdx_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read what MDX adds to Markdown."""
    md.block.ruler.before("html_block", "nenrin_mdx_module", _module)
    md.block.ruler.before("html_block", "nenrin_mdx_block", _block, _INTERRUPTS)
    md.inline.ruler.before("autolink", "nenrin_mdx", _inline)
    inline_lines_plugin(md)
    add_render_rules(md)


def _module(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    text = _text(state, startLine, endLine, ("import", "export"))
    imported, exported = _IMPORT.match(text), _EXPORT.match(text)
    found = imported or exported
    if not found:
        return False
    if not silent:
        construct = f"import {imported['from']}" if imported else found["what"].rstrip()
        report(state.env, startLine + 1, construct, "is code and is left out")
        state.line = startLine + found[0].rstrip().count("\n") + 1
    return True


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    text = _text(state, startLine, endLine, ("<", "{"))
    unseen = _COMMENT.match(text) or _FRAGMENT.match(text)
    if unseen and _REST_OF_LINE.match(text, unseen.end()):
        return silent or _go_on(state, startLine, unseen[0])
    element = match_element(text, 0)
    if element is None or "\n\n" in element.raw:
        return False
    if not element.is_component:
        return _html(state, element, text, startLine, silent=silent)
    end = _block_end(element, text)
    if not _REST_OF_LINE.match(text, end):
        return False
    if silent:
        return True
    body = text[element.end : end]
    state.tokens.extend(_tokens(state, element, body, startLine, startLine + text.count("\n", 0, end) + 1))
    return _go_on(state, startLine, text[:end])


def _block_end(element: Element, text: str) -> int:
    """Return where the part of ``text`` ends that the element means: with its content only for a box."""
    closing = find_element_end(text, element) if is_box(element.tag) and not element.closes else None
    return closing[1] if closing else element.end


def _html(state: StateBlock, element: Element, text: str, line: int, *, silent: bool) -> bool:
    """Write an HTML tag that stands alone and has JSX attributes, which Markdown would take for text."""
    if not element.is_jsx or not _REST_OF_LINE.match(text, element.end):
        return False
    if silent:
        return True
    token = state.push("html_block", "", 0)
    token.map = [line, line + element.raw.count("\n") + 1]
    token.content = plain_html(element) + "\n"
    return _go_on(state, line, element.raw)


def _tokens(state: StateBlock, element: Element, body: str, line: int, end: int) -> list[Token]:
    if element.closing or element.tag.name in TAB_GROUPS:
        return []
    if body and is_box(element.tag):
        return _box(state, element, body, line, end)
    shown, caption = _shown(state.md, element)
    if shown:
        return figure(shown, caption, line, end, state.level)
    what = "is left out" if element.closes else "is left out, and its content stays"
    report(state.env, line + 1, element.construct, f"cannot be shown and {what}")
    return []


def _shown(md: MarkdownIt, element: Element) -> tuple[list[Token], str]:
    if not element.closes:
        return [], ""
    if element.tag.name in PICTURE_TAGS:
        return picture(md, element.tag)
    return inline_tokens(md, element.tag), ""


def _box(state: StateBlock, element: Element, body: str, line: int, end: int) -> list[Token]:
    box = box_of(element.tag)
    inside = textwrap.dedent(body.rpartition("</")[0])
    opening = open_token(Token("", "", 1, level=state.level), box, line, end)
    closing = close_token(Token("", "", -1, level=state.level), box)
    inner = parse_part(state, inside, line + element.raw.count("\n"), state.level + 1)
    return [opening, *title_tokens(box, line, state.level + 1), *inner, closing]


def _inline(state: StateInline, silent: bool) -> bool:
    char = state.src[state.pos]
    unseen = _COMMENT.match(state.src, state.pos) if char == "{" else None
    if unseen:
        state.pos = unseen.end()
        return True
    element = match_element(state.src, state.pos) if char == "<" else None
    if element is None or element.end > state.posMax:
        return False
    if not element.is_component:
        return element.is_jsx and _push(state, "html_inline", plain_html(element), element.end, silent=silent)
    if _is_generic(state, element):
        return _push(state, "text", element.raw, element.end, silent=silent)
    if not silent:
        _push_component(state, element)
    state.pos = element.end
    return True


def _is_generic(state: StateInline, element: Element) -> bool:
    """Say whether the element is a type in prose: ``List<String>``, a bare name right after a word."""
    before = state.src[state.pos - 1] if state.pos else " "
    bare = element.raw == f"<{element.name}>"
    return bare and (before.isalnum() or before == "_") and not find_element_end(state.src, element)


def _push_component(state: StateInline, element: Element) -> None:
    shown = _shown(state.md, element)[0]
    push_tokens(state, shown)
    if shown or element.closing:
        return
    if not element.closes and find_element_end(state.src, element):
        report_inline(state, element.construct, "cannot be shown, so only its content is")
        return
    report_inline(state, element.construct, "cannot be shown and stands as code")
    _push(state, "code_inline", element.raw, element.end, silent=False)
    state.tokens[-1].meta[AS_CODE_KEY] = True


def _push(state: StateInline, kind: str, content: str, end: int, *, silent: bool) -> bool:
    if not silent:
        token = state.push(kind, "code" if kind == "code_inline" else "", 0)
        token.content = content
    state.pos = end
    return True


def _text(state: StateBlock, start: int, end: int, starts: tuple[str, ...]) -> str:
    """Return the source from line ``start`` on, without its indentation; "" where none of ``starts`` begins it."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(starts, at):
        return ""
    return state.getLines(start, end, state.sCount[start], keepLastLF=False)


def _go_on(state: StateBlock, line: int, text: str) -> bool:
    state.line = line + text.count("\n") + 1
    return True
