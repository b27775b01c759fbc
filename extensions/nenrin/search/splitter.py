"""Cut text into what is searched for: runs of n-gram characters and whole words.

``nenrin-search-split.js`` is the same splitter for the browser; the tests run both on generated texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import add
from typing import NamedTuple

from nenrin.search.folding import fold, table

LONGEST_WORD = 40
"""Longer words (hashes, data) are cut here on both sides."""
COMPOUND = re.compile(r"['._+#-]")
JOINTS = (re.compile(r"\."), re.compile(r"['.-]"), re.compile(r"['._-]+|(?<=[+#])(?![+#])"))
"""What holds the pieces of a word together, loosest first: "_" joins what "." and "-" keep apart."""


class Token(NamedTuple):
    """A run of n-gram characters (``is_word`` false) or a word, folded."""

    text: str
    is_word: bool


def split(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order.

    A word keeps what holds an identifier together: ``-``, ``.``, ``'`` and ``_`` between letters or digits,
    and ``+`` and ``#`` after them.

    >>> [token.text for token in split("用 C++ 寫 GPT-4 的 snake_case 3.14")]
    ['用', 'c++', '写', 'gpt-4', '的', 'snake_case', '3.14']
    """
    return [
        Token(word[:LONGEST_WORD], True) if word else Token(run, False)
        for run, word in _pattern().findall(fold(text))
    ]


def pieces(word: str) -> list[str]:
    """Return a word and the smaller words it holds, each once.

    >>> pieces("gpt-4"), pieces("c++17"), pieces("3.14")
    (['gpt-4', 'gpt', '4'], ['c++17', 'c++', '17', 'c'], ['3.14', '3', '14'])
    >>> pieces("os.path_name")
    ['os.path_name', 'os', 'path_name', 'path', 'name']
    """
    if not COMPOUND.search(word):
        return [word]
    found = {word: None}
    for joint in JOINTS:
        found.update(dict.fromkeys(joint.split(word)))
    for part in list(found):
        found[part.rstrip("+#")] = None
    found.pop("", None)
    return list(found)


def terms(text: str) -> list[str]:
    """Return what Sphinx's own search files and looks up: pieces of words, single and paired characters.

    Each term comes once, in order of appearance.
    """
    found: dict[str, None] = {}
    for run, word in _pattern().findall(fold(text)):
        parts = pieces(word[:LONGEST_WORD]) if word else (*run, *_pairs(run))
        found.update(dict.fromkeys(parts))
    return list(found)


def index_terms(text: str) -> set[str]:
    """Return what the index files: pieces of words, bigrams of runs, and the last character of each run.

    Each character of a run so begins a term, and a query of one character is a look-up by first character.
    """
    found: set[str] = set()
    for run, word in set(_pattern().findall(fold(text))):
        if word:
            found.update(pieces(word[:LONGEST_WORD]))
        else:
            found.update(_pairs(run), (run[-1],))
    return found


def _pairs(run: str) -> Iterator[str]:
    """Return the bigrams of a run, overlapping by one character."""
    return map(add, run, run[1:])


@cache
def _pattern() -> re.Pattern[str]:
    gram, word = (_char_class(table()[name]) for name in ("grams", "words"))
    return re.compile(rf"(?P<run>[{gram}]+)|(?P<word>[{word}]+(?:(?:['.-]|_+)[{word}]+|[+#]+[{word}]*)*)")


def _char_class(ranges: list[list[int]]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
