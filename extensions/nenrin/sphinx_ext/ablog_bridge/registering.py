"""Tell ABlog of all posts, and of the addresses their archive pages have, before pages are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ablog.blog import Blog, Collection

from nenrin.posts.library import Term
from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.ablog_bridge.announcing import ablog_posts
from nenrin.sphinx_ext.config.guard import attempt, costs
from nenrin.sphinx_ext.store.domain import build_state, post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@costs("what ABlog knows of posts")
def register_posts(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell ABlog of all posts, and where their archive pages are, before any page is written."""
    library = build_state(env).library
    Blog._dict.clear()
    blog = Blog(app)
    for kind in KINDS.values():
        for term in library.by_kind[kind.name] if kind.ablog else ():
            _place_collection(blog, kind.ablog, term)
    for year in library.by_kind["year"]:
        blog.archive.collections[int(year.name)] = Collection(blog.archive, int(year.name), path=year.path)
    listed = {post.docname for post in library.posts}
    for docname, infos in sorted(ablog_posts(env).items()):
        if docname in listed:
            for info in infos:
                attempt(partial(blog.register, docname, info), docname, "its place in ABlog's lists")
    _label_posts(env)


def _label_posts(env: BuildEnvironment) -> None:
    """Let ``{ref}`` find a page of posts by its file's name, as with ABlog, where the author has no such label.

    The labels are set anew at each build: a label for each post would make Sphinx's clearing of a page
    take the longer the more posts there are.
    """
    std, domain = env.domains.standard_domain, post_domain(env)
    for known in (std.labels, std.anonlabels):
        for label in [label for label in domain.labels if label in known]:
            del known[label]
    domain.labels.clear()
    for docname, posts in sorted(build_state(env).library.by_docname.items()):
        label = _label(docname)
        if label and label not in std.labels:
            std.labels[label] = (docname, "", posts[0].title)
            std.anonlabels[label] = (docname, "")
            domain.labels.add(label)


def _place_collection(blog: Blog, catalog_name: str, term: Term) -> None:
    catalog = blog.catalogs[catalog_name]
    if term.name in catalog.collections and catalog_name == "category":
        return
    known = catalog.collections.get(term.name)
    catalog.collections[term.name] = Collection(
        catalog, term.name, known.name if known else None, known.href if known else None, path=term.path
    )
    slug = term.path.rpartition("/")[2]
    blog.references.setdefault(f"{catalog.xref}-{slug}", (term.path, term.name))


def _label(docname: str) -> str:
    """Return the label ABlog gives the page: its file's name, or its folder's."""
    folder, _, name = docname.rpartition("/")
    return folder.rpartition("/")[2] if name == "index" else name
