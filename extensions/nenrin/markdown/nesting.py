"""How deep blocks and marks may stand in each other, so that no text is too deep for who walks through it.

Beyond the limit a list, quotation or box is text as it was written, and emphasis or a link shows without its
mark. markdown-it itself leaves out the rest of the page there. The limits are far beyond what people write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.markdown.problems import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MOST_BLOCKS = 60
"""How many blocks may stand around a block; a list counts twice, with its item."""
MOST_MARKS = 40
"""How many marks may stand around a word."""

DEPTH_KEY = "nenrin_depth"
"""In the ``env`` of a parse: how deep the text that is parsed stands in another."""

_NEVER_REACHED = 10 * MOST_BLOCKS
_HOLDING_BLOCKS = (
    "blockquote",
    "colon_fence",
    "deflist",
    "footnote_def",
    "list",
    "nenrin_container",
    "nenrin_mdx_block",
    "nenrin_shortcode_block",
)


def nesting_plugin(md: MarkdownIt) -> None:
    """Make ``md`` read to the end what is nested deep; used after the plugins whose blocks hold others."""
    rules = {rule.name: rule for rule in md.block.ruler.__rules__}
    for name in _HOLDING_BLOCKS:
        if name in rules:
            md.block.ruler.at(name, _bounded(rules[name].fn), {"alt": rules[name].alt})
    md.core.ruler.at("block", _parse_blocks)
    md.core.ruler.push("nenrin_nesting", _flatten)


def _bounded(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[..., bool]:
    def bounded(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it's
        depth = state.level + state.env.get(DEPTH_KEY, 0)
        return depth < MOST_BLOCKS and rule(state, startLine, endLine, silent)

    return bounded


def _parse_blocks(state: StateCore) -> None:
    """Parse blocks without markdown-it's own limit, which inline rules keep: they find their way by it."""
    most = state.md.options["maxNesting"]
    state.md.options["maxNesting"] = _NEVER_REACHED
    try:
        state.md.block.parse(state.src, state.md, state.env, state.tokens)
    finally:
        state.md.options["maxNesting"] = most


def _flatten(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(child.level >= MOST_MARKS for child in token.children):
            token.children = list(_flat(token.children))
            what = f"stand more than {MOST_MARKS} deep in each other; the innermost are left out"
            report(state.env, token.map[0] + 1 if token.map else 1, "marks", what)


def _flat(tokens: Iterable[Token]) -> Iterable[Token]:
    depth = 0
    for token in tokens:
        depth += min(token.nesting, 0)
        if not token.nesting or depth < MOST_MARKS:
            token.level = min(token.level, MOST_MARKS)
            yield token
        depth += max(token.nesting, 0)
