"""The manual as text: its pages, and the fenced blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md", "README.ja.md")


@dataclass(frozen=True)
class Snippet:
    """A fenced block: its page, the line of its fence from 1, its language and its text."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        """Name the block where tests are listed."""
        return f"{self.page}:{self.line}"


def pages() -> list[str]:
    """Every page of the manual, by its path from the root of the repository."""
    patterns = ("README*.md", "CONTRIBUTING.md", "index.md", "about.md", "guide/*.md", "posts/**/*.md")
    return sorted({path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)})


def read(page: str) -> str:
    """The text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def snippets(*languages: str, page: str = "") -> list[Snippet]:
    """The fenced blocks of the manual, or of one page; of all languages, or of those that are named.

    Blocks that are directives (``{toctree}``) are left out: the build of the manual runs them.
    """
    found = [snippet for name in ([page] if page else pages()) for snippet in _in_page(name)]
    return [each for each in found if not languages or each.language in languages]


def _in_page(page: str) -> Iterator[Snippet]:
    # Front matter in YAML would be a rule and a heading, in which no fence can be.
    for token in MarkdownIt("commonmark").parse(read(page)):
        language = re.split(r"\s", token.info, maxsplit=1)[0]
        if token.type == "fence" and token.map and not language.startswith("{"):
            yield Snippet(page, token.map[0] + 1, language, token.content)
