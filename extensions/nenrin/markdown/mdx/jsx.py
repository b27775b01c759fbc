"""Read one tag of JSX: ``<Chart data={[1, 2]} wide />``, ``</Tabs>``, ``<div className="a" style={{ top: 0 }}>``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from nenrin.markdown.template_tags.tags import Tag

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_ATTRIBUTE = rf"""[A-Za-z_@:][\w:.@-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|{_BRACES}))?|\{{\s*\.\.\.[^{{}}]*\}}"""
_ELEMENT = re.compile(
    rf"<(?P<slash>/?)(?P<name>[A-Za-z][\w.-]*)(?P<attributes>(?:\s+(?:{_ATTRIBUTE}))*)\s*(?P<end>/?)>"
)
_ONE_ATTRIBUTE = re.compile(
    rf"""(?P<key>[A-Za-z_@:][\w:.@-]*)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|{_BRACES}))?|\{{\s*\.\.\.[^{{}}]*\}}"""
)
_STRING_IN_BRACES = re.compile(r"""\{\s*(?P<quote>["'`])(?P<text>[^"'`$]*)(?P=quote)\s*\}""")
_NUMBER_IN_BRACES = re.compile(r"\{\s*(?P<text>\d+|true|false)\s*\}")
_HTML_NAMES = {"className": "class", "htmlFor": "for"}
# Names of components whose meaning is that of a shortcode.
_ALIASES = {
    "aside": "note",
    "blockquotealert": "note",
    "youtubeembed": "youtube",
    "youtubevideo": "youtube",
    "tweetembed": "tweet",
    "linkcard": "link",
    "link-card": "link",
    "a": "link",
    "githubcard": "github",
    "githubrepo": "github",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One tag, and the same as a shortcode: ``<YouTube id="x" />`` is ``youtube`` with the value ``x`` of ``id``."""

    name: str
    raw: str
    end: int
    closing: bool
    closes: bool
    """Whether the tag is its whole element, as ``<X />`` is."""
    attributes: tuple[tuple[str, str | None], ...]
    """Names and values; None for a value that JavaScript would compute."""
    tag: Tag
    is_jsx: bool
    """Whether HTML would not read the tag: a value stands in braces, or a name is JavaScript's."""

    @property
    def is_component(self) -> bool:
        """Whether the tag is not one of HTML: its name has capitals and small letters, or is one capital."""
        return self.name[0].isupper() and (not self.name.isupper() or len(self.name) == 1 or "." in self.name)

    @property
    def construct(self) -> str:
        """The tag without its attributes, as problems name it."""
        return f"<{self.name}>"


def match_element(text: str, start: int) -> Element | None:
    """Return the tag that begins at ``start`` of ``text``, or None."""
    found = _ELEMENT.match(text, start)
    if not found:
        return None
    name = found["name"]
    attributes = [
        (match["key"], _value(match["value"]))
        for match in _ONE_ATTRIBUTE.finditer(found["attributes"])
        if match["key"]
    ]
    values = MappingProxyType({key: value for key, value in attributes if value is not None})
    lower = name.lower()
    tag = Tag("hugo", _ALIASES.get(lower, lower), (), values, bool(found["slash"]), found[0], found.end())
    is_jsx = "{" in found["attributes"] or any(key in _HTML_NAMES for key, _ in attributes)
    return Element(
        name, found[0], found.end(), bool(found["slash"]), bool(found["end"]), tuple(attributes), tag, is_jsx
    )


def find_element_end(text: str, element: Element) -> tuple[int, int] | None:
    """Return where the tag that closes ``element`` begins and ends in ``text``; elements of one name may nest."""
    depth = 1
    for found in re.finditer(rf"</?{re.escape(element.name)}(?![\w.-])", text[element.end :]):
        other = match_element(text, element.end + found.start())
        if other is None or other.closes:
            continue
        depth += -1 if other.closing else 1
        if not depth:
            return element.end + found.start(), other.end
    return None


def plain_html(element: Element) -> str:
    """Return the tag as HTML: with HTML's names, without the values that JavaScript would compute."""
    parts = [f"</{element.name}" if element.closing else f"<{element.name}"]
    for key, value in element.attributes:
        if value is not None:
            name = _HTML_NAMES.get(key, key)
            parts.append(f'{name}="{value.replace(chr(34), "&quot;")}"' if value else name)
    return " ".join(parts) + (" />" if element.closes else ">")


def _value(source: str | None) -> str | None:
    if source is None:
        return ""
    if source[0] != "{":
        return source[1:-1]
    found = _STRING_IN_BRACES.fullmatch(source) or _NUMBER_IN_BRACES.fullmatch(source)
    return found["text"] if found else None
