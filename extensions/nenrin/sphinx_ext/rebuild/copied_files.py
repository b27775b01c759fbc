"""Name what Sphinx copies into the output and makes there without a source, so that it goes when its reason goes.

Sphinx deletes nothing: a picture that is gone from ``public/`` stays on the site, a theme's files when another theme is
chosen, the page of an index that has become empty.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import isurl

from nenrin.sphinx_ext.config.guard import must_run
from nenrin.sphinx_ext.config.theme import uses_our_theme
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.writers.stylesheets import sheets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_STATIC = "_static"
_TEMPLATES = (".jinja", "_t")
"""What ends the name of a file that Sphinx fills in, and is taken off."""


@must_run("files that are copied would be taken for gone, and deleted")
def note_copies(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Tell the manifest what is copied, before anyone asks it whether all is as it was; yield no page."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        there = Path(app.outdir)
        build_state(app.env).manifest.copies = frozenset(
            name for name in _copies(app, builder) if (there / name).exists()
        )
    return ()


@must_run("a file could be left behind of which no build knows")
def make_way(app: Sphinx, builder: Builder) -> None:
    """Note what is about to be copied, and delete what was copied before and is now in its way.

    A file that has become a folder, or a folder a file, would keep Sphinx from copying.
    """
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    manifest = build_state(app.env).manifest
    names = set(_copies(app, builder))
    manifest.expect_new(*sorted(names))
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    for name in sorted(manifest.copies_before - names):
        if name in folders or any(str(folder) in names for folder in PurePosixPath(name).parents):
            manifest.remove(name)


def _copies(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    config = app.config
    for folder in builder.theme.get_theme_dirs():
        yield from (f"{_STATIC}/{_filled(name)}" for name in _below(Path(folder, "static")))
    for entry in config.html_static_path:
        yield from (f"{_STATIC}/{_filled(name)}" for name in _below(Path(app.confdir, entry)))
    for entry in config.html_extra_path:
        yield from _below(Path(app.confdir, entry))
    for picture in (config.html_logo, config.html_favicon):
        if picture and not isurl(picture):
            yield f"{_STATIC}/{Path(picture).name}"
    for _docnames, name in app.env.dlfiles.values():
        yield f"_downloads/{name}"
    indexer = getattr(builder, "indexer", None)  # not there before the first page is written
    stemmers = indexer.get_js_stemmer_rawcodes() if indexer else []
    yield from (f"{_STATIC}/{Path(stemmer).name}" for stemmer in stemmers)
    yield from (f"{_STATIC}/{name}" for name in (sheets() if uses_our_theme(app) else ()))
    made = {"pygments_dark.css": builder.dark_highlighter, "translations.js": builder._get_translations_js()}
    yield from (
        f"{_STATIC}/{name}" for name in ("pygments.css", *(name for name, why in made.items() if why))
    )


def _below(path: Path) -> Iterator[str]:
    """Yield the names of the files in a folder, or that of the file alone, as they are copied."""
    if path.is_file():
        yield path.name
    for folder, _folders, names in os.walk(path, followlinks=True):
        inside = os.path.relpath(folder, path).replace(os.sep, "/")
        yield from names if inside == "." else (f"{inside}/{name}" for name in names)


def _filled(name: str) -> str:
    for suffix in _TEMPLATES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name
