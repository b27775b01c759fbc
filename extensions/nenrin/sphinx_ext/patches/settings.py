"""Read the settings of docutils once for each kind of page."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import myst_parser.mdit_to_docutils.base as myst_base
import sphinx.util.docutils as sphinx_docutils
from docutils.frontend import Values
from docutils.utils import DependencyList

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_read_settings = sphinx_docutils._get_settings
_read_default_settings = vars(myst_base)["get_default_settings"]


class _SettingsOnce:
    """Reads the settings of docutils once for each kind of page.

    Sphinx makes a new ``OptionParser`` with some 150 options for each page (2 ms, a sixth of the time a
    short page takes to read), from the same components and the same defaults.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[type, ...], tuple[dict[str, Any], Values]] = {}

    def __call__(
        self, *components: Any, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        kinds = tuple(part if isinstance(part, type) else type(part) for part in components)
        asked = {**defaults, "read_config_files": read_config_files}
        known = self.known.get(kinds)
        if known is None or known[0] != asked:
            made = _read_settings(*components, defaults=defaults, read_config_files=read_config_files)
            known = self.known[kinds] = asked, made
        return _copied(known[1])


def _copied(values: Values) -> Values:
    # Not `Values()`: docutils warns of each call that the class will go.
    made = copy.copy(values)
    made.__dict__.update((name, _own(value)) for name, value in values.__dict__.items())
    return made


def _own(value: Any) -> Any:
    """Return the value for one page: what docutils adds to while it reads must not be another page's."""
    if isinstance(value, DependencyList):
        return DependencyList()
    return copy.copy(value) if isinstance(value, (list, dict)) else value


@cache
def _default_settings(parser: type) -> Values:
    made: Values = _read_default_settings(parser)
    return made


def read_settings_once(app: Sphinx) -> None:
    """Put our functions in place for this build; a build of another site in the process starts anew."""
    vars(sphinx_docutils)["_get_settings"] = _SettingsOnce()
    vars(myst_base)["get_default_settings"] = lambda parser: _copied(_default_settings(parser))
