"""The mark that ends an excerpt: `<!-- more -->` of Hexo, Jekyll and Hugo, `<!-- truncate -->` of Docusaurus.

It becomes the token `nenrin_more`, a block where it stands on a line of its own and inline inside a
paragraph; `meta["word"]` is the word in it. Readers see nothing. `{/* truncate */}`, as MDX writes it,
counts as well, and so do `<!-- excerpt -->`, `<!-- endexcerpt -->`, `<!-- summary -->` and, with the words of a link,
WordPress's `<!--more Read on-->`. A text may have a mark of its own, as Jekyll's key `excerpt_separator` names it:
`env["nenrin_excerpt_separator"]`. All marks of a text are kept: the first is the one that counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.block_source import first_position, line_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_WORD = r"(?P<{}>more|truncate|excerpt|end-?\s?excerpt|excerpt-?\s?end|summary)"
_MARK = re.compile(
    rf"<!--+\s*{_WORD.format('html')}\s*--+>|<!--(?P<wordpress>more)[^\S\n][^<>\n]*-->"
    rf"|\{{\s*/\*\s*{_WORD.format('mdx')}\s*\*/\s*\}}",
    re.IGNORECASE,
)

SEPARATOR_KEY = "nenrin_excerpt_separator"


def excerpt_plugin(md: MarkdownIt) -> None:
    """Make `md` find the marks that end an excerpt."""
    md.block.ruler.before("html_block", "nenrin_more_block", _block, _INTERRUPTS)
    md.inline.ruler.before("autolink", "nenrin_more", _inline)
    md.add_render_rule("nenrin_more", _render)


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    found = _mark(state.env, state.src, first_position(state, startLine), state.eMarks[startLine])
    if not found or state.is_code_block(startLine) or line_after(state, found.end(), endLine) is None:
        return False
    if silent:
        return True
    state.line = startLine + 1
    _fill(state.push("nenrin_more", "", 0), found).map = [startLine, state.line]
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    found = _mark(state.env, state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _fill(state.push("nenrin_more", "", 0), found)
    state.pos = found.end()
    return True


def _mark(env: EnvType, text: str, start: int, end: int) -> re.Match[str] | None:
    separator = str(env.get(SEPARATOR_KEY, "")).strip()
    own = re.compile(re.escape(separator)).match(text, start, end) if separator else None
    return own or (_MARK.match(text, start, end) if text.startswith(("<!--", "{"), start) else None)


def _fill(token: Token, found: re.Match[str]) -> Token:
    token.markup = found[0]
    words = found.groupdict().values()
    token.meta = {"word": next((word for word in words if word), found[0]).lower()}
    return token


def _render(
    self: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    del self, tokens, idx, options, env
    return "<!-- more -->"
