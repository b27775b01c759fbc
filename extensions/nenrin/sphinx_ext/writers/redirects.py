"""Old addresses: a redirect page for each, and the ``_redirects`` file for hosts that read it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts import urls
from nenrin.posts.addresses import (
    Archive,
    Claim,
    Redirect,
    file_of,
    named_addresses,
    old_addresses,
    redirects,
    same,
    same_path,
)
from nenrin.posts.model import Post, Problem
from nenrin.posts.slugs import ablog_slug
from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.config.guard import attempt, costs, for_each, without_failing
from nenrin.sphinx_ext.config.l10n import language_name, language_tag, locale_of
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.build_state import BuildState
from nenrin.sphinx_ext.store.domain import build_state, post_domain
from nenrin.sphinx_ext.store.manifest import Manifest
from nenrin.sphinx_ext.store.room import Room
from nenrin.sphinx_ext.store.site_urls import SITE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NETLIFY = "NETLIFY"
"""Netlify tells builds that they are its own (its "Build environment variables")."""

_TABLE = "_redirects"
_LOST = "its redirects"
_OF_SPHINX = ("_static/", "_images/", "_sources/", "_downloads/", "_modules/")

_LONGEST_NAMED = 100
"""How much of an address a warning shows."""

_NO_PATH = re.compile(r"[\s:*]")
"""Signs that end a path in the table, or stand for something else there."""

_MARK = b'<meta name="color-scheme" content="light dark">\n<meta http-equiv="refresh" content="0; url='

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
    """Write a page at every old address that leads to the post, where no page and no other file of the site is.

    The page works without JavaScript and on any host: ``refresh`` is followed at once, search engines
    read ``canonical``. An address claimed twice stays with the first and is named.
    """
    builder = app.builder
    build = build_state(app.env)
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in SITE_BUILDERS:
        return
    if build.nothing_changed:
        return
    moved = [post for post, old in for_each(build.library.all, _LOST, old_addresses) if old]
    wanted, claims = _wanted(app, builder, moved) if moved else ([], [])
    wanted += _of_archives(app, builder, {same_path(redirect.path) for redirect in wanted})
    for claim in claims:
        _warn(app, claim.other, claim.path, f"is the address of {claim.owner} already")
    room = _room(build)
    possible = for_each(wanted, _LOST, partial(_is_possible, app, room))
    made = [redirect for redirect, is_possible in possible if is_possible]
    build.manifest.clear_way(room)
    for redirect, page in for_each(made, _LOST, partial(_page, app, builder)):
        attempt(partial(_write, build, file_of(redirect.path), page), redirect.docname, _LOST)
    if made and _TABLE not in build.outputs.public:
        _write(build, _TABLE, without_failing(made, _LOST, partial(_table, builder)))


def _wanted(
    app: Sphinx, builder: StandaloneHTMLBuilder, moved: Sequence[Post]
) -> tuple[list[Redirect], list[Claim]]:
    taken, by_slug = _taken(app, builder), Options(app.config).slug_redirects
    return without_failing(moved, _LOST, lambda posts: redirects(posts, taken, by_slug=by_slug))


def _of_archives(app: Sphinx, builder: StandaloneHTMLBuilder, claimed: set[str]) -> list[Redirect]:
    """Return the redirects from where ABlog had the archives of terms, on a site that was ABlog's."""
    domain, library = post_domain(app.env), build_state(app.env).library
    was_ablogs = domain.adopted or any("blogpost" in reading.used for reading in domain.readings.values())
    taken = {*_taken(app, builder), *claimed} if was_ablogs else set()
    made = []
    for term in sorted(library.terms.values(), key=lambda term: term.path) if was_ablogs else ():
        folder, _, slug = term.path.rpartition("/")
        old = ablog_slug(language_name(term.name, locale_of("en")) if term.kind == "language" else term.name)
        path = f"{folder}/{old}/"
        if KINDS[term.kind].ablog and old not in {"", slug} and same_path(path) not in taken:
            taken.add(same_path(path))
            made.append(Redirect(path, Archive(term.path, term.name)))
    return made


def _warn(app: Sphinx, post: Post, path: str, reason: str) -> None:
    reading = post_domain(app.env).readings.get(post.docname)
    line = reading.lines.get("aliases", reading.lines.get("permalink", 1)) if reading else 1
    named = path if len(path) <= _LONGEST_NAMED else f"{path[:_LONGEST_NAMED]}…"
    problem = Problem("address", "", line, f"{named!r} {reason}; no redirect is made for {post.key}")
    warn_problem(problem, app.env.doc2path(post.docname).as_posix())


def _taken(app: Sphinx, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """Return what each address of the site has, as ``same`` spells addresses; pages by their docnames."""
    build = build_state(app.env)
    others = {*build.manifest.written, *build.generated, *build.outputs.public}
    taken = {same_path(name): name for name in others}
    for docname in sorted(app.env.found_docs):
        taken[same(page_url(builder, docname))] = docname
    return taken


def _room(build: BuildState) -> Room:
    """Return the room that all other files of the build leave."""
    manifest = build.manifest
    others = {
        *build.outputs.pages,
        *build.outputs.public,
        *manifest.written,
        *manifest.copies,
        *build.generated,
    }
    room = Room()
    for name in sorted({*others, _TABLE}):
        room.add(name)
    return room


def _is_possible(app: Sphinx, room: Room, redirect: Redirect) -> bool:
    """Whether a redirect can have a file, which then has its room: below the output, where none is that is not ours."""
    manifest = build_state(app.env).manifest
    name = file_of(redirect.path)
    reason = manifest.folder.refusal(name)
    if name.startswith(_OF_SPHINX):
        reason = "is in a folder of Sphinx's"
    elif holder := room.holder(name):
        reason = f"is in the way of {holder}"
    elif not reason and _is_others(manifest, name):
        reason = "is the name of a file of the site already"
    if not reason:
        room.add(name)
    elif isinstance(redirect.post, Post) and redirect.path in named_addresses(redirect.post):
        _warn(app, redirect.post, redirect.path, reason)
    return not reason


def _is_others(manifest: Manifest, name: str) -> bool:
    """Whether somebody else has written the output file, or a file where a folder of its path must be.

    It is Sphinx's or another extension's, or on a disk that knows no case that of a page.
    """
    folder = manifest.folder
    parts = name.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts))]
    there = [file for file in above if folder.is_file(file)] + ([name] if folder.exists(name) else [])
    return any(file not in manifest.before and not _is_redirect(folder.path / file) for file in there)


def _is_redirect(path: Path) -> bool:
    """Whether a file is a page of ours that redirects, of a build whose manifest is gone."""
    return path.is_file() and _MARK in path.read_bytes()[:1000]


def _page(app: Sphinx, builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    uri = _uri(builder, redirect)
    base = app.config.html_baseurl
    target = urls.relative(urls.encode(file_of(redirect.path)), uri)
    return _PAGE.format(
        language=language_tag(redirect.post.language or app.config.language),
        title=escape(redirect.post.title),
        canonical=escape(f"{base.rstrip('/')}/{uri}" if base else target),
        target=escape(target),
    )


def _uri(builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    return urls.with_anchor(page_url(builder, redirect.post.docname), redirect.post.anchor)


def _table(builder: StandaloneHTMLBuilder, made: Sequence[Redirect]) -> str:
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


def _write(build: BuildState, name: str, text: str) -> None:
    if build.manifest.note(name, text):
        build.manifest.folder.write(name, text.encode())
