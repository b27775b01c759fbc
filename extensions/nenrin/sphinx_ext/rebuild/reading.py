"""Decide which pages are read again: those of whose files the content differs.

Sphinx tells a changed file by a later time. But a file that is put in the place of another may be older: one that was
moved, copied with its time, unpacked, or came with another branch; and on a build server every file of a fresh clone is
later than the pages that were kept from the last build.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import PostDomain, build_state, post_domain
from nenrin.sphinx_ext.store.stamps import file_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CATALOG = ".mo"


@costs("knowing pages whose files have new times alone")
def keep_unchanged_pages(app: Sphinx) -> None:
    """Let Sphinx take a page for read after its files' present times, where these alone are new."""
    env, domain = app.env, post_domain(app.env)
    for docname in sorted(domain.sources.keys() & env.all_docs.keys()):
        before = domain.sources[docname]
        now = [file.now() for file in before]
        files = tuple(file for file in now if file)
        if len(files) < len(now) or files == before:
            continue
        domain.sources[docname] = files
        # Sphinx rounds times up to the microsecond.
        latest = max(-(time // -1000) for file in files for _path, time, _size in [file.stamp])
        env.all_docs[docname] = max(env.all_docs[docname], latest)


@costs("reading pages again whose files are others")
def pages_to_read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages made of other files than those that are there, and those whose table of contents lost a page.

    Sphinx takes the page in a table of contents for there until that is read again. The file that keeps a page as
    it was read is compared as well: it may be broken off, or made by a build of which this one knows nothing.
    """
    domain = post_domain(env)
    again = {name for name, inside in env.toctree_includes.items() if not removed.isdisjoint(inside)}
    again |= {name for name in env.found_docs - added - changed - again if not _is_as_read(env, domain, name)}
    return sorted(again)


@costs("knowing a file that changes while it is read")
def note_files_before(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the files of the pages that are about to be read, as they are now: they may change meanwhile."""
    build_state(env).read = {docname: file_state(env.doc2path(docname)) for docname in docnames}


@costs("knowing a file that is put in the place of another")
def note_files_after(app: Sphinx, env: BuildEnvironment) -> None:
    """Note what the pages were read from, when it is known what they include, and what keeps them."""
    domain = post_domain(env)
    for docname, source in build_state(env).read.items():
        included = _included(env, docname)
        domain.sources[docname] = (source, *(file_state(path) for path in included))
        domain.doctrees[docname] = file_state(_doctree(env, docname))
        domain.read_times[docname] = env.all_docs.get(docname, 0)


def _is_as_read(env: BuildEnvironment, domain: PostDomain, docname: str) -> bool:
    """Whether a page's own file, those that it depends on, and the one that keeps it are as when it was read."""
    files, doctree = domain.sources.get(docname), domain.doctrees.get(docname)
    paths = [str(env.doc2path(docname)), *_included(env, docname)]
    if files is None or doctree is None or [file.stamp[0] for file in files] != paths:
        return False
    return doctree.stamp[0] == _doctree(env, docname) and None not in [
        file.now() for file in (doctree, *files)
    ]


def _included(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the paths of the files that a page depends on, but for catalogs of translations.

    Sphinx adds those when a build begins, forgets them when it reads the page, and compares their times itself.
    """
    names = map(str, env.dependencies.get(docname, ()))
    return sorted(os.path.join(env.srcdir, name) for name in names if not name.endswith(_CATALOG))  # noqa: PTH118


def _doctree(env: BuildEnvironment, docname: str) -> str:
    return f"{env.doctreedir}/{docname}.doctree"
