"""Give the pictures in HTML their size and their forms (HTML, "Images"), so that pages load fast and do not jump."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import count

FORMATS = ("avif", "webp")
"""What forms may be in, the smallest first; browsers take the first that they know."""

TEXT_WIDTH = "(min-width: 48rem) 44rem, 100vw"
"""How wide a picture stands in a text, as a browser learns before it has read the stylesheet."""

_PICTURE = re.compile(
    r"<picture\b.*?</picture>|<img\b(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[\w:-]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a picture: its format, its width in pixels and its output file."""

    format: str
    width: int
    name: str


@dataclass(frozen=True, slots=True)
class Responsive:
    """A picture with its size in pixels and the forms that it has beside the original."""

    width: int
    height: int
    forms: tuple[Form, ...] = ()

    def srcset(self, form: str, place: Callable[[str], str]) -> str:
        """Return the candidates in one format, for the attribute ``srcset``; ``place`` gives addresses of files."""
        return ", ".join(f"{place(each.name)} {each.width}w" for each in self.forms if each.format == form)


Lookup = Callable[[str], Responsive | None]
"""Returns what is known of the picture at an address of a page; None for one that is not of this site."""


def with_pictures(html: str, lookup: Lookup, place: Callable[[str], str], *, first: bool) -> str:
    """Return ``html`` with the sizes and forms of its pictures; all but the first are loaded when they are near.

    ``first`` says whether the first picture of the text is that of the page: not where a cover stands above it. What
    an author wrote stays: sizes, ``loading``, ``srcset`` and whole ``picture`` elements.
    """
    numbers = count(0 if first else 1)

    def shown(found: re.Match[str]) -> str:
        if found["attributes"] is None:
            next(numbers)
            return found[0]
        return _shown(found["attributes"], lookup, place, is_first=next(numbers) == 0)

    return _PICTURE.sub(shown, html)


def _shown(written: str, lookup: Lookup, place: Callable[[str], str], *, is_first: bool) -> str:
    has = {name.lower(): value for name, value in _attributes(written)}
    picture = lookup(has.get("src", ""))
    added = {} if picture is None else _sides(picture, has)
    if is_first:
        added |= {"fetchpriority": "high"} if "loading" not in has else {}
    else:
        added |= {"loading": "lazy", "decoding": "async"}
    missing = "".join(f' {name}="{value}"' for name, value in added.items() if name not in has)
    end = " /" if written.rstrip().endswith("/") else ""
    image = f"<img{written.rstrip().removesuffix('/').rstrip()}{missing}{end}>"
    if picture is None or not picture.forms or "srcset" in has:
        return image
    sizes = f"{has['width']}px" if has.get("width", "").isdecimal() else TEXT_WIDTH
    sources = [
        f'<source type="image/{form}" srcset="{escape(srcset)}" sizes="{sizes}">'
        for form in FORMATS
        if (srcset := picture.srcset(form, place))
    ]
    return f"<picture>{''.join(sources)}{image}</picture>"


def _sides(picture: Responsive, has: dict[str, str]) -> dict[str, str]:
    """Return the sides that are not given, in the proportion of the picture; none beside a side in other units."""
    width, height = has.get("width", ""), has.get("height", "")
    if not width and not height:
        return {"width": str(picture.width), "height": str(picture.height)}
    if width.isdecimal() and not height:
        return {"height": str(max(1, round(int(width) * picture.height / picture.width)))}
    if height.isdecimal() and not width:
        return {"width": str(max(1, round(int(height) * picture.width / picture.height)))}
    return {}


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(written):
        value = next((found[kind] for kind in ("double", "single", "bare") if found[kind] is not None), "")
        yield found["name"], unescape(value)
