"""Keep the tables of contents of pages pickled until somebody asks for one (``env.tocs``).

Each is a tree of some thirty nodes. Most builds ask for the few of the pages they write, and took longer to read and
write the trees of all the others than for all that they changed.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nenrin.sphinx_ext.patches.patch import Patch, Replacement

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values

    from docutils import nodes
    from sphinx.application import Sphinx


class PickledTocs(dict[str, "nodes.bullet_list"]):
    """The tables by docname, as Sphinx's environment has them; those that nobody has asked for are pickled.

    One who asks for all of them at once gets a dictionary in which none is.
    """

    def __getitem__(self, docname: str) -> nodes.bullet_list:
        toc: Any = super().__getitem__(docname)
        if isinstance(toc, bytes):
            # The environment beside it is read in the same way. Kept as it is from now on, for Sphinx numbers it.
            self[docname] = pickle.loads(toc)  # noqa: S301
        return super().__getitem__(docname)

    def __iter__(self) -> Iterator[str]:
        # With one of our own, a copy asks for each table by its name, where it would else take what is stored.
        return super().__iter__()

    def get(self, docname: str, default: Any = None) -> Any:
        """Return a table, or the default."""
        try:
            return self[docname]
        except KeyError:
            return default

    def pop(self, docname: str, *default: Any) -> Any:
        """Take a table out."""
        self.get(docname)
        return super().pop(docname, *default)

    def setdefault(self, docname: str, default: Any = None) -> Any:
        """Return a table, or put one in."""
        return self[docname] if docname in self else super().setdefault(docname, default)

    def popitem(self) -> tuple[str, nodes.bullet_list]:
        """Take the last table out."""
        self._unpickle()
        return super().popitem()

    def values(self) -> dict_values[str, nodes.bullet_list]:
        """Return all tables."""
        self._unpickle()
        return super().values()

    def items(self) -> dict_items[str, nodes.bullet_list]:
        """Return all tables by docname."""
        self._unpickle()
        return super().items()

    def __reduce__(self) -> tuple[Any, ...]:
        tocs = ((docname, super(PickledTocs, self).__getitem__(docname)) for docname in self)
        return PickledTocs, ({docname: _pickled(toc) for docname, toc in tocs},)

    def _unpickle(self) -> None:
        for docname in self:
            self.get(docname)


def _pickled(toc: nodes.bullet_list | bytes) -> bytes:
    return toc if isinstance(toc, bytes) else pickle.dumps(toc, pickle.HIGHEST_PROTOCOL)


def _replacements(app: Sphinx) -> Iterator[Replacement]:
    # They last as long as the environment, with which they are stored.
    if not isinstance(app.env.tocs, PickledTocs):
        yield Replacement(app.env, "tocs", "dict", PickledTocs, is_put_back=False)


def unpickle_tocs(app: Sphinx) -> None:
    """Make the tables a plain dictionary again, for a build without this patch after one with it."""
    if isinstance(app.env.tocs, PickledTocs):
        app.env.tocs = app.env.tocs.copy()


TOCS = Patch("sphinx_tocs", "tables of contents that nobody asks for stay pickled", _replacements)
