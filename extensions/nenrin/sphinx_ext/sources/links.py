"""Links between pages as authors of other generators write them: by address, old address, slug or file name."""

from __future__ import annotations

import posixpath
import re
from functools import partial

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from nenrin.markdown import raw_html
from nenrin.posts import urls
from nenrin.posts.addresses import same_path
from nenrin.posts.anchors import nearest
from nenrin.posts.files import is_file, plain_reading, readings
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.sources.anchors import LOCAL_IDS, part_named
from nenrin.sphinx_ext.sources.wiki_links import target_named
from nenrin.sphinx_ext.store.addresses import way_to_file, way_to_page
from nenrin.sphinx_ext.store.domain import build_state, post_domain, source_of

AFTER_PARSING = 400
BEFORE_MYST_LOOKS = 8
"""MyST resolves its references at 9 and warns of those it cannot."""

# What begins with a slash or a dot, holds a slash, or ends like a file is a path; a bare word is a label of MyST's.
_PATH = re.compile(r"[./]|[^\s#]+/|[^\s#]\S*\.(?:md|mdx|markdown|html?)(?:#|$)")
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
# Nothing, a question to the page itself, another host, a telephone: no page, and no label of MyST's.
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown)$")
_NO_PAGE = re.compile(r"$|\?|//|(?:tel|sms|geo|magnet|thunder|ed2k|data|file):")


class ResolveAddresses(SphinxPostTransform):
    """Turns links to an address of this site into links to the page that has it now."""

    default_priority = BEFORE_MYST_LOOKS

    def run(self, **kwargs: object) -> None:
        """Resolve what looks like a path; one that leads nowhere is named and kept as it was written."""
        links = list(self.document.findall(pending_xref))
        by_name = [node for node in links if "wiki" in node]
        to_parts = [node for node in links if "nearest" in node]
        for node in links:
            if "wiki" not in node and "nearest" not in node:
                self._resolve_address(node)
        self._resolve_names(by_name)
        for node in to_parts:
            self._name_missing_part(node)
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "") and "href" in raw.astext().lower():
                html = raw_html.with_addresses(raw.astext(), partial(self._placed, raw))
                raw.children = [nodes.Text(html)]

    def _resolve_address(self, node: pending_xref) -> None:
        if node.get("written"):
            self._settle(node)
        target = node["reftarget"]
        docname = node.get("refdoc", self.env.docname)
        if _is_ours(node) and (_NO_PAGE.match(target) or _SCHEME.match(target)):
            node.replace_self(nodes.reference("", "", *node.children, refuri=target or "#"))
            return
        if not _is_ours(node) or not (_PATH.match(target) or self._names_post(docname, target)):
            return
        found = self._reference(node, target, explicit=bool(node.get("refexplicit")))
        if found is None:
            self._warn(node, docname, target)
            found = nodes.reference("", "", refuri=urls.mend(target))
        if not found.children:
            found.extend(node[0].children or [nodes.Text(target)])
        node.replace_self(found)

    def _name_missing_part(self, node: pending_xref) -> None:
        """Name a link to a part that its page lacks, unless it leads to one of MyST's labels."""
        part = node["reftarget"]
        if part in self.env.domains.standard_domain.anonlabels:
            return
        hint = f"; did you mean '#{node['nearest']}'?" if node["nearest"] else ""
        text = f"'#{part}' is no part of this page{hint}"
        warn(Subtype.LINK, text, location=(node.get("refdoc", self.env.docname), node.line or _line(node)))
        shown = node[0].children or [nodes.Text(f"#{part}")]
        node.replace_self(nodes.reference("", "", *shown, refuri=f"#{urls.encode(part)}"))

    def _resolve_names(self, by_name: list[pending_xref]) -> None:
        """Resolve links by name; one that leads nowhere is shown as it was written.

        It is named on pages that have others which do lead somewhere: elsewhere ``[[x]]`` is no link.
        """
        missing = []
        for node in by_name:
            name, part, written = node["wiki"]
            docname = node.get("refdoc", self.env.docname)
            target = target_named(self.env, docname, name, part)
            if target is None:
                missing.append((node, written))
                node.replace_self(nodes.Text(written))
                continue
            uri = way_to_page(self._builder, docname, *target)
            node.replace_self(nodes.reference("", "", *node.children, internal=True, refuri=uri))
        for node, written in missing if len(missing) < len(by_name) else ():
            text = f"{written!r} leads to no page of this site, and is shown as it was written"
            warn(
                Subtype.LINK, text, location=(node.get("refdoc", self.env.docname), node.line or _line(node))
            )

    def _settle(self, node: pending_xref) -> None:
        """Have MyST resolve a link to the file of a page, and us any other; the file may be newer than the link."""
        for path, fragment in readings(node["written"]):
            file = self.env.relfn2path(path, node["refdoc"])[0] if path and "\0" not in path else ""
            page = self.env.path2doc(file) if file else None
            if page in self.env.found_docs and is_file(self.env.srcdir / file):
                part = part_named(self.env, page, fragment) if fragment else ""
                if part in self.env.metadata[page].get(LOCAL_IDS, ()) or (
                    part is None and self._is_post(page)
                ):
                    break  # MyST knows these less well
                node["refdomain"], node["reftarget"] = "doc", page
                node["reftargetid"] = part or fragment or None
                return
        node["refdomain"], node["reftarget"] = None, node["written"]

    def _is_post(self, docname: str) -> bool:
        return docname in build_state(self.env).library.by_docname

    def _placed(self, raw: nodes.raw, address: raw_html.RawAddress) -> str | None:
        """Return the address that the page has now to which a link of raw HTML leads; None where it is none of ours."""
        written = address.written
        is_path = _PATH.match(written) and not _NO_PAGE.match(written) and not _SCHEME.match(written)
        if address.kind != "link" or not is_path or written in raw.get("nenrin_files", ()):
            return None
        found = self._reference(raw, written, explicit=True)
        if found is None:
            self._warn(raw, self.env.docname, written)
            return None
        return str(found.get("refuri", written))

    def _warn(self, node: nodes.Node, docname: str, target: str) -> None:
        text = f"{target!r} leads to no page of this site; the link is kept as it was written"
        warn(Subtype.LINK, text, location=(docname, node.line or _line(node)))

    def _reference(self, link: nodes.Element, target: str, *, explicit: bool) -> nodes.TextElement | None:
        docname = link.get("refdoc", self.env.docname)
        page, fragment = self._page(docname, target)
        if page is None:
            return self._file(docname, target)
        post = build_state(self.env).library.post_of(page)
        fragment = self._part(link, page, fragment) if fragment and post else fragment
        try:
            uri = way_to_page(self._builder, docname, page, fragment)
        except NoUri:  # an archive, where no web site is built
            return nodes.inline()
        node = nodes.reference("", "", internal=True, refuri=uri)
        if not explicit and post:
            node.append(nodes.Text(post.title))
        return node

    def _part(self, link: nodes.Element, page: str, written: str) -> str:
        """Return the id of the part of a post that is meant; one that it lacks is named and kept as it was written."""
        part = part_named(self.env, page, written)
        if part is None:
            docname = link.get("refdoc", self.env.docname)
            near = nearest(self.env.metadata[page].get("myst_slugs", {}), written)
            hint = f"; did you mean '#{near}'?" if near else ""
            warn(
                Subtype.LINK,
                f"'#{written}' is no part of {page}{hint}",
                location=(docname, link.line or _line(link)),
            )
        return written if part is None else part

    def _page(self, docname: str, target: str) -> tuple[str | None, str]:
        """Return the page that ``target`` names, and the part; where none is and no file either, what it may mean."""
        domain = post_domain(self.env)
        source = source_of(self.env, docname)
        for path, fragment in readings(target):
            for address in candidates(docname, source, path):
                if page := domain.page_at(same_path(address)):
                    return page, fragment
        path, fragment = plain_reading(target)
        if self._is_file(path):
            return None, ""
        addresses = (path, *candidates(docname, source, path))
        return next(
            (page for address in addresses if (page := domain.build.guesses.page(address))), None
        ), fragment

    def _names_post(self, docname: str, target: str) -> bool:
        """Whether a bare word is the name of a post beside the page, and no label of another page."""
        build = build_state(self.env)
        page = build.files.get(posixpath.join(posixpath.dirname(source_of(self.env, docname)), target))
        label = self.env.domains.standard_domain.anonlabels.get(target.lower(), (page,))
        return page in build.library.by_docname and label[0] == page

    def _is_file(self, path: str) -> bool:
        return path.startswith("/") and post_domain(self.env).has_file(path.lstrip("/"))

    @property
    def _builder(self) -> Builder:
        # `SphinxTransform.app` is deprecated, and nothing public gives the builder to a transform yet.
        return self.env._app.builder  # noqa: SLF001

    def _file(self, docname: str, target: str) -> nodes.reference | None:
        """Return the link to a file at the root of the site: one of a public folder, a feed or a map."""
        beside = (posixpath.dirname(source_of(self.env, docname)), docname)
        paths = [path for path, _fragment in readings(target)]
        paths += [
            posixpath.normpath(f"/{folder}/{path}") for path in paths for folder in beside if path[:1] == "."
        ]
        path = next((path for path in paths if self._is_file(path)), None)
        if path is None:
            return None
        uri = way_to_file(self._builder, docname, path.lstrip("/"))
        return nodes.reference("", "", internal=True, refuri=uri)


class NoteTargets(SphinxTransform):
    """Notes the addresses a page links to: when the page at one changes its name, this page is written again."""

    default_priority = AFTER_PARSING

    def apply(self, **kwargs: object) -> None:
        """Note every address that a link of the page may mean."""
        source = source_of(self.env, self.env.docname)
        targets = {
            (same_path(address), "#" in target)
            for node in self.document.findall(pending_xref)
            if (
                target := node.get("written") or (_is_ours(node) and "wiki" not in node and node["reftarget"])
            )
            and not target.startswith("#")
            for path in dict.fromkeys(path for path, _fragment in readings(target))
            for address in candidates(self.env.docname, source, path)
        }
        names = [node["wiki"] for node in self.document.findall(pending_xref) if "wiki" in node]
        targets |= {(same_path(name), True) for name, _part, _written in names if name}
        if targets:
            post_domain(self.env).targets[self.env.docname] = targets


def candidates(docname: str, source: str, path: str) -> list[str]:
    """Return the addresses a path may mean: below the root, beside the file, or beside the page's address."""
    if path.startswith("/"):
        return [path, _SUFFIX.sub("", path)]
    folder = posixpath.dirname(source)
    beside_file = posixpath.normpath(posixpath.join(folder, path))
    beside_page = posixpath.normpath(posixpath.join(docname, path))
    without_suffix = _SUFFIX.sub("", beside_file)
    return [address for address in (beside_file, without_suffix, beside_page) if not address.startswith("..")]


def _is_ours(node: pending_xref) -> bool:
    """Whether the node is a link in Markdown and no role of a domain."""
    return node["reftype"] == "myst" and node["refdomain"] is None


def _line(node: nodes.Node) -> int:
    parent = node.parent
    while parent is not None and parent.line is None:
        parent = parent.parent
    return parent.line if parent is not None and parent.line else 1
