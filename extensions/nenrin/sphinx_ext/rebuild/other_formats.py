"""Delete what EPUB, LaTeX, text, XML and the like hold of pages that are gone, before the next of them is made.

Sphinx deletes nothing: what has become a draft would stay in its folder, and the next EPUB would pack it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.i18n import docname_to_domain

from nenrin.sphinx_ext.config.guard import must_run
from nenrin.sphinx_ext.store.addresses import output_name
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.site_urls import SITE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_FOLDERS = ("", "_images/", "*-figures/")
"""Where builders put pictures: LaTeX beside the text, EPUB and Texinfo into folders of their own."""


@must_run("what has been withdrawn since the last build would stay public")
def remove_gone(app: Sphinx, env: BuildEnvironment) -> None:
    """Delete the files of pages and pictures that the last build had and this one has not, before any is written."""
    if app.builder.name in SITE_BUILDERS:
        return  # it deletes what is gone when all is written
    store = Path(app.doctreedir) / f"nenrin-{app.builder.name}.json"
    pages, pictures = set(_pages(app)), {name for _docnames, name in env.images.values()}
    before = _before(store, app.outdir)
    for name in (before["pages"] | _lists(app)) - pages:
        _delete(app.outdir, name)
    for name in before["pictures"] - pictures:
        for folder in _FOLDERS:
            _delete(app.outdir, f"{folder}{name}")
    record = {"outdir": str(app.outdir), "pages": sorted(pages), "pictures": sorted(pictures)}
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(record), "utf-8")


def _lists(app: Sphinx) -> set[str]:
    """Return the pages that the last build made without a source, such as archives; each is made again."""
    builder = app.builder
    suffix = builder.out_suffix if isinstance(builder, StandaloneHTMLBuilder) else ""
    return {name for name in build_state(app.env).manifest.before if suffix and name.endswith(suffix)}


def _delete(outdir: Path, name: str) -> None:
    """Delete a file below the output folder; a star in the name is any folder."""
    folder, _, last = name.rpartition("/")
    for path in outdir.glob(f"{folder}/{escape(last)}" if folder else escape(last)):
        if path.resolve().is_relative_to(outdir.resolve()):
            path.unlink()


def _before(store: Path, outdir: Path) -> dict[str, set[str]]:
    try:
        stored = json.loads(store.read_text("utf-8"))
    except (OSError, ValueError):
        stored = None
    same = isinstance(stored, dict) and stored.get("outdir") == str(outdir)
    return {key: set(stored.get(key, ())) if same else set() for key in ("pages", "pictures")}


def _pages(app: Sphinx) -> Iterator[str]:
    """Yield the names of the files that stand for one page each; LaTeX and the like make a file of many."""
    for docname in app.env.found_docs:
        if name := _name(app.builder, docname):
            yield name


def _name(builder: Builder, docname: str) -> str:
    if isinstance(builder, StandaloneHTMLBuilder):
        return output_name(builder, docname)
    if isinstance(builder, MessageCatalogBuilder):
        return f"{docname_to_domain(docname, builder.config.gettext_compact)}.pot"
    suffix = getattr(builder, "out_suffix", "")
    return f"{docname}{suffix}" if suffix else ""
