"""Decide which pages are read again, beside those that Sphinx finds by a later time of their files.

A file that is put in the place of another may be older: one that was moved, copied with its time, unpacked, or came
with another branch.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import build_state, post_domain
from nenrin.sphinx_ext.store.stamps import Stamp, stamp

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CATALOG = ".mo"


@costs("reading pages again whose files are others")
def pages_to_read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages made of other files than those that are there, and those whose table of contents lost a page.

    Sphinx takes the page in a table of contents for there until that is read again. The file that keeps a page as
    it was read is compared as well: it may be broken off, or made by a build of which this one knows nothing.
    """
    domain = post_domain(env)
    known = env.found_docs - added - changed
    again = {name for name, inside in env.toctree_includes.items() if not removed.isdisjoint(inside)}
    again |= {name for name in known if _doctree(env, name) != domain.doctrees.get(name)}
    again |= {name for name in known - again if _sources(env, name) != domain.sources.get(name)}
    return sorted(again)


@costs("knowing a file that changes while it is read")
def note_files_before(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the files of the pages that are about to be read, as they are now: they may change meanwhile."""
    build_state(env).read = {docname: stamp(env.doc2path(docname)) for docname in docnames}


@costs("knowing a file that is put in the place of another")
def note_files_after(app: Sphinx, env: BuildEnvironment) -> None:
    """Note what the pages were read from, when it is known what they include, and what keeps them."""
    domain = post_domain(env)
    for docname, source in build_state(env).read.items():
        domain.sources[docname] = (source, *_sources(env, docname)[1:])
        domain.doctrees[docname] = _doctree(env, docname)


def _sources(env: BuildEnvironment, docname: str) -> tuple[Stamp, ...]:
    """Return the page's own file and, by name, those that it depends on."""
    # Sphinx adds catalogs when a build begins, forgets them when it reads the page, and compares their times itself.
    paths = sorted(
        path for path in map(str, env.dependencies.get(docname, ())) if not path.endswith(_CATALOG)
    )
    own = str(env.doc2path(docname))
    return tuple(stamp(path) for path in (own, *(os.path.join(env.srcdir, path) for path in paths)))  # noqa: PTH118


def _doctree(env: BuildEnvironment, docname: str) -> Stamp:
    return stamp(f"{env.doctreedir}/{docname}.doctree")
