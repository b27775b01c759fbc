"""Make posts of notebooks where MyST-NB or nbsphinx reads them, in whatever order the extensions are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.values import is_set
from nenrin.sphinx_ext.sources.images import OUTPUTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


@costs("notebooks as posts")
def read_notebooks(app: Sphinx, config: Config) -> None:
    """Put our parsers of notebooks in the place of those of the extensions that are there."""
    if "myst_nb" in app.extensions:
        from nenrin.sphinx_ext.sources.myst_nb_parser import PostNotebookParser  # noqa: PLC0415 - an optional library

        app.add_source_parser(PostNotebookParser, override=True)
        app.add_source_suffix(".md", "myst-nb", override=True)
        if not is_set(config, "source_suffix"):
            # Another build of this process may have left its endings in Sphinx's default.
            config.source_suffix = {**config.source_suffix, ".md": "myst-nb"}
        config.exclude_patterns = [*config.exclude_patterns, f"**/{OUTPUTS}", OUTPUTS]
    if "nbsphinx" in app.extensions:
        from nenrin.sphinx_ext.sources.nbsphinx_parser import PostNbsphinxParser  # noqa: PLC0415 - likewise

        app.add_source_parser(PostNbsphinxParser, override=True)
