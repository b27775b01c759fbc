"""Embedded pages as Zenn writes them, ``@[youtube](id)``, ``@[card](https://…)``, shown as links.

Known are the words of ``stand_ins`` and those that take a whole address. A word that is not known stays
text, and so does one whose identifier leads nowhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.directives.placeholders import Place, place_at, place_tokens, push_tokens

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_EMBED = re.compile(r"@\[(?P<word>[A-Za-z]+)\]\(\s*(?P<what>[^\s()]+)(?:\s+[^()\n]*)?\)")
_WITH_ADDRESS = frozenset(
    {
        "blueprintue",
        "card",
        "codesandbox",
        "docswell",
        "figma",
        "link",
        "mermaid",
        "slideshare",
        "speakerdeck",
        "stackblitz",
        "video",
    }
)
_SLIDES = {
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/key/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
}
_ADDRESS = re.compile(r"https?://")


def embeds_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read embedded pages."""
    md.inline.ruler.before("link", "nenrin_embed", _embed)


def _embed(state: StateInline, silent: bool) -> bool:
    found = _EMBED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "@" else None
    place = _place(found["word"].lower(), found["what"]) if found else None
    if not found or not place:
        return False
    if not silent:
        push_tokens(state, place_tokens(state.md, place))
    state.pos = found.end()
    return True


def _place(word: str, what: str) -> Place | None:
    known = place_at(word, what)
    if known:
        return known
    if word in _WITH_ADDRESS and _ADDRESS.match(what):
        return Place(what, "nenrin-video" if word == "video" else "nenrin-embed")
    if word in _SLIDES and re.fullmatch(r"\w+", what, re.ASCII):
        return Place(_SLIDES[word].format(what), "nenrin-embed")
    return None
