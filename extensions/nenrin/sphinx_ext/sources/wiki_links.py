"""Find what a link by name, ``[[page#heading]]``, leads to: a page of this site and a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nenrin.posts.addresses import same_path
from nenrin.posts.anchors import anchor_named
from nenrin.sphinx_ext.store.domain import build_state, post_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Target(NamedTuple):
    """A page by its docname, and the id of a part of it, ``""`` for its beginning."""

    docname: str
    part: str


def target_named(env: BuildEnvironment, docname: str, name: str, part: str) -> Target | None:
    """Return what a link on the page ``docname`` to the page ``name`` leads to; None where there is no such page.

    Of a part that is not there the page itself is the next best; a block, ``^id``, is no part that a page has.
    """
    page: str | None = docname
    if name:
        build, domain = build_state(env), post_domain(env)
        page = build.guesses.named(name) or domain.page_at(same_path(name)) or build.guesses.page(name)
    if page is None or page not in env.found_docs:
        return None
    slugs = env.metadata[page].get("myst_slugs", {})
    return Target(page, anchor_named(slugs, part.rpartition("#")[2]) or "")
