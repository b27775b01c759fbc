"""Load what most builds do not use when it is used."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nenrin.sphinx_ext.config.theme import uses_our_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SELDOM = "soupsieve"


class _Later(ModuleType):
    """A module that is read when something of it is asked for; the one of importlib is, on Python 3.11, on import."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec = self.__spec__
        if spec is None or spec.loader is None:
            raise AttributeError(name)
        spec.loader.exec_module(self)
        return getattr(self, name)


def load_later() -> None:
    """Have Python read soupsieve when it is asked to select something.

    pydata imports it by way of Beautiful Soup, for the tree of pages beside documentation. A twentieth of the time
    of a build with nothing to do would go into its patterns.
    """
    spec = None if _SELDOM in sys.modules else importlib.util.find_spec(_SELDOM)
    if spec is not None:
        sys.modules[_SELDOM] = module = importlib.util.module_from_spec(spec)
        module.__class__ = _Later


def spare_pydata(app: Sphinx) -> None:
    """Put our handlers in the place of pydata's where pages are made with our theme, which has loaded it."""
    if uses_our_theme(app):
        from nenrin.sphinx_ext.patches.pydata import replace_handlers  # noqa: PLC0415 - other themes do without pydata

        replace_handlers(app)
