"""Walk the trees of docutils without a generator for each node.

Some forty transforms look for nodes of one kind in every page, and docutils makes a generator for each node they
pass. These go the same way, in the same order, and see the same changes that are made to the tree meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Kinds = type | tuple[type, ...]
_walkabout = nodes.Node.walkabout


def walk_faster(app: Sphinx) -> None:
    """Put our functions in the place of docutils' and Sphinx's."""
    # Their types do not name what is private, and we give back what they do.
    node: Any = nodes.Node
    node._fast_findall = _of_kinds
    node._superfast_findall = _all
    node.walkabout = _walk_about
    node.setup_child = _set_up_child
    node.document = property(_document, _set_document)
    matcher: Any = NodeMatcher
    matcher.findall = _matching


def _of_kinds(self: nodes.Node, kinds: _Kinds) -> Iterator[Any]:
    """Yield the node and all below it that are of ``kinds``, parents first.

    Children are looked up when their parent has been passed, as docutils does.
    """
    if isinstance(self, kinds):
        yield self
    levels = [iter(self.children)]
    while levels:
        for node in levels[-1]:
            if isinstance(node, kinds):
                yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def _all(self: nodes.Node) -> Iterator[nodes.Node]:
    return _of_kinds(self, nodes.Node)


def _matching(self: NodeMatcher[Any], node: nodes.Node) -> Iterator[Any]:
    # Nodes of other kinds need not be asked, and none without attributes has any.
    kinds = self.classes or (nodes.Element if self.attrs else nodes.Node)
    return (found for found in _of_kinds(node, kinds) if self.match(found))


def _document(self: nodes.Node) -> nodes.document | None:
    """Return the document the node belongs to; docutils asks each parent in turn, until one raises an error."""
    node: Any = self
    while node is not None:
        if node._document is not None:
            found: nodes.document = node._document
            return found
        node = node.parent
    return None


def _set_document(self: Any, document: nodes.document | None) -> None:
    self._document = document


def _walk_about(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Lead a visitor through the tree, as docutils does, without two messages a node that only debugging shows."""
    if visitor.document.reporter.debug_flag:
        return _walkabout(self, visitor)
    departs, stops = True, False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            departs = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stops = True
    if departs:
        visitor.dispatch_departure(self)
    return stops


def _set_up_child(self: nodes.Element, child: nodes.Node) -> None:
    """Make ``child`` one of this node's, asking once for the document."""
    child.parent = self
    document = _document(self)
    if document is not None:
        child.document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line
