"""Bring the catalogs up to date with the source: ``python -m nenrin.locale.update``, for translators.

Messages come from the Python modules (``_()``, ``plural()``), from the templates (``t()``, ``tn()``) and from
ABlog, whose own catalogs come without compiled files and without Japanese.
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

HERE = Path(__file__).parent
PACKAGE = HERE.parent
_PYTHON: dict[str, Any] = {"_": None, "gettext_noop": None, "plural": (1, 2)}
_TEMPLATE: dict[str, Any] = {"t": None, "tn": (1, 2)}
_OPTIONS = {"silent": "false"}


def messages() -> Catalog:
    """Return all that readers are told, without translations, in the order of files and lines."""
    catalog = Catalog(project="nenrin", domain="nenrin", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        with path.open("rb") as file:
            for _line, _name, text, _comments in extract_python(file, _PYTHON, [], {"encoding": "utf-8"}):
                _add(catalog, path, text)
    for path in sorted((PACKAGE / "theme").rglob("*.html")):
        with path.open("rb") as file:
            for _at, _function, words, _notes in babel_extract(file, list(_TEMPLATE), [], _OPTIONS):
                _add(catalog, path, words)
    for message in read_po(io.BytesIO((files("ablog") / "locales" / "sphinx.pot").read_bytes())):
        if message.id:
            catalog.add(message.id, locations=[_place("ABlog")])
    return catalog


def catalog_paths() -> list[Path]:
    """Return the template for new languages and the catalogs of those there are."""
    return [HERE / "nenrin.pot", *sorted(HERE.glob("*/LC_MESSAGES/nenrin.po"))]


def updated(path: Path, template: Catalog) -> bytes:
    """Return the catalog at ``path`` with the messages of ``template``, under the head it has."""
    text = path.read_bytes()
    known = read_po(io.BytesIO(text), locale=path.parts[-3] if path.suffix == ".po" else None)
    catalog = Catalog(locale=known.locale)
    for message in template:
        if message.id:
            before = known.get(message.id)
            catalog.add(message.id, before.string if before else "", locations=message.locations)
    out = io.BytesIO()
    write_po(out, catalog, width=110, omit_header=True, include_lineno=False)
    head = text.partition(b"\n\n")[0].rstrip(b"\n")
    return head + b"\n\n" + out.getvalue().rstrip(b"\n") + b"\n"


def _add(catalog: Catalog, path: Path, text: Any) -> None:
    """Add a message as the extractors give it: a text, or one and many with arguments that are none."""
    if isinstance(text, (tuple, list)):
        text = tuple(part for part in text if isinstance(part, str))[:2]
    if text:
        catalog.add(text, locations=[_place(path.relative_to(PACKAGE).as_posix())])


def _place(name: str) -> Any:
    # Without a line: one that moves is no news to a translator.
    return name, None


if __name__ == "__main__":
    template = messages()
    for path in catalog_paths():
        path.write_bytes(updated(path, template))
