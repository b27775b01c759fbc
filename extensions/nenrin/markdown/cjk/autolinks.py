"""Bare addresses in a text: `见https://example.net/a，后文` links what a reader takes for the address.

GitHub's rule lets an address begin after a blank and end at one, and Chinese and Japanese write none. Here it may
also begin after a CJK character or mark and ends at a CJK mark, at a quotation mark of any language, and where CJK
text follows the last word of the host (`example.net后文`). Within these the rule is GitHub's
(https://github.github.com/gfm/#autolinks-extension-): marks at the end do not belong to it, brackets go in pairs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import isPunctChar

from nenrin.markdown.cjk.characters import is_cjk

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_BEFORE = frozenset("*_~(")
_QUOTES = "“”‘’«»„‚‹›"
_SCHEME = re.compile(r"(?:https?|mailto|xmpp)$")
_LOCAL_PART = re.compile(r"[A-Za-z0-9.+_-]+$")
_MAIL = re.compile(
    r"[A-Za-z0-9.+_-]+@(?P<host>(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))+)(?P<resource>/[A-Za-z0-9@.]+)?"
)
_LONGEST_LOCAL_PART = 64
"""RFC 5321, section 4.5.3.1.1."""

_RUN = re.compile(rf"[^\s<{_QUOTES}]*")
_HOST = re.compile(r"[^\s<>/?#:!\"'()\[\]{}|\\^`,;&*~=+@$%]+")
_CJK_AFTER_LATIN = re.compile(r"[A-Za-z0-9](?=[^\x00-\u2fff])")
_TRAILING = "?!.,:*_~'\"[]"
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")


def autolinks_plugin(md: MarkdownIt) -> None:
    """Make `md`, where it has the plugin `gfm_autolink`, find bare addresses in CJK text."""
    if "gfm_autolink_www" not in md.inline.ruler.get_all_rules():
        return
    md.inline.ruler.at("gfm_autolink_www", _www)
    md.inline.ruler.at("gfm_autolink_protocol", _with_scheme)
    md.inline.ruler.at("gfm_autolink_email", _mail)


def _www(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if silent or state.linkLevel or not state.src.startswith("www.", start, state.posMax):
        return False
    if not _may_begin(state, start):
        return False
    end = _end(state.src, start, start, state.posMax, labels_at_least=3)
    return end is not None and _push(state, start, end, f"http://{state.src[start:end]}")


def _with_scheme(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel or state.src[state.pos] != ":":
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    start = state.pos - len(scheme[0]) if scheme else state.pos
    if not scheme or not _may_begin(state, start):
        return False
    if scheme[0] in {"mailto", "xmpp"}:
        mail = _MAIL.match(state.src, state.pos + 1, state.posMax)
        end = _mail_end(mail, with_resource=scheme[0] == "xmpp") if mail else None
    else:
        after = state.src.startswith("://", state.pos)
        end = _end(state.src, start, state.pos + 3, state.posMax) if after else None
    return end is not None and _push(state, start, end, state.src[start:end])


def _mail(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel or state.src[state.pos] != "@":
        return False
    local = _LOCAL_PART.search(state.pending[-_LONGEST_LOCAL_PART:])
    start = state.pos - len(local[0]) if local else state.pos
    mail = _MAIL.match(state.src, start, state.posMax) if local and _may_begin(state, start) else None
    end = _mail_end(mail, with_resource=False) if mail else None
    return end is not None and _push(state, start, end, f"mailto:{state.src[start:end]}")


def _may_begin(state: StateInline, start: int) -> bool:
    before = state.src[start - 1 : start]
    return (
        not before
        or before.isspace()
        or before in _BEFORE
        or before in _QUOTES
        or is_cjk(before)
        or before in "—…"
    )


def _mail_end(mail: re.Match[str], *, with_resource: bool) -> int | None:
    """Return the end of a mail address: its host has a dot, and ends in a letter or digit."""
    host = mail["host"]
    if "." not in host or host[-1] in "-_" or mail.string[mail.end("host") : mail.end("host") + 1] == "@":
        return None
    return mail.end() if with_resource else mail.end("host")


def _end(text: str, start: int, host_start: int, most: int, *, labels_at_least: int = 1) -> int | None:
    """Return where the address ends that begins at `start` with its host at `host_start`, or None."""
    run = _RUN.match(text, start, most)
    end = run.end() if run else start
    end = next((at for at in range(start, end) if is_cjk(text[at]) and isPunctChar(text[at])), end)
    host = _HOST.match(text, host_start, end)
    if not host:
        return None
    labels = host[0].rstrip(".").split(".")
    if any("_" in label for label in labels[-2:]) or len(labels) < labels_at_least:
        return None
    foreign = _CJK_AFTER_LATIN.search(labels[-1])
    if foreign and len(labels) > 1:
        end = host_start + len(".".join(labels[:-1])) + 1 + foreign.end()
    return _without_trailing_marks(text, start, end)


def _without_trailing_marks(text: str, start: int, end: int) -> int:
    unpaired = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        entity = _ENTITY.search(text, max(start, end - 32), end) if last == ";" else None
        if last == ")" and unpaired > 0:
            unpaired -= 1
        elif last not in _TRAILING and last != ";":
            return end
        end = entity.start() if entity else end - 1
    return end


def _push(state: StateInline, start: int, end: int, address: str) -> bool:
    href = state.md.normalizeLink(address)
    if not state.md.validateLink(href):
        return False
    if start < state.pos:
        state.pending = state.pending[: start - state.pos]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.markup, opening.info = "autolink", "auto"
    state.push("text", "", 0).content = state.md.normalizeLinkText(state.src[start:end])
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "autolink", "auto"
    state.pos = end
    return True
