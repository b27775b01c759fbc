r"""Read what authors write after the three backticks: language, title, marked lines, line numbers.

Read are ``js title="x" {1,3-4}`` (Docusaurus, Astro), ``python:main.py`` (Zenn, Qiita, Hexo), `js
{linenos=true, hl_lines=[1,"3-4"]}`` (Hugo), ``js{1,3}`` (VuePress), ``{.python .numberLines}` (Pandoc),
``diff js``, ``diff_js`` (Zenn), ``js showLineNumbers``, ``bash Title https://…`` (Hexo), ``ts [a.ts]`` (Nuxt) and
``{r, echo=FALSE}`` (R Markdown). MyST's directives, such as ``{note}``, are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nenrin.markdown.boxes.attributes import parse_attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MOST_LINES = 10_000
_DIRECTIVE = re.compile(r"\{[A-Za-z][\w:+-]*\}")
# Code that R Markdown, Quarto and Jupyter run, and Pandoc's raw blocks; no directive has such a name.
_CELL = re.compile(
    r"\{=?(?P<name>bash|dot|html|javascript|js|julia|latex|mermaid|ojs|perl|python3?|r|R|Rcpp|ruby|rust|sas|sh|sql|stan|stata)"
    r"(?:[\s,][^}]*)?\}\s*$"
)
_LANGUAGES_OF_CELLS = {"R": "r", "ojs": "js", "Rcpp": "cpp"}
# Hexo's `bash Title https://… link`, and a file's name alone: `yml _config.yml`, `ts [nuxt.config.ts]`.
_WORDS_AS_TITLE = re.compile(
    r"\s+(?:(?P<words>[^\s={}\[\]\"'][^={}\"']*?)\s+https?://\S+|\[(?P<label>[^\[\]]+)\]"
    r"|(?P<file>[\w./-]*\w\.[A-Za-z]\w{0,9})(?=\s|$))"
)
_LANGUAGE = re.compile(r"[^\s{:=\"',]+")
_LANGUAGE_OF_DIFF = re.compile(r"""\blang(?:uage)?\s*=\s*["']?(?P<name>[\w+#-]+)""")
_FILE_NAME = re.compile(r":(?P<title>[^\s{]+)")
_LINE_SET = re.compile(r"\{(?P<lines>[\d\s,-]+)\}")
_BRACES = re.compile(r"\{(?P<inside>[^{}]*)\}")
_RANGES = re.compile(r"(?P<first>\d{1,5})(?:\s*-\s*(?P<last>\d{1,5}))?")
_MARKED_LINES = re.compile(
    r"""(?:hl_lines|highlight|mark|emphasize-lines)\s*[=:]\s*(?P<lines>\[[^\]]*\]|"[^"]*"|[\d,-]+)"""
)
_TITLE = re.compile(
    r"""(?:title|filename|file|name|caption|label)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,{}"']+))"""
)
_NUMBERS = re.compile(
    r"\b(?:showLineNumbers|show-line-numbers|line-numbers|lineNumbers|numberLines|number-lines|linenos|line_number)\b"
)
_NO_NUMBERS = re.compile(
    r"(?:linenos|showLineNumbers|lineNos|line_number)\s*[=:]\s*[\"']?\{?false|noLineNumbers|no-line-numbers"
)


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """What a fence says of its code."""

    language: str
    """The language as written, "" where there is none."""
    title: str | None
    highlight: tuple[int, ...]
    """The lines to mark, counted from 1, ascending."""
    linenos: bool
    diff: bool
    """Whether the lines begin with ``+`` and ``-``."""


def parse_fence_info(info: str) -> FenceInfo | None:
    """Read the text after the marks of a fence; None where it is a directive of MyST."""
    text = info.strip()
    cell = _CELL.match(text)
    if cell:
        return FenceInfo(_LANGUAGES_OF_CELLS.get(cell["name"], cell["name"]), None, (), False, False)
    if _DIRECTIVE.match(text):
        return None
    if text.startswith("{"):
        return _pandoc(text)
    first = _LANGUAGE.match(text)
    language = first[0] if first else ""
    rest = text[len(language) :]
    named = _FILE_NAME.match(rest)
    language, diff = _without_diff(language, rest)
    title = _title(rest) or (named["title"] if named else None) or _words(rest)
    return FenceInfo(language, title, _highlight(rest), _has_numbers(rest), diff)


def fence_info_plugin(md: MarkdownIt) -> None:
    """Put what fences of ``md`` say where renderers look for it.

    ``token.meta["nenrin_fence"]`` holds the ``FenceInfo``; ``token.info`` becomes the language alone; the attribute
    ``emphasize-lines``, and ``lineno-start`` where lines are numbered, are those that MyST's renderer reads.
    """
    md.core.ruler.push("nenrin_fence_info", _read_fences)


def _read_fences(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "fence":
            _read_fence(token)


def _read_fence(token: Token) -> None:
    info = parse_fence_info(token.info)
    if info is None:
        return
    token.meta["nenrin_fence"] = info
    token.info = info.language
    if info.language == "math":  # GitHub's and GitLab's formulas
        token.type, token.tag = "math_block", "math"
    lines = [str(line) for line in info.highlight if line <= token.content.count("\n")]
    if lines:
        token.attrSet("emphasize-lines", ",".join(lines))
    if info.linenos:
        token.attrSet("lineno-start", "1")


def _pandoc(text: str) -> FenceInfo:
    inside = _BRACES.match(text)
    attributes = parse_attributes(inside["inside"] if inside else text[1:])
    classes = [name for name in attributes.classes if not _NUMBERS.match(name)]
    language, diff = _without_diff(classes[0] if classes else "", " ".join(classes[1:]))
    return FenceInfo(language, _title(text), _highlight(text), _has_numbers(text), diff)


def _without_diff(language: str, rest: str) -> tuple[str, bool]:
    """Return the language of code under a diff: ``diff js``, ``diff_js``, ``js diff``; ``diff`` where none is named."""
    if language.startswith(("diff_", "diff-")):
        return language[len("diff_") :], True
    words = re.split(r"[\s:{]", rest.strip(), maxsplit=1)
    if language == "diff":
        named = _LANGUAGE_OF_DIFF.search(rest)
        is_word = re.fullmatch(r"[A-Za-z][\w+#-]*", words[0]) and not _NUMBERS.match(words[0])
        return (named["name"] if named else words[0] if is_word else "diff"), True
    return language, words[0] == "diff"


def _title(text: str) -> str | None:
    found = _TITLE.search(text)
    return (found["double"] or found["single"] or found["bare"] or None) if found else None


def _words(rest: str) -> str | None:
    found = _WORDS_AS_TITLE.match(_BRACES.sub("", rest).replace("  ", " "))
    return (found["words"] or found["label"] or found["file"]) if found else None


def _has_numbers(text: str) -> bool:
    return bool(_NUMBERS.search(text)) and not _NO_NUMBERS.search(text)


def _highlight(text: str) -> tuple[int, ...]:
    unquoted = _TITLE.sub("", text)
    found = _MARKED_LINES.search(unquoted) or _LINE_SET.search(unquoted)
    lines: set[int] = set()
    for match in _RANGES.finditer(found["lines"] if found else ""):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        lines.update(range(max(first, 1), min(last, _MOST_LINES) + 1))
    return tuple(sorted(lines))
