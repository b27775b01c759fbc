"""Read YAML into text, lists and mappings, with the line of each key and no guessing of types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from nenrin.posts.front_matter.block import MOST_NESTED, TOO_DEEP, Keys, Unreadable, twice
from nenrin.posts.model import Problem

if TYPE_CHECKING:
    from nenrin.posts.model import Value

# libyaml is ten times faster; PyYAML without it reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_NULL = f"{_CORE}null"
_MERGE = f"{_CORE}merge"
# What YAML itself makes of a value without a tag (yaml.org/type); whoever writes such a tag gets the text as well.
_PLAIN_TAGS = frozenset(
    _CORE + name
    for name in ("null", "bool", "int", "float", "str", "seq", "map", "timestamp", "merge", "value")
)
# An alias inside an alias multiplies; a front matter of a person never has this many values.
_MOST_VALUES = 20_000

_HINTS = {
    "mapping values are not allowed": "; a value that contains a colon and a blank must be in quotes",
    "found character that cannot start": "; a value that begins with @, ` or % must be in quotes",
    "did not find expected alphabetic": "; a value that begins with * or & must be in quotes",
}


def read_yaml(block: str, first_line: int) -> Keys | None:
    """Return what ``block`` says, nothing for an empty one; None where it is no mapping of keys to values.

    ``first_line`` is the line of the source file on which the block begins. Tabs that indent are read as
    two blanks: YAML forbids them and posts have them. Raises ``Unreadable``.
    """
    node = _compose(block, first_line)
    if node is None:
        return Keys()
    if not isinstance(node, yaml.MappingNode):
        return None
    walk = _Walk(first_line)
    values = walk.mapping(node, "", ())
    return Keys(values, walk.lines, tuple(walk.notes))


def _compose(block: str, first_line: int) -> yaml.Node | None:
    try:
        return yaml.compose(block, Loader=_LOADER)
    except yaml.YAMLError as error:
        untabbed = re.sub(r"(?m)^[ ]*\t[ \t]*", lambda tabs: tabs[0].replace("\t", "  "), block)
        if untabbed != block:
            return _compose(untabbed, first_line)
        raise _unreadable(error, first_line) from None
    except ValueError as error:
        # libyaml refuses some characters with a ValueError of its own.
        raise Unreadable(first_line, f"the YAML cannot be read: {error}") from None
    except RecursionError:
        raise Unreadable(first_line, f"the YAML cannot be read: {TOO_DEEP}") from None


def _unreadable(error: yaml.YAMLError, first_line: int) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    text = getattr(error, "problem", None) or str(error).split("\n")[0]
    hint = next((hint for start, hint in _HINTS.items() if str(text).startswith(start)), "")
    return Unreadable(first_line + (mark.line if mark else 0), f"the YAML cannot be read: {text}{hint}")


class _Walk:
    """Turns composed nodes into values; one walk reads one block."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.notes: list[Problem] = []
        self.count = 0

    def value(self, node: yaml.Node, path: str, above: tuple[int, ...]) -> Value:
        self.count += 1
        line = self.first_line + node.start_mark.line
        if id(node) in above:
            raise Unreadable(line, "the YAML cannot be read: a value contains itself")
        if self.count > _MOST_VALUES:
            raise Unreadable(line, f"the YAML cannot be read: more than {_MOST_VALUES} values")
        if len(above) > MOST_NESTED:
            raise Unreadable(line, f"the YAML cannot be read: {TOO_DEEP}")
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace(_CORE, "!!")
            text = f"found the YAML tag {tag}, expected a plain value; the tag is left out and nothing is run"
            self.notes.append(Problem("front_matter", path, line, text))
        above = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, above)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, path, above) for item in node.value]
        return None if node.tag == _NULL else str(node.value)

    def mapping(self, node: yaml.MappingNode, path: str, above: tuple[int, ...]) -> dict[str, Value]:
        own: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                merged = {**self.merged(value_node, path, above), **merged}
                continue
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            dotted = f"{path}.{key}" if path else key
            line = self.first_line + key_node.start_mark.line
            if key in seen:
                self.notes.append(twice(dotted, seen[key], line))
            seen[key] = self.lines[dotted] = line
            own[key] = self.value(value_node, dotted, above)
        return {**merged, **own}

    def merged(self, node: yaml.Node, path: str, above: tuple[int, ...]) -> dict[str, Value]:
        """Return what ``<<`` brings: a mapping, or a list of them, the first before the others."""
        value = self.value(node, path, above)
        found: dict[str, Value] = {}
        for part in value if isinstance(value, list) else [value]:
            found = {**part, **found} if isinstance(part, dict) else found
        return found
