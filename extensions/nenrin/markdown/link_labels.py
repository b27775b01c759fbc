"""Find the ends of link labels, each bracket of a text once; markdown-it looks to the end of the text from each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from nenrin.markdown.closings import Closings, kept_for

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def link_labels_plugin(md: MarkdownIt) -> None:
    """Give the rules of `md` this search for the end of a label in the place of markdown-it's own."""
    helpers: Any = SimpleNamespace(
        parseLinkDestination=parseLinkDestination,
        parseLinkLabel=parse_link_label,
        parseLinkTitle=parseLinkTitle,
    )
    md.helpers = helpers


class _Labels:
    """The ends of the labels of one text, and up to where they were looked for; -1 for a label without an end."""

    def __init__(self, text: str) -> None:
        self.closings = Closings(text)
        self.ends: dict[tuple[bool, int], tuple[int, int]] = {}

    def end(self, start: int, most: int, *, only_texts: bool) -> int | None:
        """Return the end of the label at `start`, -1 if it has none before `most`, None where that is not settled."""
        if not 0 <= self.closings.find("]", start) < most:
            return -1
        end, looked_to = self.ends.get((only_texts, start), (-1, -1))
        if end >= 0:
            return end if end < most else None
        return -1 if most <= looked_to else None


def parse_link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 - as markdown-it calls it
    """Return where the label ends whose bracket is at `start`, or -1; with `disableNested` it may hold no link.

    Brackets that are passed on the way are settled, too: they see the same tokens.
    """
    labels = kept_for(state.env, state.src, _Labels)
    known = labels.end(start, state.posMax, only_texts=disableNested)
    if known is not None:
        return known
    before, state.pos = state.pos, start + 1
    opened = [start]
    while opened and state.pos < state.posMax:
        at, marker = state.pos, state.src[state.pos]
        if marker == "]":
            labels.ends[disableNested, opened.pop()] = at, state.posMax
            if not opened:
                break
        state.md.inline.skipToken(state)
        if marker == "[" and state.pos == at + 1:
            opened.append(at)
        elif marker == "[" and disableNested:
            break
    labels.ends.update(((disableNested, bracket), (-1, state.posMax)) for bracket in opened)
    state.pos = before
    return labels.ends[disableNested, start][0]
