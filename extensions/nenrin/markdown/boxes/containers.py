"""Boxes fenced with colons, ``:::note … :::``, in the spellings of all the tools that have them.

These are remark, Docusaurus, VuePress, Zenn, Qiita and Pandoc: ``:::note``, ``:::note Title``,
``:::note[Title]``, ``:::note{title="Title" .wide}``, ``::: note "Title"``, ``::: {.note}``, Zenn's `:::message
alert`` and Qiita's ``:::note warn`. A box holds Markdown and other boxes. A line of colons closes the
innermost box that was opened with as many; with more than any, the innermost. So both habits work: more
colons outside, and the same number throughout. ``:::{directive}`` is MyST's and is left to it.

The tokens are those of ``admonitions``. A word that is not known keeps its content, in a division, and is
reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.block_source import text_of_line
from nenrin.markdown.boxes.attributes import Attributes, parse_attributes
from nenrin.markdown.boxes.tokens import Box, add_render_rules, box_named, is_known, push_box
from nenrin.markdown.problems import report

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_COLONS = re.compile(r"(?P<colons>:{3,})\s*(?P<rest>.*)$")
_OPENING = re.compile(
    r"""(?P<name>[^\W\d][\w-]*)\s*
        (?:\[(?P<label>[^\]]*)\])?\s*
        (?:\{(?P<attributes>[^{}]*)\})?\s*
        (?P<title>.*)$""",
    re.VERBOSE,
)
_LAST_BRACES = re.compile(r"\{(?P<more>[^{}]*)\}$")
_ATTRIBUTES_ONLY = re.compile(r"\{\s*(?P<attributes>[.#][^{}]*)\}$")
_CODE_FENCE = re.compile(r"`{3,}[^`]*$|~{3,}")

# Zenn's and Qiita's second words, which are no titles.
_SECOND_WORDS = {
    ("message", "alert"): "warning",
    ("note", "info"): "note",
    ("note", "warn"): "warning",
    ("note", "alert"): "danger",
}


def containers_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read boxes fenced with colons, before MyST's own colon fences."""
    rules = md.block.ruler.get_all_rules()
    before = "colon_fence" if "colon_fence" in rules else "fence"
    md.block.ruler.before(before, "nenrin_container", _container, _INTERRUPTS)
    add_render_rules(md)


def _container(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    fence = None if state.is_code_block(startLine) else _COLONS.match(_line(state, startLine))
    if not fence:
        return False
    box = _box(fence["rest"]) if fence["rest"] else None
    if fence["rest"] and not box:
        return False
    if silent:
        return True
    if not box:
        report(state.env, startLine + 1, fence["colons"], "closes no box and is left out")
        state.line = startLine + 1
        return True
    if not is_known(box.name):
        report(state.env, startLine + 1, f":::{box.name}", "is not known, so only its content is shown")
    content_end, end = _extent(state, startLine, endLine, len(fence["colons"]))
    push_box(state, box, startLine, content_end, end)
    return True


def _box(rest: str) -> Box | None:
    """Return the box that ``rest``, the text after the colons, opens, or None where it is none of ours."""
    only = _ATTRIBUTES_ONLY.match(rest)
    if only:
        attributes = parse_attributes(only["attributes"])
        first, *others = attributes.classes or ("div",)
        kept = Attributes(attributes.identifier, tuple(others), attributes.values)
        return box_named(first.removeprefix("callout-"), attributes.values.get("title"), kept)
    opening = _OPENING.match(rest)
    if not opening:
        return None
    more = _LAST_BRACES.search(rest, max(opening.start("title"), rest.rfind("{")))
    attributes = parse_attributes(f"{opening['attributes'] or ''} {more['more'] if more else ''}")
    name, words = (
        opening["name"].lower(),
        rest[opening.start("title") : more.start() if more else None].strip(),
    )
    second = _SECOND_WORDS.get((name, words))
    if second:
        return box_named(second, None, attributes)
    title = opening["label"] or attributes.values.get("title") or attributes.values.get("summary")
    return box_named(name, title or _unquoted(words) or None, attributes)


def _extent(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, int]:
    """Return the line after the content and the line after the box that opens on line ``start``."""
    opened = [colons]
    code = ""
    for line in range(start + 1, end):
        if state.isEmpty(line) or state.is_code_block(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, line
        text = _line(state, line)
        if code or _CODE_FENCE.match(text):
            code = _code_after(code, text)
            continue
        fence = _COLONS.match(text)
        if fence:
            _follow(opened, len(fence["colons"]), opens=bool(fence["rest"]))
        if not opened:
            return line, line + 1
    return end, end


def _follow(opened: list[int], colons: int, *, opens: bool) -> None:
    if opens:
        opened.append(colons)
    elif colons in opened:
        while opened.pop() != colons:
            pass
    elif colons > opened[-1]:
        opened.pop()


def _code_after(code: str, text: str) -> str:
    """Return the marks of the code fence that is open after a line of ``text``, "" where none is."""
    marks = text[: len(text) - len(text.lstrip(text[0]))]
    if not code:
        return marks
    return "" if marks.startswith(code) and not text[len(marks) :].strip() else code


def _unquoted(title: str) -> str:
    return title[1:-1] if len(title) > 1 and title[0] == title[-1] and title[0] in "\"'" else title


def _line(state: StateBlock, number: int) -> str:
    return text_of_line(state, number).rstrip()
