"""Replace the inline styles that docutils and Sphinx write, which a strict Content Security Policy blocks."""

from __future__ import annotations

import re

_TAG = re.compile(r'<(?P<name>[a-z][\w-]*)(?P<before>[^<>]*?)\s+style="(?P<style>[^"<>]*)"(?P<after>[^<>]*)>')
_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([\d.]+)\s*(px|%)?\s*")
_CLASSES = re.compile(r'(\sclass=")([^"]*)"')


def without_styles(html: str) -> str:
    """Return ``html`` with widths in percent as classes (``w-33``) and sizes of images in pixels as attributes.

    These are what tables with column widths and images with a size give. An element with any other style
    is left as it is: it is its author's.
    """
    return _TAG.sub(_rewritten, html) if ' style="' in html else html


def width_rules() -> str:
    """Return the CSS rules of the width classes."""
    return "".join(f".w-{share}{{inline-size:{share}%}}\n" for share in range(1, 101))


def _rewritten(match: re.Match[str]) -> str:
    attributes, classes = "", []
    for declaration in filter(str.strip, match["style"].split(";")):
        parts = _DECLARATION.fullmatch(declaration)
        if parts is None:
            return match[0]
        name, number, unit = parts.groups()
        if name == "width" and unit == "%":
            classes.append(f"w-{min(max(round(float(number)), 1), 100)}")
        elif name in ("width", "height") and unit in ("px", None) and match["name"] == "img":
            attributes += f' {name}="{round(float(number))}"'
        else:
            return match[0]
    rest = f"{match['before']}{match['after']}"
    if classes and _CLASSES.search(rest):
        rest = _CLASSES.sub(rf'\1\2 {" ".join(classes)}"', rest, count=1)
    elif classes:
        attributes += f' class="{" ".join(classes)}"'
    return f"<{match['name']}{attributes}{rest}>"
