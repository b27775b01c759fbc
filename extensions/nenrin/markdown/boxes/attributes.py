"""Read attribute lists in braces, as Pandoc and remark write them: ``{.wide #top title="a b" open}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ATTRIBUTE = re.compile(
    r"""\#(?P<id>[^\s"'{}=]+)
      | \.(?P<class>[^\s"'{}=.]+)
      | (?P<key>[\w:@.-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))
      | (?P<flag>[\w:@-]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood between the braces; a key without a value has the value ""."""

    identifier: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def parse_attributes(text: str) -> Attributes:
    """Read ``text``, the inside of the braces; what is no attribute is passed over."""
    identifier = ""
    classes: list[str] = []
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match["id"]:
            identifier = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        elif match["flag"]:
            values.setdefault(match["flag"], "")
        else:
            values[match["key"]] = match["double"] or match["single"] or match["bare"] or ""
    return Attributes(identifier, tuple(classes), MappingProxyType(values))
