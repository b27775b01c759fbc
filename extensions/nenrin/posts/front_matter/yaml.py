"""Read YAML into text, lists and mappings, with the line of each key and no guessing of types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from nenrin.posts.model import Value

# libyaml is ten times faster; PyYAML without it reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
# An alias inside an alias multiplies; a front matter of a person never has this many values.
_MOST_VALUES = 20_000

_HINTS = {
    "mapping values are not allowed": "; a value that contains a colon and a blank must be in quotes",
    "found character that cannot start": "; a value that begins with @, ` or % must be in quotes",
    "did not find expected alphabetic": "; a value that begins with * or & must be in quotes",
}


class YamlProblem(Exception):
    """YAML that cannot be read: ``line`` (1-based, in the source file) and ``text`` (what is wrong)."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


def read_yaml(block: str, lines: dict[str, int], first_line: int) -> Value:
    """Return ``block`` as text, lists and mappings and fill ``lines`` with the line of each key.

    ``first_line`` is the line of the source file on which the block begins. Tabs that indent are read as
    two blanks: YAML forbids them and posts have them. Raises ``YamlProblem``.
    """
    node = _compose(block, first_line)
    if node is None:
        return None
    try:
        return _Walk(lines, first_line).value(node, "", ())
    except RecursionError:
        raise YamlProblem(first_line, "the values are nested too deep") from None


def _compose(block: str, first_line: int) -> yaml.Node | None:
    try:
        return yaml.compose(block, Loader=_LOADER)
    except yaml.YAMLError as error:
        untabbed = re.sub(r"(?m)^[ ]*\t[ \t]*", lambda tabs: tabs[0].replace("\t", "  "), block)
        if untabbed != block:
            return _compose(untabbed, first_line)
        raise _problem(error, first_line) from None
    except ValueError as error:
        # libyaml refuses some characters with a ValueError of its own.
        raise YamlProblem(first_line, str(error)) from None
    except RecursionError:
        raise YamlProblem(first_line, "the values are nested too deep") from None


def _problem(error: yaml.YAMLError, first_line: int) -> YamlProblem:
    mark = getattr(error, "problem_mark", None)
    text = getattr(error, "problem", None) or str(error).split("\n")[0]
    hint = next((hint for start, hint in _HINTS.items() if str(text).startswith(start)), "")
    return YamlProblem(first_line + (mark.line if mark else 0), f"{text}{hint}")


class _Walk:
    """Turns composed nodes into values; one walk reads one block."""

    def __init__(self, lines: dict[str, int], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.count = 0

    def value(self, node: yaml.Node, path: str, above: tuple[int, ...]) -> Value:
        self.count += 1
        line = self.first_line + node.start_mark.line
        if id(node) in above:
            raise YamlProblem(line, "a value contains itself")
        if self.count > _MOST_VALUES:
            raise YamlProblem(line, f"more than {_MOST_VALUES} values")
        above = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, above)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, path, above) for item in node.value]
        return None if node.tag == _NULL else str(node.value)

    def mapping(self, node: yaml.MappingNode, path: str, above: tuple[int, ...]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE and isinstance(value_node, yaml.MappingNode):
                merged = self.mapping(value_node, path, above)
                found = {**merged, **found}
                continue
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            dotted = f"{path}.{key}" if path else key
            self.lines[dotted] = self.first_line + key_node.start_mark.line
            found[key] = self.value(value_node, dotted, above)
        return found
