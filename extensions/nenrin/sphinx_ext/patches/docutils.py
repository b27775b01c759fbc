"""Walk the trees of docutils without a generator for each node (``Node._fast_findall``, ``NodeMatcher.findall``).

Some forty transforms look for nodes of one kind in every page, and docutils makes a generator for each node they
pass. These go the same way, in the same order, and see the same changes that are made to the tree meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.nodes import NodeMatcher

_Kinds = type | tuple[type, ...]


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    yield Replacement("docutils.nodes:Node", "_fast_findall", "(self, cls)", lambda _: nodes_of)
    yield Replacement("docutils.nodes:Node", "_superfast_findall", "(self)", lambda _: _all_nodes)
    yield Replacement("sphinx.util.nodes:NodeMatcher", "findall", "(self, node)", lambda _: matching_nodes)


def nodes_of(self: nodes.Node, cls: _Kinds) -> Iterator[Any]:
    """Yield the node and all below it that are of a kind, parents first.

    Children are looked up when their parent has been passed, as docutils does.
    """
    if isinstance(self, cls):
        yield self
    levels = [iter(self.children)]
    while levels:
        for node in levels[-1]:
            if isinstance(node, cls):
                yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def _all_nodes(self: nodes.Node) -> Iterator[nodes.Node]:
    return nodes_of(self, nodes.Node)


def matching_nodes(self: NodeMatcher[Any], node: nodes.Node) -> Iterator[Any]:
    """Yield the nodes that a matcher of Sphinx's looks for; it asks every node, also of other kinds."""
    kinds = self.classes or (nodes.Element if self.attrs else nodes.Node)  # only elements have attributes
    return (each for each in nodes_of(node, kinds) if self.match(each))


FINDALL = Patch(
    "docutils",
    "some forty steps look through the tree of each page, without a generator for each node on the way",
    _replacements,
)
