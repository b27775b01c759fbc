"""Keep the tables of contents of pages packed until somebody asks for one."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class PackedTocs(MutableMapping[str, "nodes.bullet_list"]):
    """The tables by docname, as Sphinx's environment has them; those that nobody has asked for are pickled.

    Each is a tree of some thirty nodes. Most builds ask for the few of the pages they write, and took longer to read
    and write the trees of all the others than for all that they changed.
    """

    def __init__(self, kept: Mapping[str, nodes.bullet_list | bytes]) -> None:
        self._kept = dict(kept)

    def __getitem__(self, docname: str) -> nodes.bullet_list:
        kept = self._kept[docname]
        if isinstance(kept, bytes):
            # The environment beside it is read in the same way. Kept as it is from now on, for Sphinx numbers it.
            kept = self._kept[docname] = pickle.loads(kept)  # noqa: S301
        return kept

    def __setitem__(self, docname: str, toc: nodes.bullet_list) -> None:
        self._kept[docname] = toc

    def __delitem__(self, docname: str) -> None:
        del self._kept[docname]

    def __contains__(self, docname: object) -> bool:
        return docname in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedTocs, ({docname: _packed(kept) for docname, kept in self._kept.items()},)


def _packed(kept: nodes.bullet_list | bytes) -> bytes:
    return kept if isinstance(kept, bytes) else pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)


def pack_tocs(app: Sphinx) -> None:
    """Put ours in the place of the environment's dictionary."""
    if not isinstance(app.env.tocs, PackedTocs):
        app.env.tocs = PackedTocs(app.env.tocs)  # type: ignore[assignment]
