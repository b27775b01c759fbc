"""Words in a sentence with a remark directive, ``:spoiler[text]`` or ``:kbd[Ctrl]``, shown as the element they name.

Only the few names that themes bring are known: any other word before a bracket is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_TAGS = {
    **{
        name: (f"<{name}>", f"</{name}>") for name in ("abbr", "del", "ins", "kbd", "mark", "sub", "sup", "u")
    },
    "spoiler": ('<span class="spoiler">', "</span>"),
    "underline": ("<u>", "</u>"),
}
_OPENING = re.compile(rf":(?P<name>{'|'.join(_TAGS)})\[")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")


def text_directives_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read directives inside a sentence, as ``html_inline`` tokens with the element's tags."""
    md.inline.ruler.before("escape", "nenrin_text_directive", _directive)


def _directive(state: StateInline, silent: bool) -> bool:
    start, most = state.pos, state.posMax
    found = _OPENING.match(state.src, start, most) if state.src[start] == ":" else None
    if not found or state.src[start - 1 : start] == ":":
        return False
    end = state.md.helpers.parseLinkLabel(state, found.end() - 1, False)
    if end < 0:
        return False
    if not silent:
        opening, closing = _TAGS[found["name"]]
        state.push("html_inline", "", 0).content = opening
        state.pos, state.posMax = found.end(), end
        state.md.inline.tokenize(state)
        state.push("html_inline", "", 0).content = closing
    attributes = _ATTRIBUTES.match(state.src, end + 1, most)
    state.pos, state.posMax = attributes.end() if attributes else end + 1, most
    return True
