"""Compare the URLs of an old site with a build: which are lost, redirected or new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from nenrin.posts import urls
from nenrin.posts.addresses import same

_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</loc>", re.DOTALL)
_REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]+)"')
_READ_AT_MOST = 4096


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old addresses by what became of them, as they were written; ``new`` are paths of pages the old site had not.

    ``redirected`` maps an old address to where its redirect leads, relative to the redirect.
    """

    kept: tuple[str, ...]
    redirected: Mapping[str, str]
    lost: tuple[str, ...]
    new: tuple[str, ...]


def read_addresses(text: str) -> list[str]:
    """Return the addresses in a sitemap (sitemaps.org), or in a text with one address a line (``#`` comments)."""
    if "<loc>" in text:
        return [unescape(found) for found in _LOC.findall(text)]
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def built_pages(folder: Path) -> dict[str, str]:
    """Return the files of a build by address (spelled as ``posts.addresses.same`` does), and where they redirect."""
    pages: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(("_static/", "_sources/", ".doctrees/")):
            continue
        pages[same(name)] = _target(path) if path.suffix == ".html" else ""
    return pages


def compare(old: Iterable[str], built: Mapping[str, str], prefix: str = "") -> Comparison:
    """Return what became of the addresses ``old``; ``prefix`` is the path the old site stood under (``/blog/``)."""
    kept: list[str] = []
    lost: list[str] = []
    redirected: dict[str, str] = {}
    seen: set[str] = set()
    for address in dict.fromkeys(old):
        key = same(_below(address, prefix))
        seen.add(key)
        if key not in built:
            lost.append(address)
        elif built[key]:
            redirected[address] = built[key]
        else:
            kept.append(address)
    targets = {path for path, target in built.items() if target}
    new = sorted(path for path in built if path not in seen | targets and _is_page(path))
    return Comparison(tuple(kept), redirected, tuple(lost), tuple(new))


def _below(address: str, prefix: str) -> str:
    path = urls.decode(urls.split(address).path)
    start = f"/{prefix.strip('/')}/"
    return path.removeprefix(start) if prefix.strip("/") else path


def _is_page(path: str) -> bool:
    return not re.search(r"\.\w{1,5}$|(?:^|/)[._]", path) and path not in {"search", "genindex", "404"}


def _target(path: Path) -> str:
    with path.open("rb") as file:
        found = _REFRESH.search(file.read(_READ_AT_MOST))
    return unescape(found[1].decode("utf-8")) if found else ""
