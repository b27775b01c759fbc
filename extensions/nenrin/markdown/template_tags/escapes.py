"""Hugo's escaped shortcodes in code, `{{</* x */>}}`, shown as Hugo shows them: `{{< x >}}`.

Hugo reads shortcodes before it knows what is code, so that its authors must escape them there as anywhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nenrin.markdown.template_tags.tags_of_text import TagsOfText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ESCAPE = re.compile(r"\{\{[<%]/\*")
_CODE = frozenset({"fence", "colon_fence", "code_block", "code_inline"})


def escapes_in_code_plugin(md: MarkdownIt) -> None:
    """Make `md` show the escaped shortcodes of code spans and blocks."""
    md.core.ruler.push("nenrin_escapes_in_code", _show_all)


def _show_all(state: StateCore) -> None:
    _show_in(state.tokens)


def _show_in(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in _CODE and _ESCAPE.search(token.content):
            token.content = _shown(token.content)
        _show_in(token.children or [])


def _shown(code: str) -> str:
    tags = TagsOfText(code)
    parts: list[str] = []
    index = 0
    while escape := _ESCAPE.search(code, index):
        shown, end = tags.escaped(escape.start()) or (escape[0], escape.end())
        parts += [code[index : escape.start()], shown]
        index = end
    return "".join([*parts, code[index:]])
