"""A blog of another tool, and how its settings are read."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Settings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OldBlog:
    """A blog of another tool: its settings, and where its posts and public files are, relative to ``root``.

    ``posts`` are the folders that may hold posts, ``public`` those whose files stand at the site's root,
    ``pages`` those that hold nothing but pages, with the path these had on the site.
    ``rules`` say how posts were addressed, in the tool's own words: by section for Hugo, else under ``""``.
    ``origin`` is the file that ``root`` was unpacked from, if any.
    """

    tool: str
    root: Path
    title: str = ""
    address: str = ""
    language: str = ""
    author: str = ""
    timezone: str = ""
    posts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] | None = None
    origin: Path | None = None

    @property
    def tells_addresses(self) -> bool:
        """Whether the addresses of its posts can be worked out."""
        return any((self.rules or {}).values())


def first_match(pattern: str, texts: Iterable[str]) -> str:
    """Return the first group of the first match of ``pattern`` in some texts; ``""`` without one."""
    return next((found[1].strip() for text in texts if (found := re.search(pattern, text))), "")


def mapping(said: Settings, key: str) -> Settings:
    """Return the mapping at a key of settings, an empty one where there is none."""
    value = said.get(key)
    return value if isinstance(value, dict) else {}


def read(path: Path, content: str = "") -> dict[str, Any] | None:
    """Return the settings in a YAML, TOML or JSON file, or in ``content`` in its place; None where no file is."""
    if not path.is_file():
        return None
    content = content or path.read_text("utf-8-sig", errors="replace")
    try:
        if path.suffix == ".toml":
            return tomllib.loads(content)
        found = json.loads(content) if path.suffix == ".json" else yaml.safe_load(content)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def text(said: Settings, *keys: str) -> str:
    """Return the first of ``keys`` that is a text, or a list that begins with one; dots reach into mappings."""
    return next(
        (value.strip() for value in values(said, keys) if isinstance(value, str) and value.strip()), ""
    )


def values(said: Settings, keys: Iterable[str]) -> Iterator[Any]:
    """Yield what settings say at each of ``keys``, of a list its first item."""
    for key in keys:
        value: Any = said
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        yield value[0] if isinstance(value, list) and value else value


def there(root: Path, *names: str) -> tuple[str, ...]:
    """Return those of ``names`` that are folders in ``root``."""
    return tuple(name for name in names if (root / name).is_dir())
