"""Let toctrees and ``{doc}`` lead to archives, which Sphinx knows of as pages with a title alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.site_urls import site_of
from nenrin.sphinx_ext.views.archives import archive_title
from nenrin.sphinx_ext.views.factory import Views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_NEVER = "nenrin_no_such_archive"
"""No tag of Sphinx: what is for it alone is not shown."""


def forget_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Take out what an earlier build has put in, before Sphinx numbers the sections of all it takes for pages."""
    root = app.config.blog_path.strip("/")
    for kept in (env.titles, env.longtitles, env.tocs):
        for name in [name for name in kept if name not in env.found_docs]:
            if name == root or name.startswith(f"{root}/"):
                del kept[name]


def name_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Give the archives in toctrees their titles; drop those that are not there, with a warning."""
    site = site_of(app)
    if site is None:
        return
    views = Views(site.builder, env.config.root_doc)
    for docname, toctree, archives in _toctrees(env):
        for name in archives:
            if name in site.library.paths:
                title = archive_title(views, name)
                env.titles[name] = env.longtitles[name] = nodes.title(title, title)
                continue
            text = f"found {name!r} in a toctree, expected an archive that is there; it is left out"
            warn(Subtype.ARCHIVE, text, location=(docname, toctree.line or 1))
            toctree["entries"] = [entry for entry in toctree["entries"] if entry[1] != name]
            env.tocs[name] = _hidden()
            env.reread_always.add(docname)


def place_entries(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx resolve the archives in toctrees as it does pages; other builders than those of sites have none.

    No page is to be written for it: those are known that show an archive that has come, gone or another title.
    """
    for _docname, _toctree, archives in _toctrees(env):
        for name in archives:
            env.tocs[name] = _linked(name, env.titles[name]) if name in env.titles else _hidden()
    return []


def resolve_archive(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, text: nodes.TextElement
) -> nodes.Element | None:
    """Return the link of a ``{doc}`` to an archive, with the archive's title where the author gives no text."""
    if node.get("refdomain") != "std" or node.get("reftype") != "doc":
        return None
    name = docname_join(node.get("refdoc", env.current_document.docname), node["reftarget"])
    if name not in build_state(env).library.paths:
        return None
    site = site_of(app)
    if site is None:
        return text
    title = archive_title(Views(site.builder, env.config.root_doc), name)
    shown = text if node["refexplicit"] else nodes.inline(title, title, classes=["doc"])
    return make_refnode(app.builder, node["refdoc"], name, "", shown)


def _toctrees(env: BuildEnvironment) -> Iterator[tuple[str, addnodes.toctree, list[str]]]:
    """Yield the toctrees that name archives, with the page each is on and the names."""
    for docname in sorted(env.toctree_includes):
        for toctree in env.tocs[docname].findall(addnodes.toctree):
            files = set(toctree["includefiles"])
            archives = [name for _title, name in toctree["entries"] if _may_be_archive(env, name, files)]
            if archives:
                yield docname, toctree, archives


def _may_be_archive(env: BuildEnvironment, name: str, files: set[str]) -> bool:
    root = env.config.blog_path.strip("/")
    return name not in files and (name == root or name.startswith(f"{root}/"))


def _linked(name: str, title: nodes.Element) -> nodes.bullet_list:
    link = nodes.reference("", "", *title.deepcopy().children, internal=True, refuri=name, anchorname="")
    return nodes.bullet_list("", nodes.list_item("", addnodes.compact_paragraph("", "", link)))


def _hidden() -> nodes.bullet_list:
    return nodes.bullet_list("", addnodes.only(expr=_NEVER))
