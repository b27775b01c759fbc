"""Find the parts of pages that links mean: ``#heading`` of the page itself, and what stands behind another's ``#``.

In a post an anchor is one of the page alone. MyST looks for a label of any page: ``{#boot}`` in two posts would be a
duplicate, and a link to a part that the page lacks would lead to another post, without a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from nenrin.posts.anchors import anchor_named, nearest
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

BEFORE_MYST_RESOLVES = 878
"""MyST resolves links to parts of the page at 879."""

LOCAL_IDS = "nenrin_ids"
"""In ``env.metadata``: the ids that the author gave, in braces and in raw HTML; in the settings of a page: whether they
are of the page alone."""

_RAW_ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>=]+))""")
_ALWAYS_THERE = frozenset({"", "top", "comments"})
"""What browsers know, and what the theme has at the end of a post."""


class FindAnchors(SphinxTransform):
    """Resolves links to parts of a post's own page, and notes the ids that its author gave to others."""

    default_priority = BEFORE_MYST_RESOLVES

    def apply(self, **kwargs: object) -> None:
        """Resolve the links to parts that are there, and leave the others for ``ResolveAddresses``."""
        given: set[str] = set(self.document.attributes.pop(LOCAL_IDS, ()))
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", ""):
                given |= {next(filter(None, found.groups())) for found in _RAW_ID.finditer(raw.astext())}
        metadata = self.env.metadata[self.env.docname]
        if given:
            metadata[LOCAL_IDS] = sorted(given)
        reading = post_domain(self.env).readings.get(self.env.docname)
        if reading is None or reading.post is None:
            return
        links = [link for link in self.document.findall(nodes.reference) if link.get("id_link")]
        for link in links:
            self._resolve(link, metadata.get("myst_slugs", {}), given)

    def _resolve(
        self, link: nodes.reference, slugs: dict[str, tuple[int, str, str]], given: set[str]
    ) -> None:
        written = str(link["refuri"])[1:]
        if written in given or written in _ALWAYS_THERE or written in self.document.ids:
            self._lead_to(link, written)
        elif part := anchor_named(slugs, written):
            self._lead_to(link, part)
            if not link.children:
                text = next((text for _line, name, text in slugs.values() if name == part), written)
                link += nodes.inline(text, text, classes=["std", "std-ref"])
        else:
            # Only when all pages are read is it known whether it is one of MyST's labels, `(label)=`.
            about = {"reftype": "myst", "reftarget": written, "refdoc": self.env.docname}
            later = pending_xref("", nodes.inline("", "", *link.children, classes=["xref", "myst"]), **about)
            later.source, later.line = link.source, link.line
            later["refdomain"], later["refexplicit"] = None, bool(link.children)
            later["nearest"] = nearest(slugs, written)
            link.replace_self(later)

    def _lead_to(self, link: nodes.reference, part: str) -> None:
        del link["id_link"], link["refuri"]
        if part in self.document.ids:
            link["refid"], link["internal"] = part, True
        else:  # of raw HTML
            link["refuri"] = f"#{part}"


def part_named(env: BuildEnvironment, docname: str, written: str) -> str | None:
    """Return the id of the part of a page that a link to it names; None where the page has no such part."""
    metadata = env.metadata[docname]
    if written in metadata.get(LOCAL_IDS, ()) or written in _ALWAYS_THERE:
        return written
    return anchor_named(metadata.get("myst_slugs", {}), written)
