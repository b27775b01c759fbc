"""Plain posts keep plain meaning: ``{x}`` before code, ``{{ x }}``, ``% text`` and ``+++`` are text, not MyST.

A role is one only where its name is known, so ``{ref}`` still works where an author writes it.
Substitutions, comments that begin with ``%``, block breaks (``+++``) and field lists (``:name: text``) are
switched off: in a post they are a template's expression, a percentage, Hugo's front matter shown in text
and a line that begins with an emoji. Targets, ``(name)=``, and directives stay MyST's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.myst_role.index import myst_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_ROLE = re.compile(r"\{(?P<name>[\w+:-]+)\}`", re.ASCII)
_SWITCHED_OFF = (
    "substitution_block",
    "substitution_inline",
    "myst_line_comment",
    "myst_block_break",
    "fieldlist",
)


def plain_plugin(md: MarkdownIt, *, known_roles: Callable[[str], bool]) -> None:
    """Make ``md`` read as MyST only what an author of a plain post would mean so.

    Args:
        md: the parser that MyST made.
        known_roles: whether a role of this name exists; asked at each place where one may stand.
    """

    def role(state: StateInline, silent: bool) -> bool:
        found = _ROLE.match(state.src, state.pos)
        return found is not None and known_roles(found["name"]) and myst_role(state, silent)

    if "myst_role" in md.inline.ruler.get_all_rules():
        md.inline.ruler.at("myst_role", role)
    md.disable(_SWITCHED_OFF, ignoreInvalid=True)
