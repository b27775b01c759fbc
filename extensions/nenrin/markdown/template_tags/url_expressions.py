"""Addresses written as template expressions: `{{< ref "x.md" >}}`, `{{ site.baseurl }}/x`, `{% post_url x %}`.

They stand where Markdown allows no spaces, so they are replaced in the source of a paragraph before its
links are read, and in HTML blocks. Code is left alone. An expression becomes the page it names (`x.md`,
a slug, a path); finding the page is the business of who resolves links. `site.url` and `site.baseurl`
become nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from nenrin.markdown.problems import RAW_KEY
from nenrin.markdown.template_tags.tags import Tag
from nenrin.markdown.template_tags.tags_of_text import TagsOfText, tags_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_ADDRESS_TAGS = frozenset({"ref", "relref", "post_url", "post_path", "asset_path"})
_SIGN = re.compile(r"\\.|`+|\{", re.DOTALL)
_TICKS = re.compile(r"`+")
_HTML_CODE = re.compile(r"<(?:pre|code|script|style|textarea)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"""\{\{-?\s*(?:
          (?:site|config)\.(?:baseurl|url|root)
        | (?P<quote>["'])(?P<path>[^"'{}]*)(?P=quote)\s*\|\s*(?:(?:relative|absolute)_url|relURL|absURL|url(?:_for)?)
        | (?:relref|ref|relURL|absURL)\s+(?:\.\s+)?(?P<q>["'])(?P<page>[^"'{}]*)(?P=q)
        )\s*-?\}\}""",
    re.VERBOSE,
)


def url_expressions_plugin(md: MarkdownIt) -> None:
    """Make `md` replace template expressions that stand for addresses."""
    md.core.ruler.before("inline", "nenrin_url_expressions", _replace_all)


def address_of(tag: Tag) -> str | None:
    """Return the page that a tag names, where naming one is all it does."""
    is_address = tag.name in _ADDRESS_TAGS or (tag.name == "link" and len(tag.args) == 1)
    page = tag.args[0] if tag.args else tag.value("path")
    return page.replace(" ", "%20") if is_address and page and not tag.closing else None


def _replace_all(state: StateCore) -> None:
    for token in state.tokens:
        is_html = token.type == "html_block" and not _HTML_CODE.search(token.content)
        if (is_html or token.type == "inline") and "{" in token.content and not token.meta.get(RAW_KEY):
            token.content = _replaced(token.content, tags_of(state.env, token.content))


def _replaced(text: str, tags: TagsOfText) -> str:
    parts: list[str] = []
    index = 0
    code = _Code(text)
    sign = _SIGN.search(text)
    while sign:
        parts.append(text[index : sign.start()])
        shown, index = _expression(text, tags, sign.start()) if sign[0] == "{" else (sign[0], sign.end())
        if sign[0][0] == "`":
            index = code.end(sign)
            shown = text[sign.start() : index]
        parts.append(shown)
        sign = _SIGN.search(text, index)
    return "".join([*parts, text[index:]])


class _Code:
    """Where code spans of a text end: at the next row of as many backticks."""

    def __init__(self, text: str) -> None:
        self._rows: dict[int, list[int]] = {}
        for row in _TICKS.finditer(text):
            self._rows.setdefault(len(row[0]), []).append(row.start())

    def end(self, ticks: re.Match[str]) -> int:
        """Return where the code ends that `ticks` open; where the row itself does, if nothing closes it."""
        rows = self._rows.get(len(ticks[0]), [])
        after = bisect_left(rows, ticks.end())
        return rows[after] + len(ticks[0]) if after < len(rows) else ticks.end()


def _expression(text: str, tags: TagsOfText, start: int) -> tuple[str, int]:
    """Return the address that the expression at `start` stands for and its end; a brace if it is none."""
    value = _VALUE.match(text, start)
    if value:
        return value["path"] or value["page"] or "", value.end()
    tag = tags.at(start)
    address = address_of(tag) if tag else None
    if tag is None or address is None:
        return "{", start + 1
    return address, tag.end
