"""Decide what a build must write again: the pages that show something of posts that changed, and no others."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.build.domain import PostDomain, post_domain
from nenrin.posts.library import Library
from nenrin.posts.model import Post

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something of other posts which is not what they showed last time."""
    domain = post_domain(env)
    shown = {
        docname: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        for docname, text in _shown(domain, app.config.root_doc).items()
        if docname in env.found_docs
    }
    changed = sorted(name for name, digest in shown.items() if domain.shown.get(name) != digest)
    if shown != domain.shown:
        domain.data["shown"] = shown
        # Sphinx stores the environment only when some page is new; what we know of a page that is gone
        # must be stored with it.
        changed = changed or [app.config.root_doc]
    return changed


def note_pages(app: Sphinx, exception: Exception | None) -> None:
    """Delete the output of pages that are gone, and remember what is there for the next build."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    manifest = post_domain(app.env).manifest
    for docname in sorted(app.env.found_docs):
        manifest.note(Path(builder.get_outfilename(docname)))
        if app.config.html_copy_source:
            source = app.env.doc2path(docname, False).as_posix() + app.config.html_sourcelink_suffix
            manifest.note(Path(app.outdir) / "_sources" / source)
    manifest.remove_gone()
    manifest.save()


def _shown(domain: PostDomain, root_doc: str) -> dict[str, str]:
    library = domain.library
    found = {
        docname: "".join(_surroundings(library, post) for post in posts) for docname, posts in _pages(library)
    }
    everything = repr([(post, library.terms_of(post, "category")) for post in library.posts])
    for docname in (root_doc, *sorted(domain.lists)):
        found[docname] = found.get(docname, "") + everything
    return found


def _pages(library: Library) -> list[tuple[str, tuple[Post, ...]]]:
    return sorted(library.by_docname.items())


def _surroundings(library: Library, post: Post) -> str:
    """Return what the page of ``post`` shows that is not its own: neighbours and the addresses of its terms."""
    older, newer = library.neighbours(post)
    kinds = ("category", "tag", "author", "series")
    paths = [term.path for kind in kinds for term in library.terms_of(post, kind)]
    beside = [(other.docname, other.anchor, other.title) for other in (older, newer) if other]
    return repr((bool(older), beside, paths))
