"""Tell what stands on every page but comes from none: configuration, templates, stylesheets, the menu.

Sphinx writes a page again when it was read again, or when a template is newer. A stylesheet that changed has another
checksum in its address, a page in the menu another title, and a template that is deleted is not newer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.store.manifest import digest
from nenrin.sphinx_ext.store.stamps import content_digest
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.site import site_view
from nenrin.sphinx_ext.writers.stylesheets import sheets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FILLED = ("", ".jinja", "_t")
"""What a file's name may end with, of which Sphinx makes the one without."""


def frame(app: Sphinx) -> str:
    """Return a digest of what stands on every page; ``""`` where the builder writes no HTML."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return ""
    made_by = app.extensions["nenrin"].version, builder.name, vars(builder.build_info)
    site = site_view(Views(builder, app.config.root_doc))
    return digest(repr((made_by, _templates(builder), [*_linked(app, builder)], _menu(app), site)))


def _menu(app: Sphinx) -> object:
    """Return what menus show of the pages: ours the top, those of other themes all, with their headings."""
    env = app.env
    if uses_our_theme(app):
        return _tree(env, app.config.root_doc)
    pages = {*env.toctree_includes, *(name for names in env.toctree_includes.values() for name in names)}
    headings = [(name, env.tocs[name].pformat()) for name in sorted(pages) if name in env.tocs]
    return headings, [_tree(env, docname) for docname in sorted(env.toctree_includes)]


def navigation(app: Sphinx) -> Callable[[str], object]:
    """Return what gives a digest of all tables of contents for a page that stands in one, or has one.

    Such pages show one another: in the sidebar, above the title, as the next and the previous.
    """
    env = app.env
    trees = {docname: _tree(env, docname) for docname in sorted(env.toctree_includes)}
    pages = {*trees, *(name for names in env.toctree_includes.values() for name in names)}
    whole = digest(repr(trees)) if pages else ""
    return lambda docname: whole if docname in pages else ""


def _tree(env: BuildEnvironment, docname: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Return the tables of contents on a page, with the titles of the pages in them."""
    if docname not in env.tocs:
        return []
    return [
        (tree.attributes, [env.titles[name].pformat() for _, name in tree["entries"] if name in env.titles])
        for tree in env.tocs[docname].findall(addnodes.toctree)
    ]


def _templates(builder: StandaloneHTMLBuilder) -> list[tuple[str, str]]:
    """Return all templates with a digest of each: their times are those of a fresh clone, or of ``pip install``."""
    found = []
    for folder in builder.templates.pathchain:
        for inside, _folders, names in os.walk(folder):
            paths = (os.path.join(inside, name) for name in names if name.endswith(".html"))  # noqa: PTH118
            found += [(path, content_digest(path)) for path in paths]
    return sorted(found)


def _linked(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield a digest of each stylesheet and script of the site; pages carry checksums of them.

    What Sphinx makes from the configuration alone is not there yet in the first build, and left out.
    """
    made = sheets() if uses_our_theme(app) else ()
    folders = [Path(app.confdir, entry) for entry in reversed(app.config.html_static_path)]
    folders += [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    linked: list[Any] = [*builder._css_files, *builder._js_files]  # noqa: SLF001 - nothing public names them
    for asset in linked:
        name = str(asset.filename or "").removeprefix("_static/")
        if not name or "://" in name:
            continue
        paths = [folder / f"{name}{suffix}" for folder in folders for suffix in _FILLED]
        if name in made:
            paths = [Path(app.outdir, "_static", name)]
        if source := next((path for path in paths if path.is_file()), None):
            yield digest(source.read_bytes().decode("latin-1"))
