"""Make the URLs in a fragment of HTML absolute for feeds, and drop what only works on the site itself."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from nenrin.posts import urls

_ADDRESSES = ("href", "src", "poster", "data", "cite")
# The candidates of a srcset (HTML, "parsing a srcset attribute"): an address has no blank in it and ends in no
# comma, so that a comma inside one, as in data:image/png;base64,…, divides nothing.
_CANDIDATE = re.compile(r"[\s,]*(?P<url>\S*[^\s,])(?P<size>\s+[^,]*)?(?:,|$)")
_PAGE_ONLY = ("script", "style", "button", "noscript", "template")


def absolute_html(fragment: str, base: str, anchor: str = "") -> str:
    """Return ``fragment`` with every URL joined to ``base``, the URL of the page.

    Links, images with ``srcset``, media and downloads are covered. Permalink marks, scripts, buttons, handlers and
    ``javascript:`` links are left out. With ``anchor``, only the element with that id is taken, without its heading:
    the text of one of several posts on a page. ``fragment`` holds no character that XML forbids.
    """
    if not fragment.strip():
        return ""
    # A parser of its own: lxml's shared one refuses deeply nested text.
    root = html.fragment_fromstring(fragment, create_parent="div", parser=html.HTMLParser(huge_tree=True))
    if anchor:
        root = _part(root, anchor)
    for mark in [*root.find_class("headerlink"), *root.iter(*_PAGE_ONLY)]:
        mark.drop_tree()
    for element in root.iter(etree.Element):
        _mend(element, base)
    text: str = html.tostring(root, encoding="unicode", with_tail=False)
    return text.partition(">")[2].rpartition("<")[0].strip()


def _mend(element: Any, base: str) -> None:
    for name, value in element.items():
        if name.startswith("on"):
            del element.attrib[name]
        elif name in _ADDRESSES:
            if re.sub(r"[\x00-\x20]", "", value).lower().startswith("javascript:"):
                del element.attrib[name]
            else:
                element.set(name, urls.join(base, value))
        elif name == "srcset":
            element.set(name, _srcset(value, base))


def _srcset(value: str, base: str) -> str:
    found = _CANDIDATE.finditer(value)
    return ", ".join(urls.join(base, each["url"]) + (each["size"] or "").rstrip() for each in found)


def _part(root: Any, anchor: str) -> Any:
    found = root.xpath("//*[@id=$anchor]", anchor=anchor)
    if not found:
        return root
    for heading in found[0].xpath(
        "./*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
    )[:1]:
        heading.drop_tree()
    return found[0]
