"""Tell what roles on a page show of other pages, so that it is written again when that differs.

Sphinx resolves ``{doc}`posts/b``` when a page is written: the title of the page, the text of a label, where an object
is described. It does not write the page again when they are others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx.addnodes import pending_xref
from sphinx.util import docname_join

from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.store.domain import build_state, post_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@costs("being written again when a page it refers to changes")
def note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Note the names that the roles of a page refer to; links in Markdown are noted by ``links``."""
    found = {node["reftarget"] for node in doctree.findall(pending_xref) if node["reftype"] != "myst"}
    if found:
        post_domain(app.env).references[app.env.docname] = found


def shown_of_other_pages(app: Sphinx) -> Callable[[str], object]:
    """Return what gives all that the links and roles of a page show of other pages: titles, headings, objects."""
    domain, targets = post_domain(app.env), _Targets(app.env)
    linked = cache(targets.linked)

    def shown(docname: str) -> object:
        links = [linked(*link) for link in sorted(domain.targets.get(docname, ()))]
        return links, [targets.named(docname, name) for name in sorted(domain.references.get(docname, ()))]

    return shown


class _Targets:
    """The pages, labels and objects of a site, by what links and roles may call them."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = post_domain(env)
        self.build = build_state(env)

    def linked(self, address: str, has_part: bool) -> tuple[object, ...]:
        """Return all that may be shown of the page at an address, to a part of which the link may lead."""
        post = self.build.addresses.get(address)
        page = post.docname if post else self.domain.page_at(address) or self._guessed(address)
        title = self.env.titles.get(page or "")
        shown = post.title if post else title and title.astext()
        parts = self.headings(page) if page and has_part and page in self.env.found_docs else ()
        return address, page, shown, parts

    def _guessed(self, address: str) -> str | None:
        return self.build.guesses.page(address) or self.build.guesses.named(address)

    def named(self, docname: str, target: str) -> tuple[object, ...]:
        """Return all that may be shown of what a page refers to; more than is, where names are alike."""
        page = docname_join(docname, target)
        title = self.env.titles[page].pformat() if page in self.env.found_docs else ""
        return target, title, self._objects.get(_last(target), ())

    def headings(self, docname: str) -> tuple[object, ...]:
        """Return what a link to a part of a page may show: headings by their slugs, and labels."""
        slugs = self.env.metadata[docname].get("myst_slugs", {})
        return [(slug, *named[1:]) for slug, named in slugs.items()], self._labels.get(docname, ())

    @cached_property
    def _objects(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for domain in self.env.domains.sorted():
            for name, shown, kind, docname, anchor, _ in sorted(domain.get_objects(), key=repr):
                if kind != "doc":
                    found[_last(name)].append((domain.name, kind, name, str(shown), docname, anchor))
        return found

    @cached_property
    def _labels(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        standard = self.env.domains.standard_domain
        named = {**standard.anonlabels, **standard.labels}
        for name, (docname, *where) in sorted(named.items()):
            found[docname].append((name, *where))
        return found


def _last(name: str) -> str:
    """Return the part of a name by which it can be told from a longer or shorter form: ``c`` of ``a.b.c()``."""
    return name.strip("~.!() ").rpartition(".")[2].lower()
