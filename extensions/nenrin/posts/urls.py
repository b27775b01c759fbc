"""URLs: how a path is spelled in one, how one is taken apart, joined and mended. Nothing here raises.

Nothing else in the package percent-encodes, so that a page has one spelling in links, feeds, maps and redirects.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

_REMOTE = re.compile(r"[a-zA-Z][\w+.-]*:|//|#|$")
# What may stand in a URL beside letters and digits (RFC 3986, 2.2 and 2.3), and percent signs.
_IN_URLS = "/#%?=&:@!$'()*+,;~"
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LINKED = frozenset({"http", "https", "mailto", "tel"})
LINK = "an address that begins with https:, http:, mailto: or tel:, or a path"
"""What becomes a link, for who wrote something else."""
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=1 << 16)  # the pages of a site are named on each other some fifty times
def encode(path: str) -> str:
    """Return a path, of a page or a file, as it stands in a URL; slashes stay.

    Every character but letters, digits and ``-._~`` is percent-encoded as UTF-8 (RFC 3986, 2.3): what is left means
    itself in HTML attributes, ``srcset``, CSS, Markdown and tables of redirects, and never a scheme.
    """
    return quote(path, errors="replace")


def decode(path: str) -> str:
    """Return a path without percent-encoding, taken off once."""
    return unquote(path)


def split(address: str) -> SplitResult:
    """Return the parts of an address; one that is no URL (``//[x``) is taken for a path with query and fragment."""
    try:
        return urlsplit(address.strip())
    except ValueError:  # brackets that hold no IPv6 address, or a host with letters that stand for signs
        path, _, fragment = address.strip().partition("#")
        path, _, query = path.partition("?")
        return SplitResult("", "", path, query, fragment)


def join(base: str, address: str) -> str:
    """Return ``address`` as seen from ``base``; one that is no URL is left as it is."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def mend(address: str) -> str:
    """Return an address as its author wrote it, with what cannot stand in a URL encoded: blanks, letters, ``100%``."""
    return quote(_NO_ESCAPE.sub("%25", address), safe=_IN_URLS, errors="replace")


def name_as_url(name: str) -> str:
    """Return a name as an address: some tools write names percent-encoded, others with ``#`` and ``?`` in them."""
    return mend(name).replace("#", "%23").replace("?", "%3F")


def is_remote(address: str) -> bool:
    """Whether an address is no file of the site: it has a scheme or a host, is empty, or a fragment alone."""
    return _REMOTE.match(address.strip()) is not None


def as_link(address: str) -> str:
    """Return an address as it may become a link: one of the web, of mail or telephone, or relative; ``""`` for others.

    ``javascript:`` and its like run on a click, ``data:`` shows a page of its author's. Browsers pass over control
    characters and the blanks around an address (URL Standard, 4.4), so they hide no scheme here.
    """
    shown = _CONTROL.sub("", address).strip()
    scheme = _SCHEME.match(shown)
    return "" if scheme and scheme[1].lower() not in _LINKED else shown


def relative(here: str, there: str, anchor: str = "") -> str:
    """Return the way from one address of the site to another; both are encoded, and count from the site's root.

    >>> relative("posts/a/", "posts/b/"), relative("posts/a/", "posts/a/"), relative("a.html", "")
    ('../b/', './', './')
    """
    folder = here.rpartition("/")[0].split("/") if "/" in here else []
    *parts, name = there.split("/")
    shared = len(posixpath.commonprefix([folder, parts]))
    way = "../" * (len(folder) - shared) + "/".join([*parts[shared:], name])
    return with_anchor(way or "./", anchor)


def with_anchor(address: str, anchor: str) -> str:
    """Return an address with the id of a part of the page; without one, the address."""
    return f"{address}#{encode(anchor)}" if anchor else address
