"""Have MyST's renderer make nothing that it does not use, and nothing that holds itself."""

from __future__ import annotations

import weakref
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import myst_parser.mdit_to_docutils.base as myst_base
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_make_document = vars(myst_base)["make_document"]
_set_up = DocutilsRenderer.setup_render


def render_lightly(app: Sphinx) -> None:
    """Put our functions in place.

    MyST's renderer makes a document for each page in case it were given none, and it is given one.
    """
    DocutilsRenderer.setup_render = _set_up_with_document  # type: ignore[method-assign]
    vars(myst_base)["SyntaxTreeNode"] = LightNode


def _set_up_with_document(
    self: DocutilsRenderer, options: dict[str, Any], env: MutableMapping[str, Any]
) -> None:
    given: nodes.document | None = options.get("document")
    if given is not None:
        vars(myst_base)["make_document"] = lambda: given
    try:
        _set_up(self, options, env)
    finally:
        vars(myst_base)["make_document"] = _make_document


class LightNode(SyntaxTreeNode):
    """A node of the tree of a page's tokens that does not keep its parent: Python frees it when it is rendered."""

    @property
    def parent(self) -> Any:
        """The node above this one, or None."""
        return self._parent and self._parent()

    @parent.setter
    def parent(self, value: SyntaxTreeNode | None) -> None:
        self._parent = None if value is None else weakref.ref(value)
