"""Lines that ask for a table of contents, ``[toc]`` and its kin, show nothing: the theme has one of its own.

Met are ``[toc]`` and ``[TOC]`` (Typora, Python-Markdown), ``[[toc]]`` (VuePress, 11ty), ``[[_TOC_]]`` (GitLab) and
``@[toc](目录)`` (CSDN). kramdown's ``{:toc}`` is in ``kramdown``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_MARK = re.compile(r"(?:\[toc\]|\[\[_?toc_?\]\]|@\[toc\](?:\([^()\n]*\))?)\s*$", re.IGNORECASE)


def contents_marks_plugin(md: MarkdownIt) -> None:
    """Make ``md`` leave out lines that ask for a table of contents."""
    md.block.ruler.before("reference", "nenrin_contents_mark", _block, _INTERRUPTS)


def _block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    del endLine
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.is_code_block(startLine) or not _MARK.match(state.src[start : state.eMarks[startLine]]):
        return False
    if not silent:
        state.line = startLine + 1
    return True
