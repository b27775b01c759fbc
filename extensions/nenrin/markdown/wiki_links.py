"""Links by name as Obsidian and other vaults write them: ``[[page]]``, ``[[page#heading|text]]``, ``![[page]]``.

A link is ``link_open`` with ``meta["nenrin_wiki"]``, a ``WikiLink``, and no address that is known here: whoever knows
the pages resolves it, and shows what was written where there is no such page. An embedded page becomes a link to
it, a recording is played, another file is offered. The mark of a block, ``^block-id`` at its end, does not show.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from nenrin.markdown.directives.placeholders import link_tokens, push_tokens
from nenrin.posts.files import RECORDINGS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

WIKI = "nenrin_wiki"

PATTERN = re.compile(
    r"(?P<embed>!?)\[\[(?P<name>[^\[\]|#^\\\n]*)(?:#(?P<part>[^\[\]|\n]*))?(?:\\?\|(?P<text>[^\[\]\n]*))?\]\](?![\[(:])"
)
_FILE = re.compile(r"\.(?!(?:md|mdx|markdown|html?)$)[A-Za-z][A-Za-z0-9]{1,4}$")
_SOUNDS = (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac")
_BLOCK_MARK = re.compile(r"(?:^|\s+)\^[A-Za-z0-9-]{4,}$")


class WikiLink(NamedTuple):
    """A page by its name, path or title (``""`` for this page), a part of it, and the whole link as it was written."""

    name: str
    part: str
    written: str


def wiki_links_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read links by name and embedded pages."""
    md.inline.ruler.before("image", "nenrin_wiki_link", _link)
    md.core.ruler.after("inline", "nenrin_block_marks", _hide_block_marks)


def _link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    found = PATTERN.match(state.src, state.pos, state.posMax)
    if not found or not (found["name"].strip() or found["part"]) or _is_reference(state, found):
        return False
    if not silent:
        push_tokens(state, _tokens(state.md, found))
    state.pos = found.end()
    return True


def _is_reference(state: StateInline, found: re.Match[str]) -> bool:
    """Whether ``[[x]]`` is the link ``[x]`` of CommonMark, whose address stands elsewhere, between brackets."""
    label = found[0].lstrip("!")[2:-2].strip().upper()
    return " ".join(label.split()) in state.env.get("references", {})


def _tokens(md: MarkdownIt, found: re.Match[str]) -> list[Token]:
    name, part, text = found["name"].strip(), (found["part"] or "").strip(), (found["text"] or "").strip()
    if _FILE.search(name):
        if found["embed"] and name.lower().endswith(RECORDINGS):
            tag = "audio" if name.lower().endswith(_SOUNDS) else "video"
            token = link_tokens(md, "#", "")[1]
            token.type, token.content = "html_inline", f'<{tag} controls src="{escape(name)}"></{tag}>'
            return [token]
        return link_tokens(md, name, text or name.rpartition("/")[2])
    tokens = link_tokens(md, "#", text or (f"{name} > {part}" if name and part else name or part).lstrip("^"))
    tokens[0].meta = {WIKI: WikiLink(name, part, found[0])}
    return tokens


def _hide_block_marks(state: StateCore) -> None:
    for token in state.tokens:
        last = token.children[-1] if token.type == "inline" and token.children else None
        if last and last.type == "text" and "^" in last.content:
            last.content = _BLOCK_MARK.sub("", last.content)
