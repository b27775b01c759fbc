"""Compile the gettext catalogs, so that every installation of Nenrin speaks its readers' languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("extensions", "nenrin", "locale")


class CatalogBuildHook(BuildHookInterface[Any]):
    """Compile each ``nenrin.po`` before hatchling packs a wheel or makes an editable installation.

    The ``.mo`` files are written beside their sources, because an editable installation reads them there.
    Git ignores them; the wheel takes them by the ``artifacts`` setting.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write one ``.mo`` for each ``.po`` and delete those that have lost their source.

        Raises:
            ValueError: a translation loses its message's placeholders or plural forms, or the file is broken.
        """
        self.clean([])
        for source in sorted(Path(self.root, LOCALE).glob("*/LC_MESSAGES/nenrin.po")):
            compile_catalog(source)

    def clean(self, versions: list[str]) -> None:
        """Delete the compiled catalogs."""
        for compiled in Path(self.root, LOCALE).glob("*/LC_MESSAGES/*.mo"):
            compiled.unlink()


def compile_catalog(source: Path) -> None:
    """Write the ``.mo`` of a ``.po`` beside it, refusing translations that would fail when they are shown."""
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parts[-3], domain=source.stem, abort_invalid=True)
    for message, errors in catalog.check():
        raise ValueError(f"{source}:{message.lineno}: {message.id!r}: {errors[0]}")
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
