"""Emphasis that works beside Chinese, Japanese and Korean text: ``**重点：**文字`` is strong.

CommonMark lets ``**`` close after punctuation only where a space or more punctuation follows, and CJK text
has neither. The public draft "markdown-cjk-friendly" (as of Unicode 17) amends two definitions:

- a CJK punctuation mark beside a delimiter run counts as a letter;
- a delimiter run between other punctuation and a CJK character may open and close, and so may one that
  follows an ideographic variation selector.

A variation selector from U+FE00 to U+FE0E is read with the character before it. The curly quotation
marks are CJK punctuation when U+FE01 asks for their full-width form. ``_`` keeps CommonMark's rule that
it never works inside a word. Where neither a CJK character nor a selector stands beside the run, the
result is CommonMark's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline

from nenrin.markdown.cjk.characters import (
    is_cjk,
    is_ideographic_variation_selector,
    is_text_variation_selector,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_FULL_WIDTH_SELECTOR = "\ufe01"
_AMBIGUOUS_QUOTES = frozenset("‘’“”")


def cjk_emphasis_plugin(md: MarkdownIt) -> None:
    """Make ``*``, ``_`` and ``~~`` of ``md`` follow the draft; options such as single tildes keep their meaning."""
    md.inline = _CjkParserInline(md.inline)


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands at one side of a delimiter run."""

    space: bool
    punctuation: bool
    cjk: bool

    @property
    def foreign_punctuation(self) -> bool:
        return self.punctuation and not self.cjk


class _CjkStateInline(StateInline):
    """An inline state whose delimiter runs know CJK text."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - its parent's names
        """Measure the run of equal markers at ``start`` and say whether it can open and close."""
        stop = start
        while stop < self.posMax and self.src[stop] == self.src[start]:
            stop += 1
        before = _before(self.src, start)
        after = _side(self.src[stop]) if stop < self.posMax else _EDGE
        left = not after.space and (
            not after.foreign_punctuation or before.space or before.punctuation or before.cjk
        )
        right = not before.space and (
            not before.foreign_punctuation or after.space or after.punctuation or after.cjk
        )
        return Scanned(
            left and (canSplitWord or not right or before.punctuation),
            right and (canSplitWord or not left or after.punctuation),
            stop - start,
        )


class _CjkParserInline(ParserInline):
    """The inline parser it is made from, with its rules, on our state."""

    def __init__(self, plain: ParserInline) -> None:
        super().__init__()
        self.__dict__.update(vars(plain))

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse ``src`` into ``tokens``, as the parent does."""
        state = _CjkStateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


# The beginning and the end of a line count as white space.
_EDGE = _Side(space=True, punctuation=False, cjk=False)


def _side(char: str) -> _Side:
    return _Side(
        space=isWhiteSpace(ord(char)),
        punctuation=isMdAsciiPunct(ord(char)) or isPunctChar(char),
        cjk=is_cjk(char),
    )


def _before(src: str, start: int) -> _Side:
    if start == 0:
        return _EDGE
    last = src[start - 1]
    if is_ideographic_variation_selector(last):
        return _Side(space=False, punctuation=False, cjk=True)
    if not is_text_variation_selector(last) or start == 1:
        return _side(last)
    selected = _side(src[start - 2])
    if selected.space:
        return _side(last)  # a selector after a space selects nothing: the draft leaves this case open
    if last == _FULL_WIDTH_SELECTOR and src[start - 2] in _AMBIGUOUS_QUOTES:
        return _Side(space=False, punctuation=True, cjk=True)
    return selected
