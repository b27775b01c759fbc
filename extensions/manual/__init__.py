"""Makes the reference pages of this repository's own manual from the code they are about; no part of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manual.commands import CommandReference
from manual.keys import KeyReference, KeyTable
from manual.options import OptionReference
from manual.warnings import WarningReference

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register a directive for each kind of reference; pages are read again when the code they show changes."""
    app.add_directive("option-reference", OptionReference)
    app.add_directive("key-table", KeyTable)
    app.add_directive("key-reference", KeyReference)
    app.add_directive("warning-reference", WarningReference)
    app.add_directive("command-reference", CommandReference)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
