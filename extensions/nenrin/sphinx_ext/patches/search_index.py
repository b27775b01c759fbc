"""Leave Sphinx's search index alone where it stays as it is."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class _SearchIndex:
    """Sphinx's search index, which a build that writes no page need neither read nor write again."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self.stays = False

    def load(self, docnames: AbstractSet[str]) -> None:
        self.stays = not docnames and (self.builder.outdir / self.builder.searchindex_filename).is_file()
        if not self.stays:
            type(self.builder).load_indexer(self.builder, docnames)

    def dump(self) -> None:
        if not self.stays:
            type(self.builder).dump_search_index(self.builder)


def keep_search_index(app: Sphinx) -> None:
    """Leave the search index alone where no page is written: a page that goes has the home page written."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        index = _SearchIndex(app.builder)
        app.builder.load_indexer = index.load  # type: ignore[method-assign]
        app.builder.dump_search_index = index.dump  # type: ignore[method-assign]
