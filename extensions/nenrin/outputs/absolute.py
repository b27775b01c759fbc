"""Make the addresses in a fragment of HTML absolute, and take off what only a page on the site needs."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree, html

_ATTRIBUTES = ("href", "src", "poster", "data", "cite")


def absolute_html(fragment: str, base: str) -> str:
    """Return ``fragment`` with every address joined to ``base``, the page's own, and no permalink marks.

    Links, images with ``srcset``, media and downloads are covered; scripts and buttons are left out.
    """
    if not fragment.strip():
        return ""
    root = html.fragment_fromstring(fragment, create_parent="div")
    for mark in [*root.find_class("headerlink"), *root.iter("script"), *root.iter("button")]:
        mark.drop_tree()
    for element in root.iter(etree.Element):
        for name in _ATTRIBUTES:
            if value := element.get(name):
                element.set(name, urljoin(base, value))
        if srcset := element.get("srcset"):
            element.set("srcset", _srcset(srcset, base))
    text: str = html.tostring(root, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>").strip()


def _srcset(value: str, base: str) -> str:
    candidates = (candidate.split(None, 1) for candidate in value.split(",") if candidate.strip())
    return ", ".join(" ".join([urljoin(base, url), *size]) for url, *size in candidates)
