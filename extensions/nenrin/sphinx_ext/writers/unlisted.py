"""Keep hidden posts out of Sphinx's own lists: the general index, the search index and the inventory of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.util.inventory import InventoryFile

from nenrin.sphinx_ext.config.guard import must_run
from nenrin.sphinx_ext.store.domain import build_state

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from nenrin.posts.model import Post

_OBJECT_DOCNAME = 3
"""Where the page of an object stands in what ``Domain.get_objects`` yields."""


@must_run("hidden posts would stand in the search index")
def list_public_pages_alone(app: Sphinx) -> None:
    """Have the builder index pages, and tell other sites of them, without the hidden posts."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.index_page = partial(_index, app, builder.index_page)  # type: ignore[method-assign]
        builder.dump_inventory = partial(_dump_inventory, app, builder)  # type: ignore[method-assign]


@must_run("hidden posts would stand in the general index")
def forget_index_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Take the entries of hidden posts out of the general index; a post that comes out is read again."""
    entries = env.domains.index_domain.entries
    for docname in _hidden(env):
        entries[docname] = []  # LaTeX and Texinfo ask for each page


def _hidden(env: BuildEnvironment) -> frozenset[str]:
    """Return the pages all of whose posts are hidden."""
    posts = build_state(env).library.by_docname
    return frozenset(docname for docname, found in posts.items() if _is_hidden(found))


def _is_hidden(posts: Sequence[Post]) -> bool:
    """Whether a page has posts, and all of them are hidden."""
    return bool(posts) and all(post.hidden for post in posts)


def _index(
    app: Sphinx, index: Callable[..., None], pagename: str, doctree: nodes.document, title: str
) -> None:
    if not _is_hidden(build_state(app.env).library.by_docname.get(pagename, ())):
        index(pagename, doctree, title)


def _dump_inventory(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    env = app.env
    hidden = _hidden(env)
    domains = [
        SimpleNamespace(name=domain.name, get_objects=partial(_objects, domain, hidden))
        for domain in env.domains.sorted()
    ]
    listed: Any = SimpleNamespace(config=env.config, domains=SimpleNamespace(sorted=lambda: domains))
    InventoryFile.dump(Path(builder.outdir, INVENTORY_FILENAME), listed, builder)


def _objects(domain: Domain, hidden: frozenset[str]) -> Iterator[tuple[Any, ...]]:
    return (each for each in domain.get_objects() if each[_OBJECT_DOCNAME] not in hidden)
