"""Write the pages that no source file stands for: the archives, and the page for addresses that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import CATALOG
from nenrin.sphinx_ext.config.parallel import shared_out
from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import build_state, post_domain
from nenrin.sphinx_ext.views.archives import ArchivePages, Page
from nenrin.sphinx_ext.writers.head import head_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation(CATALOG)


@costs("the archive pages")
def collect_archive_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the archive pages whose content differs from what the last build wrote.

    Where Sphinx writes pages in several processes they are written so here, and none is left to yield.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or build_state(app.env).nothing_changed:
        return
    pages = _outdated_pages(app, builder)
    if not builder.parallel_ok:
        yield from pages
        return

    def write(share: Sequence[Page]) -> list[None]:
        for pagename, context, template in share:
            builder.handle_page(pagename, context, template)
        return []

    shared_out(app, write, list(pages))


def _outdated_pages(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Page]:
    build = build_state(app.env)
    head = head_of(app)
    for pagename, context, template in ArchivePages(builder, build.library).all():
        name = output_name(builder, pagename)
        if _belongs_to_author(app, name):
            continue
        values = (build.manifest.stamp, template, context, head(pagename, context))
        if build.manifest.note(name, repr(values)):
            yield pagename, context, template


@costs("404.html")
def write_missing_page(app: Sphinx) -> Iterator[Page]:
    """Write ``404.html``, which hosts show for an address that is not there; yield no page for Sphinx to write.

    Its file lies at the root of the site under either builder. An author's own ``404.md`` takes its place.
    """
    builder = app.builder
    if (
        not isinstance(builder, StandaloneHTMLBuilder)
        or not uses_our_theme(app)
        or MISSING in app.env.found_docs
    ):
        return iter(())
    build = build_state(app.env)
    if build.nothing_changed:
        return iter(())
    context = {"title": str(_("Page not found"))}
    if build.manifest.note("404.html", f"{build.manifest.stamp} {app.config.html_baseurl} {context!r}"):
        builder.handle_page(MISSING, context, "404.html", outfilename=Path(app.outdir) / "404.html")
    return iter(())


def _belongs_to_author(app: Sphinx, name: str) -> bool:
    """Whether a page or public file of the author has the output file ``name``; it stays.

    It is named, unless it introduces the archive or has a list of its own.
    """
    domain = post_domain(app.env)
    outputs = domain.build.outputs
    source = outputs.source(app.env, name)
    page = outputs.pages.get(name)
    if source and page not in domain.build.introductions and page not in domain.lists:
        text = "this page has the address of an archive page, which is left out"
        warn(Subtype.ARCHIVE, text, location=f"{app.srcdir / source}:1")
    return bool(source)
