"""Write ``sitemap.xml`` (sitemaps.org, with Google's ``hreflang`` alternates) and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from nenrin.outputs.feeds.xml import add, printed

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the sitemap: its URL, when it last changed (None if unknown), its URLs by language."""

    url: str
    changed: datetime | None = None
    alternates: Sequence[tuple[str, str]] = ()


def sitemap(places: Sequence[Place]) -> bytes:
    """Return the sitemap of ``entries`` in UTF-8."""
    nsmap = {None: _NAMESPACE}
    if any(place.alternates for place in places):
        nsmap |= {"xhtml": _XHTML}  # type: ignore[dict-item]
    root = etree.Element(f"{{{_NAMESPACE}}}urlset", nsmap=nsmap)
    for place in places:
        url = add(root, f"{{{_NAMESPACE}}}url")
        add(url, f"{{{_NAMESPACE}}}loc", place.url)
        if place.changed:
            add(url, f"{{{_NAMESPACE}}}lastmod", place.changed.isoformat())
        for language, address in place.alternates:
            add(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    return printed(root)


def robots(sitemap_url: str) -> bytes:
    """Return a ``robots.txt`` (RFC 9309) that keeps nobody out and says where the map is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_url}\n".encode()
