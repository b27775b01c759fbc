"""MyST-NB's parser for posts: imported only where that extension is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_nb.core.read import is_myst_markdown_notebook
from myst_nb.sphinx_ import Parser

from nenrin.posts.notebooks import (
    NOTEBOOK,
    markdown_heading,
    notebook_as_markdown,
    notebook_without_values,
    text_notebook_without_values,
)
from nenrin.sphinx_ext.sources.parser import PostParser, note_notebook

if TYPE_CHECKING:
    from docutils import nodes


class PostNotebookParser(Parser, PostParser):  # type: ignore[misc]
    """Reads notebooks as MyST-NB does and notes them as posts; Markdown without code cells is read as ever."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a notebook, JSON or MyST Markdown, or a page of Markdown into ``document``."""
        env = document.settings.env
        if env.doc2path(env.docname).suffix == NOTEBOOK:
            title = note_notebook(env, notebook_as_markdown(inputstring))
            inputstring = notebook_without_values(inputstring, markdown_heading(title) if title else None)
        elif is_myst_markdown_notebook(inputstring):
            title = note_notebook(env, inputstring)
            inputstring = text_notebook_without_values(inputstring, title)
        super().parse(inputstring, document)
