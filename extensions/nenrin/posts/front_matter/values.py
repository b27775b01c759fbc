"""Read one front matter value as what its key needs: text, list, switch, number, author, image, series."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from nenrin.posts.model import Author, Image, Series, Value

_ON = frozenset({"true", "yes", "on", "y", "1"})
_OFF = frozenset({"false", "no", "off", "n", "0"})
_LANGUAGE_NAMES = {
    "english": "en",
    "chinese": "zh",
    "中文": "zh",
    "简体中文": "zh-CN",
    "繁體中文": "zh-TW",
    "正體中文": "zh-TW",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
}
_LONGEST_TAG = 35  # RFC 5646, section 4.4.1
_LINK_KEYS = ("link", "url", "website", "homepage")
_NAME_KEYS = ("name", "title", "label", "id", "slug")


class WrongValue(ValueError):
    """A value of a shape its key cannot have; ``str()`` says what was expected."""


def text(value: Value) -> str:
    """Return one line of text: a block scalar's line ends become blanks. Raises ``WrongValue``."""
    if not isinstance(value, str):
        raise WrongValue("a text")
    return re.sub(r"\s*\n\s*", " ", value.strip())


def names(value: Value) -> tuple[str, ...]:
    """Return the names in a list, or in one text parted by commas; each once, in order, NFC.

    A comma inside an item of a list belongs to the name: the author has parted them already. Raises
    ``WrongValue`` for a mapping, or a list inside the list.
    """
    return _unique(_name(item) for item in _items(value) if item is not None)


def hierarchies(value: Value) -> tuple[tuple[str, ...], ...]:
    """Return category paths: ``[a, b]`` is two of length one, ``[[a, b], c]`` is ``(a, b)`` and ``(c,)``.

    The nesting is Hexo's. Raises ``WrongValue``.
    """
    paths: list[tuple[str, ...]] = []
    for item in _items(value):
        path = names(item) if isinstance(item, list) else (_name(item),) if item is not None else ()
        path = tuple(name for name in path if name)
        if path and path not in paths:
            paths.append(path)
    return tuple(paths)


def switch(value: Value) -> bool:
    """Return true or false, as YAML 1.1 spells them; a mapping is its ``enable`` key. Raises ``WrongValue``."""
    if isinstance(value, dict):
        inner = value.get("enable", value.get("enabled", "true"))
        return switch(inner) if isinstance(inner, str) else True
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in _ON:
        return True
    if word in _OFF:
        return False
    raise WrongValue("true or false")


def is_switch(value: Value) -> bool:
    """Whether a text spells true or false."""
    return isinstance(value, str) and value.strip().lower() in _ON | _OFF


def number(value: Value) -> int:
    """Return a whole number; a switch counts as 1 or 0. Raises ``WrongValue``."""
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,9}(\.0+)?\s*", value):
        return int(float(value))
    try:
        return int(switch(value))
    except WrongValue:
        raise WrongValue("true, false or a number") from None


def authors(value: Value) -> tuple[Author, ...]:
    """Return authors from a name, names parted by commas, a mapping, or a list of these."""
    if isinstance(value, dict):
        return (_author(value),)
    found = [
        _author(item) if isinstance(item, dict) else Author(_name(item)) for item in _items(value) if item
    ]
    unique = {author.name: author for author in reversed(found) if author.name}
    return tuple(reversed(unique.values()))


def links_of_authors(value: Value) -> Iterator[str]:
    """Yield the addresses that authors give of themselves, as they are written."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield _first(item, *_LINK_KEYS)


def image(value: Value) -> Image | None:
    """Return the picture of a path, a URL, a mapping with ``src``, ``url`` or ``path``, or the first of a list."""
    if isinstance(value, list):
        value = value[0]
    alt: Value = None
    if isinstance(value, dict):
        alt = value.get("alt")
        named = (value.get(key) for key in ("src", "url", "path", "image", "feature"))
        value = next((source for source in named if isinstance(source, str) and source.strip()), "")
    if not isinstance(value, str) or not is_address(value):
        raise WrongValue("a path, a URL, or a mapping with src and alt")
    return Image(value.strip(), alt.strip() if isinstance(alt, str) else "") if value else None


def is_address(text: str) -> bool:
    """Whether a text can be an address: Python refuses hosts that are none, such as that of ``http://[x``."""
    try:
        urlsplit(text.strip())
    except ValueError:
        return False
    return True


def series(value: Value) -> Series:
    """Return the series of a name, a list of one name, or a mapping with ``name`` and ``order``."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        order = value.get("order", value.get("index"))
        return Series(_name(value), number(order) if isinstance(order, str) else None)
    return Series(_name(value))


def language(value: Value) -> str:
    """Return a BCP 47 tag: ``zh-CN`` for ``zh_CN``, ``zh-cn`` or 简体中文. Raises ``WrongValue``."""
    tag = text(value[0] if isinstance(value, list) else value).partition(".")[0].replace("_", "-")
    tag = _LANGUAGE_NAMES.get(tag.casefold(), tag)
    if len(tag) > _LONGEST_TAG or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag):
        raise WrongValue("a language such as zh-CN, ja or en")
    head, *rest = tag.split("-")
    return "-".join([head.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    # BCP 47, section 2.1.1: scripts in title case, regions in upper case, the rest in lower case.
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def _items(value: Value) -> list[Value]:
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return list(re.split(r"[,，]", value))
    raise WrongValue("a text or a list of texts")


def _name(item: Value) -> str:
    if isinstance(item, dict):
        item = next((item[key] for key in _NAME_KEYS if isinstance(item.get(key), str)), None)
    if not isinstance(item, str):
        raise WrongValue("a text or a list of texts")
    return unicodedata.normalize("NFC", " ".join(item.split()))


def _author(item: dict[str, Value]) -> Author:
    return Author(
        _name(item),
        _first(item, *_LINK_KEYS),
        _first(item, "email", "mail"),
        _first(item, "avatar", "image", "picture"),
        _first(item, "bio"),
    )


def _first(item: dict[str, Value], *keys: str) -> str:
    return next((found.strip() for key in keys if isinstance(found := item.get(key), str)), "")


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in found if name))
