"""Let toctrees and ``{doc}`` lead to archives, which Sphinx knows of as pages with a title alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from nenrin.sphinx_ext.config.l10n import locale_of
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.site_urls import site_of
from nenrin.sphinx_ext.views.archives import archive_title

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def forget_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Take out what an earlier build has put in, before Sphinx numbers the sections of all it takes for pages."""
    for kept in (env.titles, env.longtitles, env.tocs):
        for name in [name for name in kept if _is_archive(env, name)]:
            del kept[name]


def name_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Give the archives in toctrees their titles.

    One that is not there is taken out of what Sphinx has noted of the page, which is read anew in the next build. The
    page itself still has it, so that Sphinx warns as of a page that is not there.
    """
    library = build_state(env).library
    for docname in sorted(env.toctree_includes):
        for toctree in env.tocs[docname].findall(addnodes.toctree):
            archives = [name for _title, name in toctree["entries"] if _is_archive(env, name)]
            for name in archives:
                if name in library.paths:
                    title = archive_title(library, name, locale_of(env.config.language))
                    env.titles[name] = env.longtitles[name] = nodes.title(title, title)
            if gone := set(archives) - library.paths:
                toctree["entries"] = [entry for entry in toctree["entries"] if entry[1] not in gone]
                env.reread_always.add(docname)


def place_entries(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx resolve the archives in toctrees as it does pages.

    No page is to be written for it: those are known that show an archive that has come, gone or another title.
    """
    for name, title in env.titles.items():
        if _is_archive(env, name):
            words = title.deepcopy().children
            link = nodes.reference("", "", *words, internal=True, refuri=name, anchorname="")
            env.tocs[name] = nodes.bullet_list(
                "", nodes.list_item("", addnodes.compact_paragraph("", "", link))
            )
    return []


def resolve_archive(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, text: nodes.TextElement
) -> nodes.Element | None:
    """Return the link of a ``{doc}`` to an archive, with the archive's title where the author gives no text."""
    if node.get("refdomain") != "std" or node.get("reftype") != "doc":
        return None
    library = build_state(env).library
    name = docname_join(node["refdoc"], node["reftarget"])
    if name not in library.paths:
        return None
    if not node["refexplicit"]:
        title = archive_title(library, name, locale_of(env.config.language))
        text = nodes.inline(title, title, classes=["doc"])
    return make_refnode(app.builder, node["refdoc"], name, "", text) if site_of(app) else text


def _is_archive(env: BuildEnvironment, name: str) -> bool:
    """Whether a name has no file and lies where archives are."""
    root = env.config.blog_path.strip("/")
    return name not in env.found_docs and (name == root or name.startswith(f"{root}/"))
