"""A project whose pages may be called otherwise than their files, and of two pages for one output file has one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sphinx.project import Project

from nenrin.sphinx_ext.config.warnings_ import Subtype
from nenrin.sphinx_ext.sources.collisions import OutputNames, losers


class NamedProject(Project):
    """A project with the means to name pages; paths in the text of one that is renamed stay relative to its file.

    ``output`` tells which pages would be one file; None where the builder writes no site.
    """

    output: OutputNames | None = None

    def settle(self, tell: Callable[[Subtype, str, str], None]) -> None:
        """Leave out the pages that others are in the way of, and tell of them."""
        files = {docname: path.as_posix() for docname, path in self._docname_to_path.items()}
        for docname, text, is_lost in losers(files, self.output) if self.output else ():
            tell(Subtype.ADDRESS, text, f"{self.srcdir}/{files[docname]}:1")
            if is_lost:
                self.forget(docname)

    def name(self, docname: str, path: Path) -> None:
        """Put in a page for the file at ``path``, which is relative to the source folder."""
        self.docnames.add(docname)
        self._path_to_docname[path] = docname
        self._docname_to_path[docname] = path

    def forget(self, docname: str) -> None:
        """Take a page out."""
        self.docnames.discard(docname)
        del self._path_to_docname[self._docname_to_path.pop(docname)]

    def rename(self, docname: str, wanted: str) -> None:
        """Call a page otherwise."""
        path = self._docname_to_path[docname]
        self.forget(docname)
        self.name(wanted, path)

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """Return the docname of a file, also where the path is absolute."""
        path = Path(filename)
        if path.is_absolute() and path.is_relative_to(self.srcdir):
            path = path.relative_to(self.srcdir)
        return super().path2doc(path)
