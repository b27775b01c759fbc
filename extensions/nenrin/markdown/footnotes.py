"""Footnotes as GitHub and Pandoc read them: a mark without a note is text, and ``^[a note]`` stands in the sentence.

A mark counts where its note is somewhere in the text, so that ``[^0-9]`` stays what it is. A note inside a
sentence, which Zenn and markdown-it's own plugin know as well, becomes a note at the end of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_ref

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_NOTES_KEY = "nenrin_notes"


def footnotes_plugin(md: MarkdownIt) -> None:
    """Make ``md``, which has the plugin ``footnote``, read marks strictly and notes inside sentences."""
    md.inline.ruler.at("footnote_ref", footnote_ref)
    md.inline.ruler.before("footnote_ref", "nenrin_inline_note", _note)
    md.core.ruler.after("inline", "nenrin_notes", _append_notes)


def _note(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    content = state.src[start + 2 : max(end, 0)].strip()
    if not content:
        return False
    if not silent:
        notes: list[str] = state.env.setdefault(_NOTES_KEY, [])
        notes.append(content)
        token = state.push("footnote_ref", "", 0)
        token.meta = {"id": len(notes) - 1, "subId": 0, "label": f"note-{len(notes)}"}
    state.pos = end + 1
    return True


def _append_notes(state: StateCore) -> None:
    number = 0
    notes: list[str] = state.env.get(_NOTES_KEY, [])
    while number < len(notes):  # a note may hold notes
        children: list[Token] = []
        state.md.inline.parse(notes[number], state.md, state.env, children)
        number += 1
        opening = Token("footnote_reference_open", "", 1, meta={"label": f"note-{number}"}, map=[0, 1])
        inline = Token(
            "inline", "", 0, content=notes[number - 1], children=children, level=2, map=[0, 1], block=True
        )
        state.tokens += [
            opening,
            Token("paragraph_open", "p", 1, level=1, map=[0, 1], block=True),
            inline,
            Token("paragraph_close", "p", -1, level=1, block=True),
            Token("footnote_reference_close", "", -1),
        ]
    state.env.pop(_NOTES_KEY, None)
