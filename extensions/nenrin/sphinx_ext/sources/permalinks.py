"""Publish posts at the address their author gave them, by naming their pages after it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nenrin.posts.addresses import publish_at
from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import read_post
from nenrin.posts.model import Problem
from nenrin.sphinx_ext.config.guard import attempt, costs
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import warn_problem
from nenrin.sphinx_ext.sources.discovery import PublicProject
from nenrin.sphinx_ext.store.domain import source_copy

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class AddressedProject(PublicProject):
    """A project whose pages may have another docname than their file: the author's own address.

    Everything follows from the docname: address, references, lists, feeds. Paths in the text stay
    relative to the file.
    """

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find all pages, then name those with an address of their own after it."""
        found = super().discover(exclude_paths, include_paths)
        for docname in sorted(found):
            attempt(partial(self._rename, docname), docname, "the address its author gave it")
        return self.docnames

    def _rename(self, docname: str) -> None:
        path = self._docname_to_path[docname]
        if path.suffix not in MARKDOWN:
            return
        front = read_front_matter((Path(self.srcdir) / path).read_text("utf-8-sig", errors="replace"))
        reading = read_post(front, docname, self.public.settings)
        wanted = publish_at(reading.post) if reading.post else ""
        if not wanted or wanted == docname:
            return
        if wanted in self.docnames:
            other = self._docname_to_path[wanted].as_posix()
            line = reading.lines.get("permalink", reading.lines.get("slug", 1))
            text = f"{wanted!r} is the address of {other} already; {path.as_posix()} keeps the address of its file"
            warn_problem(Problem("address", "", line, text), (Path(self.srcdir) / path).as_posix())
            return
        self.docnames.remove(docname)
        del self._docname_to_path[docname]
        self.docnames.add(wanted)
        self._path_to_docname[path] = wanted
        self._docname_to_path[wanted] = path

    def path2doc(self, filename: str | Path) -> str | None:  # type: ignore[override]
        """Return the docname of a file, also where the path is absolute."""
        path = Path(filename)
        if path.is_absolute() and path.is_relative_to(self.srcdir):
            path = path.relative_to(self.srcdir)
        return super().path2doc(path)


@costs("the addresses that authors gave")
def use_author_addresses(app: Sphinx) -> None:
    """Name pages after their authors' addresses where ``nenrin_permalinks`` says so."""
    if Options(app.config).permalinks != "author" or not isinstance(app.project, PublicProject):
        return
    project = AddressedProject(app.srcdir, app.config.source_suffix)
    project.restore(app.project)
    project.public, project.own_output = app.project.public, app.project.own_output
    app.project = app.env.project = project


def name_source_copy(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the copy of a page's source after the page: Sphinx counts on a file that is called like it."""
    if doctree is not None and context.get("sourcename"):
        context["sourcename"] = source_copy(app.env, pagename)
