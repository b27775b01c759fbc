"""Pages of the author's that have the address of an archive: what they say introduces the list, which follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.store.domain import post_domain
from nenrin.sphinx_ext.views.archives import ArchivePages, Page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def find_introductions(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the pages that introduce an archive: ``blog/tag/oak.md`` or ``blog/tag/oak/index.md``.

    A page that is a post, or has a ``postlist`` of its own, stays as it is.
    """
    domain = post_domain(env)
    library = domain.build.library
    found = {
        docname: path
        for path in sorted(library.paths)
        for docname in (path, f"{path}/index")
        if docname in env.found_docs
        and docname != app.config.root_doc
        and docname not in library.by_docname
        and docname not in domain.lists
    }
    for docname in found:
        # It is reached as archives are.
        env.metadata[docname].setdefault("orphan", True)
    if isinstance(app.builder, StandaloneHTMLBuilder):
        domain.build.introductions = found


def introduced(builder: Builder, docname: str) -> Page | None:
    """Return the archive that a page introduces, as it is shown on that page; None where it introduces none."""
    build = post_domain(builder.env).build
    path = build.introductions.get(docname)
    if path is None or not isinstance(builder, StandaloneHTMLBuilder):
        return None
    return ArchivePages(builder, build.library).at(path, docname)


def introduced_archives(app: Sphinx) -> Callable[[str], object]:
    """Return what gives all that a page shows of the archive that it introduces."""
    return lambda docname: introduced(app.builder, docname)


def add_archive(context: dict[str, Any], archive: dict[str, Any]) -> None:
    """Add what an archive shows to the context of the page that introduces it, whose own title and words go before."""
    said = context.get("metatags") or ""
    has_description = 'name="description"' in said
    context.update({name: value for name, value in archive.items() if name not in {"title", "metatags"}})
    context["metatags"] = said if has_description else said + archive.get("metatags", "")
