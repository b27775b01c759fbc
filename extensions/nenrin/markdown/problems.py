"""What a reader of a post must be told: constructs that were left out or shown as code, with their line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

ENV_KEY = "nenrin_problems"
OFFSET_KEY = "nenrin_line_offset"
RAW_KEY = "nenrin_raw"
AS_CODE_KEY = "nenrin_as_code"
"""In the ``meta`` of inline code that is no code of the author's, but a construct that cannot be shown."""
_INLINE_LINE_KEY = "nenrin_inline_line"


class MarkupProblem(NamedTuple):
    """One construct in a post that does not show as its author meant it."""

    line: int
    """The line of the text that was parsed, counted from 1."""
    construct: str
    """The construct as the author wrote it, without its arguments: ``{{< map >}}``, ``<Chart>``, ``:::box``."""
    what: str
    """What became of it, as the end of a sentence: ``is not known and is left out``."""


def report(env: EnvType, line: int, construct: str, what: str) -> None:
    """Add a problem to ``env["nenrin_problems"]``, a list of ``MarkupProblem`` in the order of the plugins' work.

    ``env["nenrin_line_offset"]`` is added to ``line``: whoever parses a part of a text says there how many lines
    stand before it.
    """
    env.setdefault(ENV_KEY, []).append(MarkupProblem(line + env.get(OFFSET_KEY, 0), construct, what))


def report_inline(state: StateInline, construct: str, what: str) -> None:
    """Add a problem with the construct at the position of ``state``; needs ``inline_lines_plugin``."""
    line = state.env.get(_INLINE_LINE_KEY, 1) + state.src.count("\n", 0, state.pos)
    report(state.env, line, construct, what)


@contextmanager
def env_value(env: EnvType, key: str, value: object) -> Iterator[None]:
    """Let ``env[key]`` be ``value`` for a while, and afterwards what it was."""
    missing = object()
    before = env.get(key, missing)
    env[key] = value
    try:
        yield
    finally:
        if before is missing:
            del env[key]
        else:
            env[key] = before


def problems_of(env: EnvType) -> list[MarkupProblem]:
    """Return the problems that a parse left in ``env``, by line and each once."""
    return sorted(set(env.get(ENV_KEY, ())))


def inline_lines_plugin(md: MarkdownIt) -> None:
    """Let inline rules of ``md`` know their line, and whether their text is raw (``env["nenrin_raw"]``)."""
    md.core.ruler.at("inline", _parse_inline)


def _parse_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        state.env[RAW_KEY] = token.meta.get(RAW_KEY, False)
        if token.map:
            state.env[_INLINE_LINE_KEY] = token.map[0] + 1
        if token.children is None:
            token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.env.pop(_INLINE_LINE_KEY, None)
    state.env.pop(RAW_KEY, None)
