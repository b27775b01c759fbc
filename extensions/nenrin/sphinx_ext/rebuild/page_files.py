"""Which files are written with the page of a source file, and which of them a later build reads again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.search.records import page_file
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import build_state, post_domain, source_copy
from nenrin.sphinx_ext.store.site_urls import site_of
from nenrin.sphinx_ext.store.stamps import stamp
from nenrin.sphinx_ext.writers.feeds import body_file
from nenrin.sphinx_ext.writers.search_texts import FOLDER, has_search

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SEARCH_INDEX = "searchindex.js"
"""Sphinx's own index; it is made of pages as they are written, and read again for those that are not."""


def page_files(app: Sphinx) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the output files of a page: itself, source, Markdown, text for the search, pictures.

    Some may not be written. For other builders than those of HTML it is the docname alone.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return lambda docname: (docname,)
    pictures: dict[str, list[str]] = defaultdict(list)
    for docnames, name in app.env.images.values():
        for docname in docnames:
            pictures[docname].append(f"{builder.imagedir}/{name}")
    site, searched = site_of(app), has_search(app)

    def names(docname: str) -> Iterator[str]:
        yield output_name(builder, docname)
        if builder.copysource and docname not in post_domain(app.env).withheld:
            yield f"_sources/{source_copy(app.env, docname)}"
        if site and (post := site.library.post_of(docname)) and (mirror := site.mirror(post)):
            yield mirror
        if searched:
            yield f"{FOLDER}/{page_file(docname)}"
        yield from pictures.get(docname, ())

    return lambda docname: tuple(names(docname))


def sizes(app: Sphinx) -> dict[str, int]:
    """Return the sizes in bytes of the files that a later build reads again; -1 for one that is not there.

    They are those of Sphinx's index by its name, and of two files of each page by docname: its text for the search
    and, of a post, its body for the feeds.
    """
    manifest = build_state(app.env).manifest
    posts = build_state(app.env).library.by_docname
    outdir, searched = manifest.outdir, has_search(app)
    found = {SEARCH_INDEX: stamp(outdir / SEARCH_INDEX)[2]}
    for docname in app.env.found_docs:
        if docname in posts:
            found[f"{docname} body"] = stamp(body_file(manifest, docname))[2]
        if searched:
            found[f"{docname} text"] = stamp(f"{outdir}/{FOLDER}/{page_file(docname)}")[2]
    return found
