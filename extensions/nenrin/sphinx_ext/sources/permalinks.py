"""Publish posts at the address their author gave them, by naming their pages after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nenrin.posts.addresses import publish_at
from nenrin.posts.files import MARKDOWN, why_no_file
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import read_post
from nenrin.posts.model import Problem
from nenrin.sphinx_ext.config.guard import attempt, costs
from nenrin.sphinx_ext.config.values import Options
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn_problem
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

    def settle(self, tell: Callable[[Subtype, str, str], None]) -> None:
        """Name the pages with an address of their own after it, before those that are in the way are left out."""
        for docname in sorted(self.docnames):
            attempt(partial(self._rename, docname), docname, "the address its author gave it")
        super().settle(tell)

    def _rename(self, docname: str) -> None:
        path = self._docname_to_path[docname]
        if path.suffix not in MARKDOWN:
            return
        front = read_front_matter((Path(self.srcdir) / path).read_text("utf-8-sig", errors="replace"))
        reading = read_post(front, docname, self.public.settings)
        wanted = publish_at(reading.post) if reading.post else ""
        if not wanted or wanted == docname:
            return
        reason = why_no_file(wanted)
        if wanted in self.docnames:
            reason = f"is the address of {self._docname_to_path[wanted].as_posix()} already"
        elif wanted.startswith("_"):
            reason = "is in a folder of Sphinx's"
        if reason:
            line = reading.lines.get("permalink", reading.lines.get("slug", 1))
            text = f"{wanted!r} {reason}; {path.as_posix()} keeps the address of its file"
            warn_problem(Problem("address", "", line, text), (Path(self.srcdir) / path).as_posix())
            return
        self.rename(docname, wanted)


@costs("the addresses that authors gave")
def use_author_addresses(app: Sphinx) -> None:
    """Name pages after their authors' addresses where ``nenrin_permalinks`` says so."""
    if Options(app.config).permalinks != "author" or not isinstance(app.project, PublicProject):
        return
    project = AddressedProject(app.srcdir, app.config.source_suffix)
    project.restore(app.project)
    project.public, project.own_output = app.project.public, app.project.own_output
    project.output = app.project.output
    app.project = app.env.project = project


def name_source_copy(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the copy of a page's source after the page: Sphinx counts on a file that is called like it."""
    if doctree is not None and context.get("sourcename"):
        context["sourcename"] = source_copy(app.env, pagename)
