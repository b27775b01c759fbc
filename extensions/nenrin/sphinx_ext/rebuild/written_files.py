"""Note each output file before it is written, and at the end which there are, so that nothing gone stays behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.config.guard import costs, must_run
from nenrin.sphinx_ext.rebuild.page_files import SEARCH_INDEX, sizes
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.writers.feeds import body_file

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


@costs("being known as begun, should this build not end")
def note_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is about to be written. Where several processes write, this is done in the first."""
    build = build_state(app.env)
    build.wrote_pages = True
    build.manifest.expect(*build.page_files(docname))


@costs("being known as begun, should this build not end")
def note_generated_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Note a page that no source file stands for: an index, the search page, one that conf.py adds."""
    if doctree is None and isinstance(app.builder, StandaloneHTMLBuilder):
        build, name = build_state(app.env), output_name(app.builder, pagename)
        build.generated.add(name)
        build.manifest.expect_new(name)


def restore_pictures(app: Sphinx) -> None:
    """Have the copies of pictures made again that are gone from the output: Sphinx copies those of pages it writes."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    missing = build_state(app.env).manifest.missing
    for path, (_docnames, name) in app.env.images.items():
        if f"{builder.imagedir}/{name}" in missing:
            builder.images[path] = name


@must_run("files of pages would be taken for what is gone, and be deleted")
def note_page_files(app: Sphinx, exception: Exception | None) -> None:
    """Note which files belong to the pages of source files, written by this build or by one before."""
    if exception or build_state(app.env).nothing_changed:
        return
    build = build_state(app.env)
    for docname in sorted(app.env.found_docs):
        build.manifest.keep(*build.page_files(docname))


@must_run("what has been withdrawn since the last build would stay public")
def note_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Delete the output of pages that are gone, and remember what is there for the next build."""
    if exception:
        return
    build, builder = build_state(app.env), app.builder
    manifest = build.manifest
    if build.nothing_changed:
        if not manifest.journal.is_begun:
            return
        manifest.keep_all()
    manifest.keep(*sorted((manifest.copies | build.generated) - manifest.written.keys()))
    if isinstance(builder, StandaloneHTMLBuilder):
        # Sphinx keeps the record of the last configuration beside the pages, where a clean build has none, and an
        # index that was broken off.
        for name in (".buildinfo.bak", f"{SEARCH_INDEX}.tmp"):
            Path(app.outdir, name).unlink(missing_ok=True)
        manifest.remove_gone()
    for docname in manifest.pages_before.keys() - manifest.pages.keys():
        body_file(manifest, docname).unlink(missing_ok=True)
    manifest.save(sizes(app))
