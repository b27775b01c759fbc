"""Find and replace the addresses in raw HTML, however they are quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import NamedTuple

_TAG = re.compile(r"""<(?P<tag>[a-zA-Z][\w-]*)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""(?P<before>(?<=\s)(?P<name>[\w:-]+)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
# The candidates of a srcset (HTML, "parsing a srcset attribute"): a URL ends in no comma, and what follows is its size.
_CANDIDATE = re.compile(r"(?P<gap>[\s,]*)(?P<url>\S*[^\s,])(?P<size>\s+[^,]*)?")
_ADDRESSES = {
    **{(tag, "href"): "link" for tag in ("a", "area")},
    **{("img", name): "picture" for name in ("src", "srcset")},
    ("source", "srcset"): "picture",
    ("video", "poster"): "picture",
    **{(tag, "src"): "media" for tag in ("video", "audio", "source", "track", "embed")},
    ("object", "data"): "media",
}


class RawAddress(NamedTuple):
    """An address as it is written in HTML, without character references; ``kind`` is link, picture or media."""

    kind: str
    written: str


def addresses(html: str) -> Iterator[RawAddress]:
    """Yield the addresses in a piece of HTML, in its order."""
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
            if kind := _kind(tag, attribute):
                for url in _urls(attribute):
                    yield RawAddress(kind, url)


def with_addresses(html: str, place: Callable[[RawAddress], str | None]) -> str:
    """Return ``html`` with each address that ``place`` knows a better one for; None leaves it as it is."""

    def in_attribute(tag: re.Match[str], attribute: re.Match[str]) -> str:
        kind = _kind(tag, attribute)
        placed = {url: place(RawAddress(kind, url)) for url in _urls(attribute)} if kind else {}
        if not any(placed.values()):
            return attribute[0]
        value = unescape(_value(attribute))
        if attribute["name"].lower() == "srcset":
            value = _CANDIDATE.sub(
                lambda each: f"{each['gap']}{placed[each['url']] or each['url']}{each['size'] or ''}", value
            )
        else:
            value = placed[value.strip()] or value
        return f'{attribute["before"]}"{escape(value)}"'

    def in_tag(tag: re.Match[str]) -> str:
        attributes = _ATTRIBUTE.sub(lambda attribute: in_attribute(tag, attribute), tag["attributes"])
        return f"<{tag['tag']}{attributes}>"

    return _TAG.sub(in_tag, html)


def _kind(tag: re.Match[str], attribute: re.Match[str]) -> str:
    return _ADDRESSES.get((tag["tag"].lower(), attribute["name"].lower()), "")


def _value(attribute: re.Match[str]) -> str:
    return next(
        value for value in (attribute["double"], attribute["single"], attribute["bare"]) if value is not None
    )


def _urls(attribute: re.Match[str]) -> list[str]:
    value = unescape(_value(attribute))
    if attribute["name"].lower() != "srcset":
        return [value.strip()]
    return [candidate["url"] for candidate in _CANDIDATE.finditer(value)]
