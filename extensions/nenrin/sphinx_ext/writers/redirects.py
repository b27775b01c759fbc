"""Old addresses: a redirect page for each, and the ``_redirects`` file for hosts that read it."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts import urls
from nenrin.posts.addresses import Redirect, file_of, old_addresses, redirects, same, same_path
from nenrin.posts.model import Problem
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.domain import build_state, post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NETLIFY = "NETLIFY"
"""Netlify tells builds that they are its own (its "Build environment variables")."""

_NO_PATH = re.compile(r"[\s:*]")
"""Signs that end a path in the table, or stand for something else there."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><a href="{target}">{title}</a></body>
</html>
"""


@costs("the redirects from old addresses")
def write_redirects(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at every old address that leads to the post, where no page of the site is.

    The page works without JavaScript and on any host: ``refresh`` is followed at once, search engines
    read ``canonical``. An address claimed twice stays with the first and is named.
    """
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if build_state(app.env).nothing_changed:
        return
    moved = [post for post in build_state(app.env).library.all if old_addresses(post)]
    made, claims = redirects(moved, _taken(app, builder)) if moved else ([], [])
    for claim in claims:
        docname = claim.other.docname
        reading = post_domain(app.env).readings.get(docname)
        line = reading.lines.get("aliases", reading.lines.get("permalink", 1)) if reading else 1
        text = f"{claim.path!r} is the address of {claim.owner} already; no redirect is made for {claim.other.key}"
        warn_problem(Problem("address", "", line, text), app.env.doc2path(docname).as_posix())
    for redirect in made:
        _write(app, builder, file_of(redirect.path), _page(app, builder, redirect))
    if made:
        _write(app, builder, "_redirects", _table(builder, made))


def _taken(app: Sphinx, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    manifest = build_state(app.env).manifest
    taken = {same_path(name): name for name in manifest.written if name.endswith((".html", ".xml", ".json"))}
    for docname in sorted(app.env.found_docs):
        taken[same(page_url(builder, docname))] = docname
    return taken


def _page(app: Sphinx, builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    uri = _uri(builder, redirect)
    base = app.config.html_baseurl
    target = urls.relative(urls.encode(file_of(redirect.path)), uri)
    return _PAGE.format(
        language=redirect.post.language or (app.config.language or "en").replace("_", "-"),
        title=escape(redirect.post.title),
        canonical=escape(f"{base.rstrip('/')}/{uri}" if base else target),
        target=escape(target),
    )


def _uri(builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    return urls.with_anchor(page_url(builder, redirect.post.docname), redirect.post.anchor)


def _table(builder: StandaloneHTMLBuilder, made: list[Redirect]) -> str:
    """Return the lines ``from to 301`` that Netlify and Cloudflare Pages read.

    Cloudflare compares addresses percent-encoded, and knows no other status. Netlify compares them decoded, and
    prefers a file, which there is at each of these addresses, to a redirect that does not end with ``!``.
    """
    on_netlify = os.environ.get(NETLIFY) == "true"
    # A site below the root of its host has its addresses there, too.
    root = urls.split(builder.config.html_baseurl).path.strip("/")
    base = f"/{root}/" if root else "/"
    lines = set()
    for redirect in made:
        plain = on_netlify and not _NO_PATH.search(redirect.path)
        old = redirect.path if plain else urls.encode(redirect.path)
        lines.add(f"{base}{old} {base}{_uri(builder, redirect)} 301{'!' if on_netlify else ''}")
    return "\n".join(sorted(lines)) + "\n"


def _write(app: Sphinx, builder: StandaloneHTMLBuilder, name: str, text: str) -> None:
    path = Path(app.outdir) / name
    if build_state(app.env).manifest.note(name, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
