"""Questions over the pages of a built site, as a reader, a crawler or a subscriber would ask them."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from nenrin.posts import urls

from tests.sphinx_ext.site import Site

HOST = "https://example.org/"
CODE = "code, pre, script, style, annotation, textarea, svg, .math"
_HEADING = re.compile(r"h[1-6]$")
# Han, kana and full-width marks, with a space or a line break between two of them.
_GAP = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff5e]\s+[\u3001-\u30ff\u3400-\u9fff\uff01-\uff5e]")


@dataclass(frozen=True)
class Page:
    """One HTML page; ``address`` is below the root of the site, with a slash at the end for a folder."""

    site: Site
    address: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return self.site.html(_file(self.address))

    @property
    def title(self) -> str:
        (heading,) = self.soup.select("h1")
        for link in heading.select(".headerlink"):
            link.decompose()
        return heading.get_text()

    @property
    def data(self) -> dict[str, Any]:
        """What the page tells search engines of its post (JSON-LD)."""
        (script,) = self.soup.select('script[type="application/ld+json"]')
        graph = json.loads(script.get_text())["@graph"]
        (post,) = [node for node in graph if node["@type"] == "BlogPosting"]
        return dict(post)

    @property
    def levels(self) -> list[int]:
        return [int(tag.name[1]) for tag in self.soup.find_all(_HEADING)]

    def prose(self) -> str:
        """All that a reader reads, without code and formulas."""
        body = BeautifulSoup(str(self.soup.body), "lxml")
        for tag in body.select(CODE):
            tag.decompose()
        return body.get_text()

    def gaps(self) -> list[str]:
        """Spaces between two Han characters or kana in the post, block by block."""
        blocks = self.soup.select(".prose :is(p, li, td, th, h2, h3, h4, figcaption, summary)")
        leaves = [block for block in blocks if not block.select("p, li, pre, ul")]
        return [found[0] for block in leaves for found in _GAP.finditer(_text_without_code(block))]

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Yield what a link says, the path below the site's root and the fragment; links elsewhere are left out."""
        for tag in self.soup.select("a[href]"):
            yield from self._local(str(tag["href"]))

    def pictures(self) -> Iterator[tuple[str, str, str]]:
        """Yield sources likewise."""
        for tag in self.soup.select("img[src], source[src], video[src]"):
            yield from self._local(str(tag["src"]))

    def _local(self, written: str) -> Iterator[tuple[str, str, str]]:
        url = urlsplit(urljoin(f"{HOST}{quote(self.address)}", written))
        if f"{url.scheme}://{url.netloc}/" == HOST and not written.startswith("data:"):
            yield written, unquote(url.path).lstrip("/"), unquote(url.fragment)


def pages(site: Site) -> list[Page]:
    """Every page but the stubs that redirect."""
    names = [name for name in site.files() if name.endswith(".html") and not name.startswith("_static/")]
    found = [Page(site, re.sub(r"(^|/)index\.html$", r"\1", name)) for name in names]
    return [page for page in found if not page.soup.select("meta[http-equiv=refresh]")]


def leads_somewhere(site: Site, path: str, fragment: str) -> bool:
    """Whether a static server has the path, and its page the fragment."""
    file = site.out / _file(path)
    if not file.is_file():
        return False
    if not fragment or file.suffix != ".html":
        return True
    return BeautifulSoup(file.read_bytes(), "lxml").find(id=fragment) is not None


def redirects(site: Site) -> dict[str, str]:
    """The old addresses and where each leads, by the table for hosts; each has a page that leads there too."""
    found: dict[str, str] = {}
    # A site in a folder of its host has that folder in each line.
    home = site.html("index.html").select_one("link[rel=canonical]")
    assert home is not None
    root = urlsplit(str(home["href"])).path
    for line in site.read("_redirects").splitlines() if (site.out / "_redirects").exists() else ():
        old, new, _status = (unquote(word) for word in line.split(" "))
        found[old.removeprefix(root)] = new.removeprefix(root)
    return found


def refresh_of(site: Site, old: str) -> str:
    """Return the path, below the root, to which the page at an old address sends its readers."""
    name = old if posixpath.splitext(old)[1] else f"{old.rstrip('/')}/index.html"
    meta = site.html(name).select_one("meta[http-equiv=refresh]")
    assert meta is not None
    target = str(meta["content"]).partition("url=")[2]
    return unquote(urlsplit(urljoin(f"{HOST}{name}", target)).path).lstrip("/")


def _file(address: str) -> str:
    return f"{address}index.html" if not address or address.endswith("/") else address


def _text_without_code(tag: Tag) -> str:
    copy = BeautifulSoup(str(tag), "lxml")
    for code in copy.select(CODE):
        code.replace_with("`")
    return copy.get_text()


def dead_addresses(site: Site) -> list[str]:
    """Return the addresses on pages, in feeds, in the map and in the table of redirects that lead to no file."""
    found = [
        dead for page in pages(site) for dead in _dead_in(site, page.soup, f"{HOST}{quote(page.address)}")
    ]
    for name in site.files():
        if name.startswith("blog/") and name.endswith("atom.xml"):
            for content in BeautifulSoup(site.read(name), "xml")("content"):
                found += _dead_in(site, BeautifulSoup(content.get_text(), "lxml"), "https://reader.example/")
    addresses = [loc.get_text() for loc in BeautifulSoup(site.read("sitemap.xml"), "xml")("loc")]
    if (site.out / "_redirects").exists():
        addresses += [urljoin(HOST, line.split()[1]) for line in site.read("_redirects").splitlines()]
    return found + [address for address in addresses if not _is_there(site, address)]


def _dead_in(site: Site, soup: BeautifulSoup, base: str) -> list[str]:
    written = [
        (tag, address)
        for tag in soup.find_all(lambda tag: tag.name != "base")
        for name in ("href", "src", "srcset", "poster", "data")
        if (value := tag.get(name))
        for address in (
            [part.split()[0] for part in str(value).split(",")] if name == "srcset" else [str(value)]
        )
    ]
    return [f"{base}: {tag}" for tag, address in written if not _is_there(site, urls.join(base, address))]


def _is_there(site: Site, address: str) -> bool:
    url = urls.split(address)
    if f"{url.scheme}://{url.netloc}/" != HOST:
        return url.netloc != "reader.example"
    if re.search(r"%(?![0-9A-F]{2})", url.path) or "%00" in url.path:
        return False
    path = site.out / unquote(url.path).lstrip("/")
    try:
        return path.is_file() or (path / "index.html").is_file()
    except OSError:  # longer than a name can be
        return False
