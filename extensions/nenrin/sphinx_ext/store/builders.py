"""Sphinx's two builders of web sites, with URLs that are right whatever a file is called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder

from nenrin.posts import urls

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MISSING = "404"
"""The page for addresses that are not there. Hosts look for it in one place only, whatever the builder."""


class SiteDirectoryBuilder(DirectoryHTMLBuilder):
    """``dirhtml`` with encoded URLs, as those of ``html`` are.

    Sphinx joins stylesheets, pictures and the navigation to the URL of a page, and takes a ``#`` in it for the
    beginning of a fragment: whatever the page of ``C#.md`` showed was looked for one folder too high.
    """

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the URL of a page from the root of the site, percent-encoded."""
        return (
            f"{MISSING}{self.out_suffix}"
            if docname == MISSING
            else urls.encode(super().get_target_uri(docname))
        )

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a page."""
        if page_name == MISSING:
            return Path(self.outdir, f"{MISSING}{self.out_suffix}")
        return super().get_output_path(page_name)


def add_builders(app: Sphinx) -> None:
    """Put our builders in the place of Sphinx's."""
    app.add_builder(SiteDirectoryBuilder, override=True)
