"""Put the posts into books and other single documents, which hold no page that no table of contents names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import build_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_SINGLE = frozenset({"epub", "latex", "man", "singlehtml", "texinfo"})
"""Builders that follow tables of contents from the root page, by their names."""


@costs("posts in books and single documents")
def include_posts(app: Sphinx, builder: Builder) -> None:
    """Have the root page name all posts while such a document is put together; the stored page does not change."""
    if builder.name in _SINGLE:
        app.env.get_doctree = partial(_with_posts, app, app.env.get_doctree)  # type: ignore[method-assign]


@costs("a clean end of books and single documents")
def forget_posts(app: Sphinx, exception: Exception | None) -> None:
    """Give the environment its own way to pages back."""
    vars(app.env).pop("get_doctree", None)


def _with_posts(
    app: Sphinx, get: Callable[..., nodes.document], docname: str, **options: Any
) -> nodes.document:
    tree = get(docname, **options)
    names = _unnamed_posts(app) if docname == app.config.root_doc else []
    if not names:
        return tree
    contents = addnodes.toctree("", parent=docname, includefiles=names, glob=False, hidden=False)
    contents["entries"] = [(None, name) for name in names]
    contents["maxdepth"], contents["numbered"], contents["caption"] = -1, 0, None
    contents["includehidden"] = contents["titlesonly"] = False
    next(tree.findall(nodes.section), tree).append(contents)
    return tree


def _unnamed_posts(app: Sphinx) -> list[str]:
    """Return the pages of posts that no table of contents names, the oldest first."""
    named = {name for names in app.env.toctree_includes.values() for name in names}
    posts = reversed(build_state(app.env).library.posts)
    return [name for name in dict.fromkeys(post.docname for post in posts) if name not in named]
