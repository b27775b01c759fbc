"""Read the tags of JSX: `<Chart data={[1, 2]} wide />`, `</Tabs>`, `<div className="a" style={{ top: 0 }}>`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from nenrin.markdown.closings import first_closings, kept_for
from nenrin.markdown.template_tags.tags import Tag

if TYPE_CHECKING:
    from markdown_it.utils import EnvType

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
_ATTRIBUTE = rf"""[A-Za-z_@:][\w:.@-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|{_BRACES}))?|\{{\s*\.\.\.[^{{}}]*\}}"""
_ELEMENT = re.compile(
    rf"<(?P<slash>/?)(?P<name>[A-Za-z][\w.-]*)(?P<attributes>(?:\s+(?:{_ATTRIBUTE}))*)\s*(?P<end>/?)>"
)
_ONE_ATTRIBUTE = re.compile(
    rf"""(?P<key>[A-Za-z_@:][\w:.@-]*)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|{_BRACES}))?|\{{\s*\.\.\.[^{{}}]*\}}"""
)
_COMPONENT = re.compile(r"</?(?=[A-Z])")
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
    """One tag, and the same as a shortcode: `<YouTube id="x" />` is `youtube` with the value `x` of `id`."""

    name: str
    raw: str
    end: int
    closing: bool
    closes: bool
    """Whether the tag is its whole element, as `<X />` is."""
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


class ElementsOfText:
    """The tags of one text; `elements_of` gives the same one to all rules that look at it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._elements: dict[int, Element | None] = {}
        self._starts: dict[str, list[int]] = {}
        self._closings: dict[str, list[tuple[int, int] | None]] | None = None

    def at(self, start: int) -> Element | None:
        """Return the tag that begins at `start`, or None."""
        if start not in self._elements:
            self._elements[start] = _read(self._text, start)
        return self._elements[start]

    def closing(self, element: Element) -> tuple[int, int] | None:
        """Return where the tag that closes a component begins and ends; those of one name may nest."""
        if element.closes or element.closing:
            return None
        if self._closings is None:
            self._closings = self._find_closings()
        starts = self._starts.get(element.name, [])
        after = bisect_left(starts, element.end)
        return self._closings[element.name][after] if after < len(starts) else None

    def _find_closings(self) -> dict[str, list[tuple[int, int] | None]]:
        events: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        for start in (match.start() for match in _COMPONENT.finditer(self._text)):
            element = self.at(start)
            if element and not element.closes:
                events[element.name].append((start, element.end, element.closing))
        self._starts = {name: [start for start, _, _ in found] for name, found in events.items()}
        return {name: first_closings(found) for name, found in events.items()}


def elements_of(env: EnvType, text: str) -> ElementsOfText:
    """Return the tags of a text, the same for all rules of one parse that ask."""
    return kept_for(env, text, ElementsOfText)


def _read(text: str, start: int) -> Element | None:
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
