"""Decide which pages of source files are written again: those whose values differ from those of the last build."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts.model import Body
from nenrin.sphinx_ext.config.guard import costs, for_each, must_run
from nenrin.sphinx_ext.config.options import OPTIONS
from nenrin.sphinx_ext.rebuild.page_frame import frame, navigation
from nenrin.sphinx_ext.sources.images import names_of_copies
from nenrin.sphinx_ext.sources.references import shown_of_other_pages
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import build_state, post_domain, source_copy
from nenrin.sphinx_ext.store.manifest import digest
from nenrin.sphinx_ext.views.context import values_of_posts
from nenrin.sphinx_ext.views.introductions import introduced_archives
from nenrin.sphinx_ext.writers.head import heads
from nenrin.sphinx_ext.writers.redirects import NETLIFY

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Contributor: TypeAlias = "Callable[[Sphinx], Callable[[str], object]]"
"""Looks at the whole build once, and returns what gives the values of one kind on a page, told apart by ``repr``."""


@costs("reading pages again whose contents are gone")
def pages_to_read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages with a page in a table of contents that is gone; Sphinx takes it for there until then."""
    return sorted(docname for docname, names in env.toctree_includes.items() if not removed.isdisjoint(names))


@must_run("pages would go on showing what has been withdrawn since the last build")
def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose values are not those that the last build wrote them from."""
    manifest = build_state(env).manifest
    manifest.stamp = frame(app)
    options = [(option.name, app.config[option.name]) for option in OPTIONS]
    manifest.options = repr((options, os.environ.get(NETLIFY)))
    parts = [contributor(app) for contributor in CONTRIBUTORS]

    def values(docname: str) -> str:
        return digest(repr((manifest.stamp, [part(docname) for part in parts])))

    # A page whose values cannot be told is written again.
    manifest.pages = dict.fromkeys(sorted(env.found_docs), "")
    manifest.pages.update(for_each(list(manifest.pages), "comparing it with what it was", values))
    before = manifest.pages_before
    again = [docname for docname, values in manifest.pages.items() if before.get(docname) != (values or None)]
    # Sphinx stores the environment only when some page is new: that a page is gone must be stored, too.
    return again or ([app.config.root_doc] if before.keys() - manifest.pages.keys() else [])


def when_read(app: Sphinx) -> Callable[[str], object]:
    """Return what gives the moment at which a page was read: its text is what it was then."""
    return app.env.all_docs.get


def listed_posts(app: Sphinx) -> Callable[[str], object]:
    """Return what gives all that ABlog's ``postlist`` may choose posts by and show of them, for pages that have one."""
    lists = post_domain(app.env).lists
    posts = build_state(app.env).library.posts if lists else ()
    shown = digest(repr([replace(post, body=Body(excerpt=post.body.excerpt)) for post in posts]))
    return lambda docname: shown if docname in lists else ""


CONTRIBUTORS: tuple[Contributor, ...] = (
    when_read,
    values_of_posts,
    heads,
    shown_of_other_pages,
    names_of_copies,
    navigation,
    introduced_archives,
    listed_posts,
)
"""All that a page is made from, beside what stands on every page (``page_frame.frame``)."""


@costs("writing lists again")
def note_work(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is written; in parallel builds this, unlike the writing, is done in the main process."""
    build_state(app.env).wrote_pages = True


@must_run("what has been withdrawn since the last build would stay public")
def note_pages(app: Sphinx, exception: Exception | None) -> None:
    """Delete the output of pages that are gone, and remember what is there for the next build."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    domain = post_domain(app.env)
    build = domain.build
    if build.nothing_changed:
        return
    manifest = build.manifest
    for docname in sorted(app.env.found_docs):
        manifest.note(output_name(builder, docname))
        if app.config.html_copy_source and docname not in domain.withheld:
            manifest.note(f"_sources/{source_copy(app.env, docname)}")
    for _docnames, name in app.env.images.values():
        manifest.note(f"{builder.imagedir}/{name}")
    for name in sorted(manifest.copies | {name for name in build.generated if (app.outdir / name).exists()}):
        if name not in manifest.written:
            manifest.note(name)
    # Sphinx keeps the record of the last configuration beside the pages, where a clean build has none.
    (Path(app.outdir) / ".buildinfo.bak").unlink(missing_ok=True)
    manifest.remove_gone()
    manifest.save()
