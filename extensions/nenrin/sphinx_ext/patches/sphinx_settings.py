"""Read the settings of docutils once for each kind of page (Sphinx's ``_get_settings``, docutils' for MyST)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils.utils import DependencyList

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from docutils.frontend import Values
    from sphinx.application import Sphinx


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    arguments = "(*components, defaults, read_config_files=False)"
    yield Replacement("sphinx.util.docutils", "_get_settings", arguments, SettingsOnce)
    # What MyST's renderer makes a document with, for each page, in case it is given none; and it is given one.
    base = "myst_parser.mdit_to_docutils.base"
    yield Replacement(base, "get_default_settings", "(*components)", defaults_once)


class SettingsOnce:
    """Reads the settings of docutils once for each kind of page.

    Sphinx makes a new ``OptionParser`` with some 150 options for each page (2 ms, a sixth of the time a
    short page takes to read), from the same components and the same defaults.
    """

    def __init__(self, read: Callable[..., Values]) -> None:
        self._read = read
        self._kept: dict[tuple[type, ...], tuple[dict[str, Any], Values]] = {}

    def __call__(
        self, *components: Any, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        """Return settings for one page of a kind."""
        kinds = tuple(part if isinstance(part, type) else type(part) for part in components)
        asked = {**defaults, "read_config_files": read_config_files}
        kept = self._kept.get(kinds)
        if kept is None or kept[0] != asked:
            values = self._read(*components, defaults=defaults, read_config_files=read_config_files)
            kept = self._kept[kinds] = asked, values
        return _copy(kept[1])


def defaults_once(read: Callable[..., Values]) -> Callable[..., Values]:
    """Return docutils' ``get_default_settings`` so that it reads those of a kind of page once."""
    kept = cache(read)
    return lambda *components: _copy(kept(*components))


def _copy(values: Values) -> Values:
    # Not `Values()`: docutils warns of each call that the class will go.
    copied = copy.copy(values)
    copied.__dict__.update((name, _own(value)) for name, value in values.__dict__.items())
    return copied


def _own(value: Any) -> Any:
    """Return the value for one page: what docutils adds to while it reads must not be another page's."""
    if isinstance(value, DependencyList):
        return DependencyList()
    return copy.copy(value) if isinstance(value, (list, dict)) else value


SETTINGS = Patch(
    "sphinx_settings",
    "the settings of docutils, some 150 options, are read once and not for each page",
    _replacements,
)
