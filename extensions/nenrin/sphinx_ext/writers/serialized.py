"""Pages as data (``-b json``, ``-b pickle``): what a template would take, without what only a template can use."""

from __future__ import annotations

from collections import UserString
from collections.abc import Callable, Mapping
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.views import other_themes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Dump = Callable[[dict[str, Any], "str | PathLike[str]"], None]


@costs("pages as data")
def write_data_alone(app: Sphinx) -> None:
    """Have pages written as data without the parts of a theme: pydata's are functions, and fill templates."""
    builder = app.builder
    if not isinstance(builder, SerializingHTMLBuilder):
        return
    # Sphinx copies its environment there, and refuses where the copy of the last build is.
    (app.outdir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    # The theme may be ours, whose templates of the same names make whole pages.
    other_themes.put_plain_templates_first(builder)
    listeners = app.events.listeners["html-page-context"]
    listeners[:] = [each for each in listeners if not _is_pydatas(each.handler)]
    builder.dump_context = partial(_dump, builder.dump_context)  # type: ignore[method-assign]


def _is_pydatas(handler: Callable[..., Any]) -> bool:
    # The guard of other extensions' handlers keeps their modules.
    return str(getattr(handler, "__module__", "")).startswith("pydata_sphinx_theme")


def _dump(dump: _Dump, context: dict[str, Any], filename: str | PathLike[str]) -> None:
    dump({key: value for key, value in context.items() if _is_data(value)}, filename)


def _is_data(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_data(inner) for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return all(map(_is_data, value))
    return value is None or isinstance(value, (str, bool, int, float, UserString))
