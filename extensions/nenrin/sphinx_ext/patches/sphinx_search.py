"""Leave Sphinx's search index alone where no page is written (the builder's ``load_indexer``, ``dump_search_index``).

A build that writes a page, or has one deleted, writes the home page, so that the index is read and written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        index = _SearchIndex(app.builder)
        yield Replacement(app.builder, "load_indexer", "(docnames)", index.loading)
        yield Replacement(app.builder, "dump_search_index", "()", index.dumping)


class _SearchIndex:
    """Sphinx's search index, which a build that writes no page need neither read nor write again."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._stays = False

    def loading(self, load: Callable[..., None]) -> Callable[..., None]:
        def load_indexer(docnames: AbstractSet[str]) -> None:
            there = (self._builder.outdir / self._builder.searchindex_filename).is_file()
            self._stays = there and not docnames
            if not self._stays:
                load(docnames)

        return load_indexer

    def dumping(self, dump: Callable[[], None]) -> Callable[[], None]:
        def dump_search_index() -> None:
            if not self._stays:
                dump()

        return dump_search_index


SEARCH = Patch(
    "sphinx_search",
    "a build that writes no page neither reads nor writes Sphinx's search index",
    _replacements,
)
