"""Links between pages as authors of other generators write them: by address, old address, slug or file name."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from nenrin.posts.addresses import same_path
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.domain import build_state, post_domain, source_of

AFTER_PARSING = 400
BEFORE_MYST_LOOKS = 8
"""MyST resolves its references at 9 and warns of those it cannot."""

# What begins with a slash or a dot, holds a slash, or ends like a file is a path; a bare word is a label of MyST's.
_PATH = re.compile(r"[./]|[^\s#]+/|[^\s#]+\.(?:md|mdx|markdown|html?)(?:#|$)")
_HREF = re.compile(
    r"""(?P<before><a\b[^>]*?\shref\s*=\s*(?P<quote>["']))(?P<path>[^"'<>]*)(?P=quote)""", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
# Nothing, a question to the page itself, another host, a telephone: no page, and no label of MyST's.
_NO_PAGE = re.compile(r"$|\?|//|(?:tel|sms|geo|magnet|thunder|ed2k|data|file):")


class ResolveAddresses(SphinxPostTransform):
    """Turns links to an address of this site into links to the page that has it now."""

    default_priority = BEFORE_MYST_LOOKS

    def run(self, **kwargs: object) -> None:
        """Resolve what looks like a path; one that leads nowhere is named and kept as it was written."""
        for node in list(self.document.findall(pending_xref)):
            if node.get("written"):
                self._settle(node)
            target = node["reftarget"]
            docname = node.get("refdoc", self.env.docname)
            if _is_ours(node) and _NO_PAGE.match(target):
                node.replace_self(nodes.reference("", "", *node.children, refuri=target or "#"))
                continue
            if not _is_ours(node) or not (_PATH.match(target) or self._names_post(docname, target)):
                continue
            found = self._reference(docname, target, explicit=bool(node.get("refexplicit")))
            if found is None:
                self._tell(node, docname, target)
                found = nodes.reference("", "", refuri=quote(unquote(target), safe="/#%?=&:@!$'()*+,;~"))
            if not found.children:
                found.extend(node[0].children or [nodes.Text(target)])
            node.replace_self(found)
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "") and "href" in raw.astext():
                html = _HREF.sub(lambda match, raw=raw: self._placed(match, raw), raw.astext())  # type: ignore[misc]
                raw.children = [nodes.Text(html)]

    def _settle(self, node: pending_xref) -> None:
        """Have MyST resolve a link to the file of a page, and us any other; the file may be newer than the link."""
        path, _, fragment = node["written"].partition("#")
        file = self.env.relfn2path(path, node["refdoc"])[0] if path else ""
        page = self.env.path2doc(file) if file else None
        if page in self.env.found_docs and (self.env.srcdir / file).is_file():
            node["refdomain"], node["reftarget"], node["reftargetid"] = "doc", page, fragment or None
        else:
            node["refdomain"], node["reftarget"] = None, node["written"]

    def _placed(self, match: re.Match[str], raw: nodes.raw) -> str:
        """Return the link of raw HTML with the address its page has now."""
        written = unescape(match["path"])
        if not _PATH.match(written) or _NO_PAGE.match(written) or _SCHEME.match(written):
            return match[0]
        found = self._reference(self.env.docname, written, explicit=True)
        if found is None:
            self._tell(raw, self.env.docname, written)
            return match[0]
        return f"{match['before']}{escape(found['refuri'])}{match['quote']}"

    def _tell(self, node: nodes.Node, docname: str, target: str) -> None:
        text = f"{target!r} leads to no page of this site; the link is kept as it was written"
        warn(Subtype.LINK, text, location=(docname, node.line or _line(node)))

    def _reference(self, docname: str, target: str, *, explicit: bool) -> nodes.reference | None:
        path, _, fragment = target.partition("#")
        page = self._page(docname, unquote(path))
        if page is None:
            return self._file(docname, unquote(path))
        post = build_state(self.env).library.post_of(page)
        # Escaped before they are compared: a folder may be called `C#`.
        here, there = (quote(self._builder.get_target_uri(name), safe="/%") for name in (docname, page))
        uri = relative_uri(here, there)
        anchor = unquote(fragment)
        node = nodes.reference("", "", internal=True, refuri=f"{uri}#{anchor}" if anchor else uri)
        if not explicit and post:
            node.append(nodes.Text(post.title))
        return node

    def _page(self, docname: str, path: str) -> str | None:
        """Return the page at ``path``; where none is and no file either, the one that it seems to mean."""
        domain = post_domain(self.env)
        addresses = candidates(docname, source_of(self.env, docname), path)
        found = next((page for address in addresses if (page := domain.page_at(same_path(address)))), None)
        if found or self._is_file(path):
            return found
        return next(
            (page for address in (path, *addresses) if (page := domain.build.guesses.page(address))), None
        )

    def _names_post(self, docname: str, target: str) -> bool:
        """Whether a bare word is the name of a post beside the page, and no label of another page."""
        build = build_state(self.env)
        page = build.files.get(posixpath.join(posixpath.dirname(source_of(self.env, docname)), target))
        label = self.env.domains.standard_domain.anonlabels.get(target.lower(), (page,))
        return page in build.library.by_docname and label[0] == page

    def _is_file(self, path: str) -> bool:
        return path.startswith("/") and post_domain(self.env).public_file(path.lstrip("/"))

    @property
    def _builder(self) -> Builder:
        # `SphinxTransform.app` is deprecated, and nothing public gives the builder to a transform yet.
        return self.env._app.builder  # noqa: SLF001

    def _file(self, docname: str, path: str) -> nodes.reference | None:
        """Return the link to a file of a public folder, which is copied to the root of the site."""
        if not self._is_file(path):
            return None
        here = self._builder.get_target_uri(docname)
        return nodes.reference("", "", internal=True, refuri=relative_uri(here, quote(path.lstrip("/"))))


class NoteTargets(SphinxTransform):
    """Notes the addresses a page links to: when the page at one changes its name, this page is written again."""

    default_priority = AFTER_PARSING

    def apply(self, **kwargs: object) -> None:
        """Note every address that a link of the page may mean."""
        source = source_of(self.env, self.env.docname)
        targets = {
            (same_path(address), "#" in target)
            for node in self.document.findall(pending_xref)
            if (target := node.get("written") or (_is_ours(node) and node["reftarget"]))
            and not target.startswith("#")
            for address in candidates(self.env.docname, source, unquote(target.partition("#")[0]))
        }
        if targets:
            post_domain(self.env).targets[self.env.docname] = targets


def candidates(docname: str, source: str, path: str) -> list[str]:
    """Return the addresses a path may mean: below the root, beside the file, or beside the page's address."""
    if path.startswith("/"):
        return [path]
    folder = posixpath.dirname(source)
    beside_file = posixpath.normpath(posixpath.join(folder, path))
    beside_page = posixpath.normpath(posixpath.join(docname, path))
    without_suffix = re.sub(r"\.(?:md|mdx|markdown)$", "", beside_file)
    return [address for address in (beside_file, without_suffix, beside_page) if not address.startswith("..")]


def _is_ours(node: pending_xref) -> bool:
    """Whether the node is a link in Markdown and no role of a domain."""
    return node["reftype"] == "myst" and node["refdomain"] is None


def _line(node: nodes.Node) -> int:
    parent = node.parent
    while parent is not None and parent.line is None:
        parent = parent.parent
    return parent.line if parent is not None and parent.line else 1
