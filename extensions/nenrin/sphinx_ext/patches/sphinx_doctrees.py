"""Keep no tree of a page in memory from the time it is read until it is written (two caches of Sphinx's environment).

They are half of the memory of a build. To read a tree again from the file where Sphinx has just stored it takes a
tenth of the time that it took to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    yield Replacement(app.env, "_pickled_doctree_cache", "dict", lambda _: KeepsNothing())
    yield Replacement(app.env, "_write_doc_doctree_cache", "dict", lambda _: KeepsNothing())


class KeepsNothing(dict[str, Any]):
    """A dictionary that forgets what it is given: what it is asked for is read from its file."""

    def __setitem__(self, docname: str, tree: object) -> None:
        """Keep nothing."""


DOCTREES = Patch(
    "sphinx_doctrees",
    "the tree of each page is read from its file when it is written, and not kept in memory until then",
    _replacements,
)
