"""nbsphinx's parser for posts: imported only where that extension is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbsphinx import NotebookParser

from nenrin.posts.notebooks import notebook_as_markdown, notebook_without_values, rest_heading
from nenrin.sphinx_ext.sources.parser import note_notebook

if TYPE_CHECKING:
    from docutils import nodes


class PostNbsphinxParser(NotebookParser):  # type: ignore[misc]
    """Reads notebooks as nbsphinx does and notes them as posts."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a notebook into ``document``."""
        title = note_notebook(document.settings.env, notebook_as_markdown(inputstring))
        heading = rest_heading(title) if title else None
        super().parse(notebook_without_values(inputstring, heading), document)
