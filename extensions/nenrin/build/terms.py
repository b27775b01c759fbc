"""Drop the words of pages that are gone from Sphinx's search index, which keeps them without a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def forget_gone_terms(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop each word of the index that no page has any more.

    Sphinx has taken the pages that are gone from its words when it loaded the index, but leaves a word
    without pages in ``searchindex.js``: the words of a post that has become a draft would stay public.
    """
    indexer = (
        getattr(app.builder, "indexer", None) if isinstance(app.builder, StandaloneHTMLBuilder) else None
    )
    if indexer is not None:
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, docnames in words.items() if not docnames]:
                del words[word]
    return ()
