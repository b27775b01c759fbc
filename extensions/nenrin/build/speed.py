"""Spare the work that Sphinx and its parts do again for every page although its result is the same.

This is the one place where we put our own function in the place of another project's. Each does what the
original does; the contract tests fail when an original is gone or takes other arguments.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import myst_parser.mdit_to_docutils.base as myst_base
import sphinx.builders as sphinx_builders
import sphinx.util.docutils as sphinx_docutils
from docutils.frontend import Values
from docutils.utils import DependencyList
from sphinx.builders.html import StandaloneHTMLBuilder

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
    """Put our functions in place for this build; a build of another site in the process starts anew.

    MyST's renderer makes a document with settings of its own for each page, and uses it for none.
    """
    vars(sphinx_docutils)["_get_settings"] = _SettingsOnce()
    vars(myst_base)["get_default_settings"] = lambda parser: _copied(_default_settings(parser))


_PARTS = 4
"""Of the pages, for each process: enough that none has to wait long for the last."""


def share_evenly(app: Sphinx) -> None:
    """Cut what is read and written in parallel into few parts, and let all processes write.

    Sphinx starts a process for each few pages, sends the whole environment back from each, and keeps one of its
    processes from writing: on two cores its builds take as long as on one.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder._write_parallel = partial(_write_parallel, app.builder)  # type: ignore[method-assign]
    vars(sphinx_builders)["make_chunks"] = _chunks


def _chunks(docnames: Sequence[str], nproc: int) -> list[Sequence[str]]:
    size = -(-len(docnames) // (nproc * _PARTS)) or 1
    return [docnames[start : start + size] for start in range(0, len(docnames), size)]


def _write_parallel(builder: StandaloneHTMLBuilder, docnames: Sequence[str], nproc: int) -> None:
    type(builder)._write_parallel(builder, docnames, nproc + 1)


class _SearchIndex:
    """Sphinx's search index, which a build that writes no page need neither read nor write again."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self.stays = False

    def load(self, docnames: AbstractSet[str]) -> None:
        self.stays = not docnames and (self.builder.outdir / self.builder.searchindex_filename).is_file()
        if not self.stays:
            type(self.builder).load_indexer(self.builder, docnames)

    def dump(self) -> None:
        if not self.stays:
            type(self.builder).dump_search_index(self.builder)


def keep_search_index(app: Sphinx) -> None:
    """Leave the search index alone where no page is written: a page that goes has the home page written."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        index = _SearchIndex(app.builder)
        app.builder.load_indexer = index.load  # type: ignore[method-assign]
        app.builder.dump_search_index = index.dump  # type: ignore[method-assign]


def keep_templates(app: Sphinx) -> None:
    """Keep compiled templates from build to build, and have Jinja look once whether one changed, not at each use.

    Jinja takes a compiled template only for the source it was made of; the folder is for one version of Jinja.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        folder = Path(app.doctreedir) / f"nenrin-templates-{jinja2.__version__}"
        folder.mkdir(parents=True, exist_ok=True)
        environment = app.builder.templates.environment
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        environment.auto_reload = False
