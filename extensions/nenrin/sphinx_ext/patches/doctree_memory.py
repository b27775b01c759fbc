"""Let go of each page as soon as it is read, and again when it is written.

Sphinx keeps the trees of all pages it has read until it writes them: half of the memory of a build. And a tree holds
itself, each node its parent, so that Python has to look for it among all that is in use before it can be freed. To
read the tree again from the file where Sphinx has just stored it takes a tenth of that time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def let_go_of_pages(app: Sphinx) -> None:
    """Keep no tree in memory between reading and writing, nor after."""
    app.env._pickled_doctree_cache = _Forgetful()
    builder = app.builder
    builder.write_doctree = partial(_store, builder)  # type: ignore[method-assign, misc]
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.write_doc = partial(_write, builder)  # type: ignore[method-assign]


def _store(builder: Builder, docname: str, doctree: nodes.document, *, _cache: bool = True) -> None:
    type(builder).write_doctree(builder, docname, doctree, _cache=False)
    _let_go(doctree)


def _write(builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> None:
    type(builder).write_doc(builder, docname, doctree)
    _let_go(doctree)


class _Forgetful(dict[str, bytes]):
    """What Sphinx keeps of the files of pages it has read; each is read once or twice."""

    def __setitem__(self, docname: str, content: bytes) -> None:
        """Keep nothing."""


def _let_go(doctree: nodes.document) -> None:
    """Cut a tree into its nodes: Python frees at once what nobody else holds.

    Who has kept a node keeps all below it, as Sphinx's own extensions do with a note to the author, and no longer
    the whole page. The document itself is left empty, for there is always a closure somewhere that holds it.
    """
    for node in list(doctree.findall()):
        node.parent = node.document = None  # type: ignore[assignment]
    own = vars(doctree)
    # Emptied by new ones: what reads the page may have taken one over, as MyST does with the names of headings.
    own.update(
        (name, type(value)())
        for name, value in own.items()
        if name != "attributes" and type(value) in {dict, list}
    )
