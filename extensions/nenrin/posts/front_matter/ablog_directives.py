"""Find posts that a page declares in its text by ABlog's ``post`` directive or reST fields, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from nenrin.posts import dates

_REST_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+post::[ \t]*(?P<date>.*?)[ \t]*$")
_REST_LITERAL = re.compile(
    r"[ \t]*(?:\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal|raw|math)::|(?!\.\.[ \t]).*::[ \t]*$)"
)
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*?)[ \t]*$")
_MYST_DIRECTIVE = re.compile(r"\{(?P<name>[^{}]+)\}[ \t]*(?P<argument>.*)")
_SHOWN_AS_IT_IS = frozenset(
    {"code", "code-block", "code-cell", "sourcecode", "parsed-literal", "raw", "math", "mermaid"}
)
_FIELD = re.compile(r"(?m)^:(?P<name>blogpost|date):[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Declared:
    """The dates of the posts declared in one page: None for a post without a date that can be read.

    ABlog's rule holds for one without a date: it is a draft in no list, and its page is there for who knows its URL.
    """

    published: tuple[datetime | None, ...] = ()


def find_declared(text: str, zone: tzinfo, *, is_markdown: bool) -> Declared:
    """Return the posts that ``text`` declares, not those that its examples show; fields count in reST alone."""
    if is_markdown:
        return Declared(tuple(_date(written, zone) for written in _in_markdown(text.split("\n"))))
    found = list(_in_rest(text.split("\n")))
    fields = {match["name"]: match["value"] for match in _FIELD.finditer(text[:2000])}
    if "blogpost" in fields and fields["blogpost"].lower() not in {"false", "no", "off"} and not found:
        found = [fields.get("date", "")]
    return Declared(tuple(_date(written, zone) for written in found))


def _in_rest(lines: Iterable[str]) -> Iterator[str]:
    """Yield what stands after ``.. post::``; a literal block is all that is indented more than what opens it."""
    literal: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if literal is not None and (indent > literal or not line.strip()):
            continue
        literal = None
        if directive := _REST_DIRECTIVE.match(line):
            yield directive["date"]
        elif _REST_LITERAL.match(line):
            literal = indent


def _in_markdown(lines: Iterable[str]) -> Iterator[str]:
    """Yield what stands after ``{post}`` in a fence, and what reST in a fence declares."""
    fences: list[str] = []  # of directives, whose text is Markdown
    code = ""
    rest: list[str] | None = None
    for line in lines:
        fence = _FENCE.match(line)
        if code:
            if fence and not fence["info"] and _closes(fence["mark"], code):
                yield from _in_rest(rest or ())
                code, rest = "", None
            elif rest is not None:
                rest.append(line)
        elif fence and fences and not fence["info"] and _closes(fence["mark"], fences[-1]):
            fences.pop()
        elif fence:
            directive = _MYST_DIRECTIVE.match(fence["info"])
            name = directive["name"] if directive else ""
            if directive and name == "post":
                yield directive["argument"]
            if name == "eval-rst":
                code, rest = fence["mark"], []
            elif name in _SHOWN_AS_IT_IS or (not directive and fence["mark"][0] != ":"):
                code = fence["mark"]
            else:
                fences.append(fence["mark"])
    yield from _in_rest(rest or ())


def _closes(mark: str, opening: str) -> bool:
    return mark[0] == opening[0] and len(mark) >= len(opening)


def _date(written: str, zone: tzinfo) -> datetime | None:
    try:
        return dates.parse(written, zone).at
    except dates.DateProblem:
        # A date that is there but wrong is named when the page is read; until then it is no draft.
        return datetime(dates.FIRST_YEAR, 1, 1, tzinfo=zone) if written else None
