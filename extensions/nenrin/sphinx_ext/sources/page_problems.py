"""After a page is read: its problems become warnings, and a page of a blog needs no toctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@costs("the warnings of its front matter")
def tell_problems(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each problem in the page's front matter, with file and line, and mark the page as orphan.

    Posts must never stand in a toctree (each costs more than the one before), so Sphinx's reminder of it
    would be wrong for every page that has front matter.
    """
    env = app.env
    reading = post_domain(env).readings.get(env.docname)
    if reading is None:
        return
    for problem in reading.problems:
        warn_problem(problem, env.doc2path(env.docname).as_posix())
    if reading.used or reading.problems:
        env.metadata[env.docname]["orphan"] = True


@costs("knowing that pages among posts need no toctree")
def mark_blog_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Mark the pages among posts as orphans too, such as notes without front matter, and that of a missing address."""
    folders = {post.docname.partition("/")[0] for post in post_domain(env).posts() if "/" in post.docname}
    for docname in env.found_docs:
        if docname == MISSING:
            env.metadata[docname].setdefault("orphan", True)
        if "/" in docname and docname.partition("/")[0] in folders:
            env.metadata[docname].setdefault("orphan", True)
