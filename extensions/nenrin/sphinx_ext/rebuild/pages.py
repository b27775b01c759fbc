"""Decide which pages of source files are written again: those whose values differ from those of the last build."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from nenrin.posts.model import Body
from nenrin.sphinx_ext.config.guard import for_each, must_run
from nenrin.sphinx_ext.config.options import OPTIONS
from nenrin.sphinx_ext.rebuild.page_files import SEARCH_INDEX, page_files, sizes
from nenrin.sphinx_ext.rebuild.page_frame import frame, navigation
from nenrin.sphinx_ext.rebuild.written_files import restore_pictures
from nenrin.sphinx_ext.sources.images import names_of_copies
from nenrin.sphinx_ext.sources.references import shown_of_other_pages
from nenrin.sphinx_ext.store.build_state import BuildState
from nenrin.sphinx_ext.store.domain import build_state, post_domain
from nenrin.sphinx_ext.store.manifest import UNKNOWN, digest
from nenrin.sphinx_ext.views.context import values_of_posts
from nenrin.sphinx_ext.views.introductions import introduced_archives
from nenrin.sphinx_ext.writers.head import heads
from nenrin.sphinx_ext.writers.redirects import NETLIFY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Contributor: TypeAlias = "Callable[[Sphinx], Callable[[str], object]]"
"""Looks at the whole build once, and returns what gives the values of one kind on a page, told apart by ``repr``."""


@must_run("pages would go on showing what has been withdrawn since the last build")
def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose values are not those that the last build wrote them from."""
    build = build_state(env)
    manifest = build.manifest
    manifest.stamp = frame(app)
    options = [(option.name, app.config[option.name]) for option in OPTIONS]
    manifest.options = repr((options, os.environ.get(NETLIFY)))
    parts = [contributor(app) for contributor in CONTRIBUTORS]

    def values(docname: str) -> str:
        return digest(repr((manifest.stamp, [part(docname) for part in parts])))

    # A page whose values cannot be told is written again.
    manifest.pages = dict.fromkeys(sorted(env.found_docs), UNKNOWN)
    manifest.pages.update(for_each(list(manifest.pages), "comparing it with what it was", values))
    build.page_files = page_files(app)
    restore_pictures(app)
    is_stale = _is_stale(app, build)
    again = [docname for docname in manifest.pages if is_stale(docname)]
    build.stale_pages = len(again)
    # Sphinx stores the environment only when some page is new: that a page is gone must be stored, too.
    return again or ([app.config.root_doc] if manifest.pages_before.keys() - manifest.pages.keys() else [])


def _is_stale(app: Sphinx, build: BuildState) -> Callable[[str], bool]:
    """Return what tells whether a page must be written: its values are others, or its files not what was written."""
    manifest = build.manifest
    doubtful = manifest.missing | manifest.journal.unfinished
    now, before = sizes(app), manifest.sizes_before
    changed = {name.partition(" ")[0] for name, size in now.items() if before.get(name) != size}

    def is_stale(docname: str) -> bool:
        values = manifest.pages[docname]
        is_same = values != UNKNOWN and values == manifest.pages_before.get(docname)
        if not is_same or docname in changed or SEARCH_INDEX in changed:
            return True
        return bool(doubtful) and not doubtful.isdisjoint(build.page_files(docname))

    return is_stale


def when_read(app: Sphinx) -> Callable[[str], object]:
    """Return what gives the moment at which a page was read: its text is what it was then."""
    return post_domain(app.env).read_times.get


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
