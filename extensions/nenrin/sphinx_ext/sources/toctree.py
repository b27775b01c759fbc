"""Toctrees that name archives: ``blog``, ``blog/tag/oak``, although no file stands behind such a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx.directives.other import TocTree
from sphinx.domains.std import StandardDomain
from sphinx.util import docname_join
from sphinx.util.nodes import explicit_title_re

from nenrin.posts.terms import ARCHIVE, KINDS

if TYPE_CHECKING:
    from sphinx import addnodes
    from sphinx.application import Sphinx


def add_toctree(app: Sphinx) -> None:
    """Put our directive in the place of Sphinx's."""
    app.add_directive("toctree", ArchiveTocTree, override=True)


class ArchiveTocTree(TocTree):
    """Sphinx's directive, which also takes the addresses of archives.

    Whether there is such an archive is known when all pages are read.
    """

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Fill in the entries; an archive is one that includes no file."""
        archives = set(self._archives())
        with _generated(archives):
            super().parse_content(toctree)
        toctree["includefiles"] = [name for name in toctree["includefiles"] if name not in archives]

    def _archives(self) -> Iterator[str]:
        is_archive = _addresses(self.config.blog_path.strip("/")).fullmatch
        for entry in self.content:
            match = explicit_title_re.match(entry)
            name = match[2] if match else entry
            suffix = next((suffix for suffix in self.config.source_suffix if name.endswith(suffix)), "")
            docname = docname_join(self.env.current_document.docname, name.removesuffix(suffix))
            if is_archive(docname) and docname not in self.env.found_docs:
                yield docname


def _addresses(root: str) -> re.Pattern[str]:
    names = sorted(kind.name for kind in KINDS.values() if not kind.is_dated)
    below = rf"(?:{ARCHIVE}|\d{{4}}(?:/\d\d)?|(?:{'|'.join(names)})(?:/.+)?)"
    return re.compile(rf"{re.escape(root)}(?:/{below})?")


@contextmanager
def _generated(names: Iterable[str]) -> Iterator[None]:
    """Have Sphinx take pages for generated, as its index is: they may be named, and no pattern finds them."""
    known = StandardDomain._virtual_doc_names  # noqa: SLF001 - the directive looks nowhere else
    added = [name for name in names if name not in known]
    known.update((name, (name, "")) for name in added)
    try:
        yield
    finally:
        for name in added:
            del known[name]
