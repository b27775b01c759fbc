"""What the search knows about a page, and the script that carries its text to the browser."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

Kind = Literal["post", "page", "object"]


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: its title, its headings as ``(id, text)`` in order, and the rest, a block a line."""

    title: str
    headings: tuple[tuple[str, str], ...]
    text: str


class PackedText(NamedTuple):
    """What a page says, packed, for it is read again only where it has changed; ``digest`` tells it from any other."""

    title: str = ""
    digest: str = ""
    packed: bytes = b""

    def unpacked(self) -> PageText:
        """Return what the page says."""
        if not self.packed:
            return PageText("", (), "")
        return read_page_script(zlib.decompress(self.packed).decode())


class PageRecord(NamedTuple):
    """One search result to be.

    ``url`` is relative to the root of the site. ``date`` is ISO 8601, the day or more, or None; ``language``
    is a language tag. An object of an API has its page's ``docname``, a URL with a fragment, and no text.
    """

    docname: str
    url: str
    title: str
    said: PackedText = PackedText()
    date: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "en"
    kind: Kind = "page"


def page_file(docname: str) -> str:
    """Return the name of a page's script inside the folder of the index."""
    return f"pages/{docname}.js"


def page_script(docname: str, page: PageText) -> str:
    """Return the script that hands the text of a page to the browser."""
    return put(f"page/{docname}", asdict(page))


def read_page_script(script: str) -> PageText:
    """Return what ``page_script`` was given.

    Raises:
        ValueError: The text is not such a script.
    """
    data = taken(script)
    return PageText(data["title"], tuple((anchor, text) for anchor, text in data["headings"]), data["text"])


def packed(script: str) -> PackedText:
    """Return the text of a page as it is kept; nothing is kept of a page that says nothing.

    Raises:
        ValueError: The text is not such a script.
    """
    page = read_page_script(script)
    if not (page.title or page.text):
        return PackedText()
    content = script.encode()
    # The quickest way makes them but a seventh larger than the best.
    return PackedText(page.title, hashlib.sha256(content).hexdigest()[:32], zlib.compress(content, 1))


CALL = "nenrinSearch.put("


def put(name: str, value: object) -> str:
    """Return a classic script, which unlike a request for data is also let through from disk."""
    return f"{CALL}{_json(name)},{_json(value)})\n"


def taken(script: str) -> Any:
    """Return the value that ``put`` was given.

    Raises:
        ValueError: The text is not such a script.
    """
    _, value = json.loads(f"[{script.strip().removeprefix(CALL).removesuffix(')')}]")
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
