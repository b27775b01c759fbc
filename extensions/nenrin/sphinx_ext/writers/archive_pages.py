"""Write the pages that no source file stands for: the archives, and the page for addresses that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from nenrin.posts import urls
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.l10n import CATALOG
from nenrin.sphinx_ext.config.parallel import shared_out
from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.addresses import output_name, page_url
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.views.archives import ArchivePages, Page
from nenrin.sphinx_ext.writers.head import head_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation(CATALOG)
_MISSING = "404"


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
        if _belongs_to_author(builder, pagename):
            continue
        values = (build.manifest.stamp, template, context, head(pagename, context))
        if build.manifest.note(output_name(builder, pagename), repr(values)):
            yield pagename, context, template


@costs("404.html")
def write_missing_page(app: Sphinx) -> Iterator[Page]:
    """Write ``404.html``, which hosts show for an address that is not there; yield no page for Sphinx to write.

    It is shown at any address, so its links start from the root of the site (a ``<base>`` element says so),
    and its file lies there under either builder.
    """
    builder = app.builder
    if (
        not isinstance(builder, StandaloneHTMLBuilder)
        or not uses_our_theme(app)
        or _MISSING in app.env.found_docs
    ):
        return iter(())
    build = build_state(app.env)
    if build.nothing_changed:
        return iter(())
    root = urls.split(app.config.html_baseurl).path.rstrip("/")
    base = escape(f"{root}/{page_url(builder, _MISSING)}")
    head = f'<base href="{base}">\n<meta name="robots" content="noindex">\n'
    context = {"title": str(_("Page not found")), "metatags": head, "pageurl": None}
    if build.manifest.note("404.html", f"{build.manifest.stamp} {context!r}"):
        builder.handle_page(_MISSING, context, "404.html", outfilename=Path(app.outdir) / "404.html")
    return iter(())


def _belongs_to_author(builder: StandaloneHTMLBuilder, pagename: str) -> bool:
    """Whether a source page has this address; it is kept, and said."""
    for docname in (pagename, f"{pagename}/index"):
        if docname in builder.env.found_docs and output_name(builder, docname) == output_name(
            builder, pagename
        ):
            warn(
                Subtype.ARCHIVE,
                "this page has the address of an archive page, which is left out",
                location=docname,
            )
            return True
    return False
