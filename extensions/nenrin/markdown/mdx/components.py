"""MDX in posts: `import` and `export` lines, `<Component prop={x} />`, `{/* comments */}`.

Nothing is run. Imports and exports are left out. The known few components are shown: pictures, videos,
links and boxes (`<Callout type="tip">`, `<Aside>`, `<Note>`, `<Details>`). Of an unknown component with
content the content stays; one without is left out on lines of its own and stands as code inside a
sentence. All but comments are reported. HTML tags keep their place and lose the attributes that
JavaScript would compute. `List<String>` stays text. Code spans and fences are never looked into.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from nenrin.markdown.block_source import first_position, is_quoted, line_after, line_at, text_between
from nenrin.markdown.boxes.tokens import add_render_rules, close_token, open_token, title_tokens
from nenrin.markdown.closings import Closings, kept_for
from nenrin.markdown.directives.placeholders import figure, push_tokens
from nenrin.markdown.mdx.jsx import Element, ElementsOfText, elements_of, plain_html
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
    from markdown_it.utils import EnvType

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_IMPORT = re.compile(
    r"""import\s+(?:type\s+)?(?:(?:[\w$*]+|\{[^{}]*\})(?:\s*,\s*(?:[\w$*]+|\{[^{}]*\}))*(?:\s+as\s+[\w$]+)?\s+from\s+)?
        (?P<from>["'][^"'\n]+["'])[^\S\n]*;?[^\S\n]*(?:\n|$)""",
    re.VERBOSE,
)
_EXPORT = re.compile(
    r"(?P<what>export (?:const|let|var|function|async|class|default)\b ?[\w$]*)[^\n]*?(?P<open>[{(\[`][^\S\n]*)?$",
    re.MULTILINE,
)
_EXPORT_END = re.compile(r"\n[})\]`][^\n]*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n|\Z)")
_COMMENT = re.compile(r"\{\s*/\*")
_COMMENT_END = re.compile(r"\*/\s*\}")
_FRAGMENT = re.compile(r"</?>")
_MOST_QUOTED_LINES = 40
"""How many lines of a quotation are looked at for the end of a tag."""


def mdx_plugin(md: MarkdownIt) -> None:
    """Make `md` read what MDX adds to Markdown."""
    md.block.ruler.before("html_block", "nenrin_mdx_module", _module)
    md.block.ruler.before("html_block", "nenrin_mdx_block", _block, _INTERRUPTS)
    md.inline.ruler.before("autolink", "nenrin_mdx", _inline)
    inline_lines_plugin(md)
    add_render_rules(md)


def _module(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    start = first_position(state, startLine)
    if state.is_code_block(startLine) or not state.src.startswith(("import", "export"), start):
        return False
    imported, exported = _IMPORT.match(state.src, start), _EXPORT.match(state.src, start)
    if not imported and not exported:
        return False
    if not silent:
        construct = f"import {imported['from']}" if imported else exported["what"].rstrip()  # type: ignore[index]
        report(state.env, startLine + 1, construct, "is code and is left out")
        end = imported.start("from") if imported else _export_end(state, exported)  # type: ignore[arg-type]
        state.line = min(line_at(state, end) + 1, endLine)
    return True


def _export_end(state: StateBlock, opening: re.Match[str]) -> int:
    """Return the end of the line that closes what the first line opens, else the last before a blank line."""
    closings = kept_for(state.env, state.src, Closings)
    closing = closings.search(_EXPORT_END, opening.end()) if opening["open"] else None
    if closing:
        return closing.end()
    blank = closings.search(_BLANK_LINE, opening.end())
    return blank.start() if blank else len(state.src) - 1


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    start = first_position(state, startLine)
    if state.is_code_block(startLine) or not state.src.startswith(("<", "{"), start):
        return False
    unseen = _comment_end(state.env, state.src, start) or _end(_FRAGMENT.match(state.src, start))
    after = line_after(state, unseen, endLine) if unseen else None
    if after is not None:
        return _go_on(state, after, silent=silent)
    element = _element(state, startLine, endLine)
    if element is None or _BLANK_LINE.search(element.raw):
        return False
    is_whole = is_box(element.tag) and not element.closes
    closing = (
        elements_of(state.env, state.src).closing(element) if is_whole and element.is_component else None
    )
    after = line_after(state, closing[1] if closing else element.end, endLine)
    if after is None or not (element.is_component or element.is_jsx):
        return False
    if not silent:
        body = text_between(state, element.end, closing[0], state.sCount[startLine]) if closing else ""
        state.tokens.extend(_tokens(state, element, body, startLine, after))
    return _go_on(state, after, silent=silent)


def _element(state: StateBlock, line: int, end: int) -> Element | None:
    """Return the tag that begins on `line`, its end as a position in the source."""
    start = first_position(state, line)
    if not is_quoted(state, line):
        return elements_of(state.env, state.src).at(start)
    last = min(end, line + _MOST_QUOTED_LINES)
    text = state.getLines(line, last, state.sCount[line], keepLastLF=False)
    element = ElementsOfText(text).at(0)
    if element is None:
        return None
    last = line + element.raw.count("\n")
    behind = len(text[element.end :].partition("\n")[0])
    return replace(element, end=state.eMarks[last] - behind)


def _comment_end(env: EnvType, text: str, start: int) -> int | None:
    """Return where the comment in braces ends that begins at `start`, if one does."""
    opening = _COMMENT.match(text, start)
    return _end(kept_for(env, text, Closings).search(_COMMENT_END, opening.end())) if opening else None


def _end(match: re.Match[str] | None) -> int | None:
    return match.end() if match else None


def _tokens(state: StateBlock, element: Element, body: str, line: int, end: int) -> list[Token]:
    if not element.is_component:
        return [_html(state, element, line, end)]
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


def _html(state: StateBlock, element: Element, line: int, end: int) -> Token:
    """Return an HTML tag that stands alone and has JSX attributes, which Markdown would take for text."""
    token = Token("html_block", "", 0, block=True, level=state.level, map=[line, end])
    token.content = plain_html(element) + "\n"
    return token


def _shown(md: MarkdownIt, element: Element) -> tuple[list[Token], str]:
    if not element.closes:
        return [], ""
    if element.tag.name in PICTURE_TAGS:
        return picture(md, element.tag)
    return inline_tokens(md, element.tag), ""


def _box(state: StateBlock, element: Element, body: str, line: int, end: int) -> list[Token]:
    box = box_of(element.tag)
    inside = textwrap.dedent(body)
    opening = open_token(Token("", "", 1, level=state.level), box, line, end)
    closing = close_token(Token("", "", -1, level=state.level), box)
    inner = parse_part(state, inside, line + element.raw.count("\n"), state.level + 1)
    return [opening, *title_tokens(box, line, state.level + 1), *inner, closing]


def _inline(state: StateInline, silent: bool) -> bool:
    char = state.src[state.pos]
    unseen = _comment_end(state.env, state.src, state.pos) if char == "{" else None
    if unseen and unseen <= state.posMax:
        state.pos = unseen
        return True
    element = elements_of(state.env, state.src).at(state.pos) if char == "<" else None
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
    """Say whether the element is a type in prose: `List<String>`, a bare name right after a word."""
    before = state.src[state.pos - 1] if state.pos else " "
    bare = element.raw == f"<{element.name}>"
    return (
        bare
        and (before.isalnum() or before == "_")
        and not elements_of(state.env, state.src).closing(element)
    )


def _push_component(state: StateInline, element: Element) -> None:
    shown = _shown(state.md, element)[0]
    push_tokens(state, shown)
    if shown or element.closing:
        return
    if elements_of(state.env, state.src).closing(element):
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


def _go_on(state: StateBlock, line: int, *, silent: bool) -> bool:
    if not silent:
        state.line = line
    return True
