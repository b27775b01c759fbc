"""Publish each post as Markdown too (its mirror), and list the mirrors in ``llms.txt``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from nenrin.markdown.wiki_links import PATTERN as WIKI_LINK
from nenrin.outputs.feeds.xml import clean
from nenrin.posts.model import Post

_FENCE = re.compile(r" {0,3}(?:>[ ]?)*[ \t]*(?:[-*+] +|\d+[.)] +)?(?P<fence>`{3,}|~{3,}|:{3,})")
# Code in a line; an address in round brackets after a text in square ones; an address after a label; an attribute.
_CODE_OR_ADDRESS = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<wiki>{WIKI_LINK.pattern})"
    r"|(?P<before>\]\(\s*)(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"|(?P<label>^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)<?(?P<defined>[^\s<>]+)>?"
    r"""|(?P<attribute>\b(?:src|href|poster)\s*=\s*)(?P<quote>["'])(?P<quoted>.*?)(?P=quote)"""
)

_HOLDS_MORE = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|\[\^[^\]\n]+\]:)(?:\s|$)")
"""What begins a list item or a footnote, whose next lines may be indented."""

# What every address stands behind. Most lines have none, and the other pattern is slow to tell.
_HAS_ADDRESS = re.compile(r"\](?:\(|:|\])|\b(?:src|href|poster)\s*=")

# YAML 1.2, section 5.1: what a text may not contain as it is, of what JSON leaves; and its signs for a new line.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A post as ``llms.txt`` lists it: ``url`` is its mirror's absolute address, or the page's where it has none."""

    url: str
    title: str
    description: str


Resolve: TypeAlias = Callable[[str], str]
"""Returns an address of a text as an absolute one."""

Named: TypeAlias = Callable[[str, str], str]
"""Returns the absolute address of the page of a name, and of a part of it; ``""`` where there is none."""


def _no_page(name: str, part: str) -> str:
    return ""


def mirror(post: Post, url: str, body: str, resolve: Resolve, named: Named = _no_page) -> str:
    """Return ``post`` as Markdown: front matter in one dialect, then ``body`` as its author wrote it.

    ``url`` is the post's absolute address; ``resolve`` makes the addresses of the text absolute, ``named`` knows those
    of links by name. Code is left alone.
    """
    values: dict[str, str | list[str]] = {
        "title": post.title,
        "url": url,
        "date": post.published.isoformat() if post.timed else post.published.date().isoformat(),
        "updated": post.updated.isoformat() if post.updated else "",
        "description": post.description,
        "authors": [author.name for author in post.authors],
        "categories": [" / ".join(path) for path in post.categories],
        "tags": list(post.tags),
        "language": post.language,
    }
    said = {key: _cleaned(value) for key, value in values.items() if value}
    front = "".join(f"{key}: {_yaml(value)}\n" for key, value in said.items())
    text = "\n".join(_lines(body.strip("\n").splitlines(), resolve, named))
    return f"---\n{front}---\n\n{clean(text)}\n"


def _yaml(value: str | list[str]) -> str:
    """Return a value as JSON, which is YAML too (YAML 1.2, section 1.3), but for signs that YAML breaks lines at."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def llms_txt(title: str, description: str, sections: Sequence[tuple[str, Sequence[Listed]]]) -> str:
    """Return the list of posts by headings, in the form of llmstxt.org."""
    parts = [f"# {_one_line(title)}\n"]
    if description:
        parts.append(f"\n> {_one_line(description)}\n")
    for heading, posts in sections:
        parts.append(f"\n## {_one_line(heading)}\n\n")
        parts += (_listed(post) for post in posts)
    return "".join(parts)


def _listed(post: Listed) -> str:
    name = re.sub(r"([\\\[\]])", r"\\\1", _one_line(post.title)) or post.url
    about = _one_line(post.description)
    return f"- [{name}]({post.url}){f': {about}' if about else ''}\n"


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _cleaned(value: str | list[str]) -> str | list[str]:
    return clean(value) if isinstance(value, str) else [clean(item) for item in value]


def _lines(lines: Sequence[str], resolve: Resolve, named: Named) -> Iterator[str]:
    fence = ""
    indentation = _Indentation()
    for line in lines:
        opening = _FENCE.match(line)
        mark = opening["fence"] if opening else ""
        if fence:
            yield line
            if mark[:1] == fence[0] and len(mark) >= len(fence) and not line.strip(" >").strip(mark[0]):
                fence = ""
        elif mark and mark[0] != ":":
            fence = mark
            yield line
        elif not indentation.is_code(line) and _HAS_ADDRESS.search(line):
            yield _CODE_OR_ADDRESS.sub(lambda each: _resolved(each, resolve, named), line)
        else:
            yield line


class _Indentation:
    """Tells indented code (CommonMark 4.4) from the indented lines of list items and footnotes, line by line."""

    def __init__(self) -> None:
        self._holds_more = False
        self._after_blank = True

    def is_code(self, line: str) -> bool:
        """Whether the next line of the text is indented code."""
        if not line.strip():
            self._after_blank = True
            return False
        is_indented = line.startswith(("    ", "\t"))
        if is_indented and self._after_blank and not self._holds_more:
            return True
        if not is_indented:
            self._holds_more = bool(_HOLDS_MORE.match(line)) or (self._holds_more and not self._after_blank)
        self._after_blank = False
        return False


def _resolved(found: re.Match[str], resolve: Resolve, named: Named) -> str:
    if found["code"]:
        return found[0]
    if found["wiki"]:
        return _by_name(found, resolve, named)
    if found["attribute"]:
        return f"{found['attribute']}{found['quote']}{resolve(found['quoted'])}{found['quote']}"
    address = next(text for text in (found["pointed"], found["bare"], found["defined"]) if text is not None)
    absolute = resolve(address) if address else ""
    return f"{found['before'] or found['label']}{f'<{absolute}>' if ' ' in absolute else absolute}"


_SIZE = re.compile(r"(?:^|\|)\d+(?:x\d+)?$")


def _by_name(found: re.Match[str], resolve: Resolve, named: Named) -> str:
    """Return a link by name as one by address, an embedded file likewise, and what leads nowhere as it was written."""
    name, part = found["name"].strip(), found["part"] or ""
    if address := named(name, part):
        return f"[{found['text'] or name or part}]({address})"
    file = resolve(name) if found["embed"] else ""
    text = _SIZE.sub("", found["text"] or "")
    return f"![{text}]({file})" if file.startswith(("http://", "https://")) else found[0]
