"""Comments and analytics as a site has them: their scripts on the pages that need them, and the headers of hosts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.outputs.services.policy import headers, policy
from nenrin.outputs.services.schema import chosen, sources
from nenrin.outputs.services.table import ANALYTICS, COMMENTS, INTEGRITY
from nenrin.posts import urls
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.store.site_urls import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

_COMMENTS_SCRIPT = "nenrin-comments.js"
_ANALYTICS_SCRIPT = "nenrin-analytics.js"


@costs("comments and the counting of visits")
def add_scripts(app: Sphinx) -> None:
    """Register our scripts of the services that are chosen; what they must know goes with them as attributes.

    A site that shows drafts is its author's own, and its visits are not counted.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder) or not uses_our_theme(app):
        return
    options = Options(app.config)
    if options.comments:
        app.add_js_file(_COMMENTS_SCRIPT, loading_method="defer")
    if options.analytics and not options.show_drafts:
        said = json.dumps(_analytics(options.analytics), sort_keys=True)
        host = urls.split(app.config.html_baseurl).netloc
        given: dict[str, Any] = {"data-services": said, "data-host": host}
        app.add_js_file(_ANALYTICS_SCRIPT, loading_method="defer", **given)


@costs("leaving out the script of comments")
def leave_out_comments(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take the script of comments from pages that have none."""
    page = context["nenrin"]["page"] if "nenrin" in context else None
    if page and page.comments_from:
        return
    scripts = context.get("script_files") or []
    unwanted = f"_static/{_COMMENTS_SCRIPT}"
    context["script_files"] = [file for file in scripts if getattr(file, "filename", file) != unwanted]


@costs("_headers")
def write_headers(app: Sphinx, exception: Exception | None) -> None:
    """Write ``_headers``, if the site wants it and the author has no file of that name."""
    site = None if exception else site_of(app)
    if site is None or not site.options.headers or site.build.nothing_changed:
        return
    text = headers(policy(_needs(site.options)))
    if site.must_write("_headers", text):
        site.write("_headers", text.encode())


def _analytics(option: Mapping[str, Any]) -> dict[str, Any]:
    return {
        service.name: {**settings, "integrity": INTEGRITY.get(str(settings.get("script")), "")}
        for service, settings in chosen(ANALYTICS, option)
    }


def _needs(options: Options) -> Iterator[Mapping[str, Iterable[str]]]:
    for service, settings in (*chosen(COMMENTS, options.comments), *chosen(ANALYTICS, options.analytics)):
        yield sources(service, settings)
    if options.mermaid_url:
        # Mermaid puts a sheet of styles into each of its drawings.
        parts = urls.split(options.mermaid_url)
        yield {"script-src": [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []}
        yield {"style-src": ["'unsafe-inline'"]}
    yield options.policy
