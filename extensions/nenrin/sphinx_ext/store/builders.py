"""Sphinx's two builders of web sites, with URLs that are right whatever a file is called and files that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ThemeError
from sphinx.util.osutil import copyfile

from nenrin.posts import urls
from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.config.template_errors import with_place
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import build_state, has_begun
from nenrin.sphinx_ext.store.output_folder import RefusedPathError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from nenrin.sphinx_ext.store.room import Outputs


class SiteBuilder(StandaloneHTMLBuilder):
    """``html``, which overwrites no file that comes of a source with one that comes of none."""

    outputs: Outputs | None = None
    """What this build makes of sources, when all pages are read."""

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield none: ``rebuild.pages`` tells which pages are written again, by what they are made of.

        Sphinx would tell it by times, and write every page again after a fresh clone or an update of a theme.
        """
        return iter(())

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page; one without a source only where none with a source is."""
        name = Path(outfilename or self.get_output_path(pagename)).relative_to(self.outdir).as_posix()
        source = self.outputs.source(self.env, name) if self.outputs and event_arg is None else ""
        if source:
            if name != f"{MISSING}{self.out_suffix}":
                text = f"{source} has the address of a page that Sphinx makes, {name}, which is left out"
                warn(Subtype.ADDRESS, text, location=f"{self.srcdir / source}:1")
            return
        try:
            super().handle_page(pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg)
        except ThemeError as error:
            raise with_place(error, pagename) from error.__cause__

    def copy_image_files(self) -> None:
        """Copy the pictures; of one that says where it was taken, what is kept without that."""
        images, cleaned = self.images, build_state(self.env).cleaned if has_begun(self.env) else {}
        self.images = {cleaned.get(source, source): name for source, name in images.items()}
        try:
            super().copy_image_files()
        finally:
            self.images = images

    def copy_extra_files(self) -> None:
        """Copy the public files in whose way no page is; one that cannot be copied costs itself alone."""
        if self.outputs is None:
            return
        for name, path in self.outputs.public.items():
            try:
                target = self.outputs.folder.path_of(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                if not path.is_file():
                    raise FileNotFoundError(f"{path} is no file that can be copied")  # a pipe would never end
                copyfile(path, target, force=True)
            except (OSError, RefusedPathError) as error:
                warn(Subtype.FILE, f"the file is not copied: {error}", location=f"{path}:1")


class SiteDirectoryBuilder(SiteBuilder, DirectoryHTMLBuilder):
    """``dirhtml`` likewise, and with encoded URLs, as those of ``html`` are.

    Sphinx joins stylesheets, pictures and the navigation to the URL of a page, and takes a ``#`` in it for the
    beginning of a fragment: whatever the page of ``C#.md`` showed was looked for one folder too high.
    """

    name = "dirhtml"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the URL of a page from the root of the site, percent-encoded."""
        if docname == MISSING:
            return f"{MISSING}{self.out_suffix}"
        return urls.encode(DirectoryHTMLBuilder.get_target_uri(self, docname))

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a page."""
        if page_name == MISSING:
            return Path(self.outdir, f"{MISSING}{self.out_suffix}")
        return DirectoryHTMLBuilder.get_output_path(self, page_name)


def add_builders(app: Sphinx) -> None:
    """Put our builders in the place of Sphinx's."""
    app.add_builder(SiteBuilder, override=True)
    app.add_builder(SiteDirectoryBuilder, override=True)
