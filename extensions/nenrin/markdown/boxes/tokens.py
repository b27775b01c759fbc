"""The tokens of boxes: admonitions, foldable details and plain divisions, whatever dialect they come from.

- ``nenrin_admonition_open``/``_close``: ``meta["kind"]`` is one of docutils' admonitions (``note``, ``tip``,
  ``hint``, ``important``, ``warning``, ``attention``, ``caution``, ``danger``, ``error``) or ``admonition``, the one
  without a title of its own; ``meta["name"]`` is the author's word for it; ``meta["title"]`` the author's
  title as source text or None; ``meta["foldable"]`` is None, "open" or "closed".
- ``nenrin_details_open``/``_close``: ``meta["title"]`` as above, ``meta["open"]`` a boolean.
- ``nenrin_div_open``/``_close``: ``meta["name"]``, the unknown word.

Each may carry the author's ``class`` and ``id`` in its attributes. Where there is a title, the first
children are ``nenrin_title_open``, an ``inline`` token with the title as Markdown, and
``nenrin_title_close``. The HTML written here is what a plain Markdown renderer shows; Nenrin's builds
render the tokens as docutils nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from nenrin.markdown.boxes.attributes import Attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.utils import EnvType, OptionsDict

Shape = Literal["admonition", "details", "div"]

# The words for boxes met in posts, by the docutils admonition they become.
_KIND_NAMES = {
    "note": (
        "note info memo abstract summary tldr todo example message default primary secondary question faq"
    ),
    "tip": "tip tips success check done",
    "hint": "hint help",
    "important": "important key",
    "warning": "warning warn alert",
    "attention": "attention",
    "caution": "caution",
    "danger": "danger critical severe",
    "error": "error failure fail missing bug",
    "admonition": "admonition callout quote cite notice box",
}
KINDS = {name: kind for kind, names in _KIND_NAMES.items() for name in names.split()}
_NO_ATTRIBUTES = Attributes()
DETAILS_NAMES = frozenset(
    {"details", "detail", "spoiler", "fold", "folding", "expand", "collapse", "accordion"}
)


@dataclass(frozen=True, slots=True)
class Box:
    """A box as its author opened it."""

    shape: Shape
    name: str
    kind: str = "admonition"
    title: str | None = None
    foldable: Literal["open", "closed"] | None = None
    attributes: Attributes = _NO_ATTRIBUTES


def box_named(name: str, title: str | None = None, attributes: Attributes = _NO_ATTRIBUTES) -> Box:
    """Return the box for an author's word; an unknown one makes a division, with a title an admonition."""
    word = name.lower()
    if word in DETAILS_NAMES:
        is_open = attributes.values.get("open", "false") != "false"
        return Box("details", word, "details", title, "open" if is_open else "closed", attributes)
    if word in KINDS:
        return Box("admonition", word, KINDS[word], title, None, attributes)
    return Box("admonition" if title else "div", word, "admonition", title, None, attributes)


def is_known(name: str) -> bool:
    """Say whether ``name`` is a word for a box that we know."""
    return name.lower() in KINDS or name.lower() in DETAILS_NAMES


def open_token(token: Token, box: Box, line: int, end: int) -> Token:
    """Make ``token`` the opening token of ``box`` on lines ``line`` to ``end`` (from 0, ``end`` excluded)."""
    token.type = f"nenrin_{box.shape}_open"
    token.tag = {"admonition": "aside", "details": "details", "div": "div"}[box.shape]
    token.block = True
    token.info = box.name
    token.map = [line, end]
    token.meta = _meta(box)
    if box.attributes.identifier:
        token.attrSet("id", box.attributes.identifier)
    if box.attributes.classes:
        token.attrSet("class", " ".join(box.attributes.classes))
    return token


def close_token(token: Token, box: Box) -> Token:
    """Make ``token`` the closing token of ``box``."""
    token.type = f"nenrin_{box.shape}_close"
    token.tag = {"admonition": "aside", "details": "details", "div": "div"}[box.shape]
    token.block = True
    return token


def title_tokens(box: Box, line: int, level: int) -> list[Token]:
    """Return the tokens of the title of ``box``, none where it has none."""
    if not box.title:
        return []
    tag = "summary" if box.shape == "details" else "p"
    opening = Token("nenrin_title_open", tag, 1, block=True, level=level, map=[line, line + 1])
    inline = Token("inline", "", 0, block=True, level=level + 1, map=[line, line + 1])
    inline.content = box.title
    inline.children = []
    return [opening, inline, Token("nenrin_title_close", tag, -1, block=True, level=level)]


def push_box(state: StateBlock, box: Box, start: int, content_end: int, end: int) -> None:
    """Push ``box`` with the Markdown of the lines between ``start`` and ``content_end``; go on at line ``end``."""
    line_max, parent = state.lineMax, state.parentType
    open_token(state.push("", "", 1), box, start, end)
    state.tokens.extend(title_tokens(box, start, state.level))
    state.lineMax = content_end
    state.parentType = "nenrin_box"
    if content_end > start + 1:
        state.md.block.tokenize(state, start + 1, content_end)
    state.lineMax, state.parentType = line_max, parent
    close_token(state.push("", "", -1), box)
    state.line = end


def add_render_rules(md: MarkdownIt) -> None:
    """Give ``md`` the HTML of these tokens, where its renderer writes HTML."""
    md.add_render_rule("nenrin_admonition_open", _render_open)
    md.add_render_rule("nenrin_details_open", _render_open)
    md.add_render_rule("nenrin_div_open", _render_open)
    md.add_render_rule("nenrin_title_open", _render_title_open)


def _meta(box: Box) -> dict[str, Any]:
    meta: dict[str, Any] = {"name": box.name, "title": box.title}
    if box.shape == "admonition":
        meta |= {"kind": box.kind, "foldable": box.foldable}
    if box.shape == "details":
        meta["open"] = box.foldable == "open"
    return meta


def _render_open(
    self: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    del self, options, env
    token = tokens[idx]
    classes = [str(token.attrs["class"])] if "class" in token.attrs else []
    if token.type == "nenrin_admonition_open":
        classes = ["admonition", token.meta["kind"], *classes]
    if token.type == "nenrin_div_open":
        classes = [token.meta["name"], *classes]
    named = f' class="{escapeHtml(" ".join(classes))}"' if classes else ""
    identified = f' id="{escapeHtml(str(token.attrs["id"]))}"' if "id" in token.attrs else ""
    fold = f' data-fold="{token.meta["foldable"]}"' if token.meta.get("foldable") else ""
    opened = " open" if token.meta.get("open") else ""
    return f"<{token.tag}{named}{identified}{fold}{opened}>\n"


def _render_title_open(
    self: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    del self, options, env
    return "<summary>" if tokens[idx].tag == "summary" else '<p class="admonition-title">'
