"""Keep Sphinx's own search index what a clean build makes it, where a build writes some of the pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.config.guard import costs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder

_BEFORE, _AFTER = "Search.setIndex(", ")"


@costs("an index of Sphinx's search that is that of a clean build")
def mend_index(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Put right what Sphinx has loaded of the last index, when all pages are in it; yield no page."""
    builder = app.builder
    indexer = getattr(builder, "indexer", None) if isinstance(builder, StandaloneHTMLBuilder) else None
    if indexer is not None:
        _forget_gone_terms(indexer)
        _recall_entries(indexer, _last_index(app))
    return ()


def _forget_gone_terms(indexer: IndexBuilder) -> None:
    """Drop each word of the index that no page has any more.

    Sphinx has taken the pages that are gone from its words when it loaded the index, but leaves a word
    without pages in ``searchindex.js``: the words of a post that has become a draft would stay public.
    """
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, docnames in words.items() if not docnames]:
            del words[word]


def _recall_entries(indexer: IndexBuilder, last: Mapping[str, Any]) -> None:
    """Give pages that are not written the entries of the general index that they had: Sphinx loads all but these."""
    before = defaultdict(list)
    for entry, places in last.get("indexentries", {}).items():
        for number, target, is_main in places:
            before[last["docnames"][number]].append((entry, target, "main" if is_main else ""))
    entries = indexer._index_entries
    entries.update(
        (name, found) for name, found in before.items() if name in indexer._titles and name not in entries
    )
    # They are written in the order of pages, which a clean build takes by name.
    indexer._index_entries = dict(sorted(entries.items()))


def _last_index(app: Sphinx) -> dict[str, Any]:
    try:
        text = (app.outdir / "searchindex.js").read_text("utf-8")
        if '"indexentries":{}' in text:  # as on most blogs, and sooner seen than read
            return {}
        index = json.loads(text.removeprefix(_BEFORE).removesuffix(_AFTER))
    except (OSError, ValueError):  # none, or broken off: Sphinx begins anew as well
        return {}
    is_index = isinstance(index, dict) and isinstance(index.get("indexentries"), dict)
    return index if is_index else {}
