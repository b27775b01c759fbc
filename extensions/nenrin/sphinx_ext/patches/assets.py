"""Keep what is the same on every page of a file that all of them name, and of a style that all of them use."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx.builders.html as sphinx_html
import sphinx.builders.html._assets as sphinx_assets
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from sphinx.application import Sphinx

_file_checksum = vars(sphinx_html)["_file_checksum"]
_get_formatter = PygmentsBridge.get_formatter


def keep_checksums(app: Sphinx) -> None:
    """Look once where a stylesheet or script is: Sphinx resolves the path of each on every page.

    Sphinx keeps checksums as long as the process lasts; in one that builds again the files may be others.
    """
    vars(sphinx_assets)["_file_checksum_inner"].cache_clear()
    vars(sphinx_html)["_file_checksum"] = cache(_checksum)


def _checksum(outdir: Path, filename: str | os.PathLike[str]) -> str:
    found: str = _file_checksum(outdir, filename)
    return found


def keep_formatters(app: Sphinx) -> None:
    """Make what writes highlighted code once for each way of writing it; it works out the whole style each time."""
    made: dict[tuple[int, str], Formatter[str]] = {}

    def formatter(bridge: PygmentsBridge, **options: Any) -> Formatter[str]:
        key = id(bridge), repr(sorted(options.items()))
        if key not in made:
            made[key] = _get_formatter(bridge, **options)
        return made[key]

    PygmentsBridge.get_formatter = formatter  # type: ignore[assignment, method-assign]
