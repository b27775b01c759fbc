"""Make the files of the search index: a catalogue of the pages and the shards of the terms.

Each term belongs to one shard, told from its first characters, so that a query loads a few shards and never
the whole index. A shard maps a term to its pages; pages are numbered in the order in which equals are shown,
newest first. Positions are not kept: the browser reads the text of a page before it shows it, for the
excerpt, and then knows whether a phrase is there.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from functools import cache

from .folding import fold
from .records import PageRecord, put
from .splitter import index_terms, split, split_folded

#: Where a term was found, best first; the browser knows these numbers.
TITLE, LABEL, HEADING, TEXT = range(4)
#: Bytes of a shard before compression, about a third of that after. Smaller shards would be more requests for
#: a phrase, larger ones more bytes for a word.
SHARD_BYTES = 64_000
#: Digits of a number in base 32, least first: the upper half of the alphabet says that another digit follows.
DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ_-wxyz"
#: Snowball's stemmers by language. They run in the browser only: a query is compared with the words of a shard,
#: so the two sides need not agree on stems, and Snowball's own for Python and for the browser do not.
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def stemmer_of(language: str) -> str:
    """Return the stemmer for a language tag: English where there is none, for its words are met everywhere."""
    return SNOWBALL.get(language.replace("_", "-").partition("-")[0].lower(), "english")


def index_files(records: Iterable[PageRecord], version: str = "") -> dict[str, str]:
    """Return the contents of the index files by name: ``index.js`` and ``shards/N.js``.

    The same records in any order give the same files. ``index.js`` names a digest of all records and of
    ``version``; the browser asks for every other file with it, so that no old one is taken from its cache.
    """
    pages = sorted(records, key=_order)
    terms = _encoded(_postings(pages))
    count = shard_count(sum(len(term.encode()) + len(codes) + 6 for term, codes in terms.items()))
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for term, codes in terms.items():
        shards[shard_of(term, count)][term] = codes
    files = {f"shards/{number}.js": put(f"shard/{number}", shard) for number, shard in enumerate(shards)}
    digest = hashlib.sha256(version.encode())
    for page in pages:
        digest.update(repr(page).encode())
    catalogue = _catalogue(pages) | {"shards": count, "digest": digest.hexdigest()[:12]}
    return {"index.js": put("catalogue", catalogue), **files}


def _order(record: PageRecord) -> tuple[object, ...]:
    """Sort what has a date before what has none, newer before older, objects last."""
    newest_first = [-ord(char) for char in record.date or ""]
    return record.kind == "object", record.date is None, newest_first, record.title, record.url


def _postings(pages: list[PageRecord]) -> dict[str, array[int]]:
    """Map each term to four times the number of each of its pages, plus its best place there."""
    postings: dict[str, array[int]] = {}
    for number, page in enumerate(pages):
        labels = "\n".join((*page.categories, *page.tags))
        headings = "\n".join(text for _, text in page.headings)
        found: dict[str, int] = {}
        for place, text in ((TEXT, page.text), (HEADING, headings), (LABEL, labels), (TITLE, page.title)):
            found.update(dict.fromkeys(index_terms(split_folded(fold(text))), place))
        for term, place in found.items():
            postings.setdefault(term, array("I")).append(number * 4 + place)
    return postings


def _encoded(postings: dict[str, array[int]]) -> dict[str, str]:
    """Write each posting as four times its distance in pages from the one before, plus its place."""
    encoded = {}
    for term, values in postings.items():
        before = 0
        codes = []
        for value in values:
            codes.append(number_code(value - before))
            before = value & ~3
        encoded[term] = "".join(codes)
    return encoded


@cache
def number_code(value: int) -> str:
    """Return a whole number from 0 in the digits above."""
    code = ""
    while value >= 32:
        code += DIGITS[32 + value % 32]
        value //= 32
    return code + DIGITS[value]


def shard_count(size: int) -> int:
    """Return how many shards hold an index of ``size`` bytes: a power of two, at most 1,024."""
    count = 1
    while count * SHARD_BYTES < size and count < 1024:
        count *= 2
    return count


def shard_of(term: str, count: int) -> int:
    """Return the shard of a term.

    Terms in the n-gram scripts go by their first character, so that one character is looked up in one place;
    words by the first two, so that a stem and its words are together; y counts as i, for "dying" and "die".
    """
    second = "" if _begins_run(term[0]) else term[1:2].replace("y", "i")
    return (ord(term[0]) * 31 + (ord(second) if second else 0)) % count


@cache
def _begins_run(char: str) -> bool:
    return any(not token.is_word for token in split(char))


def _catalogue(pages: list[PageRecord]) -> dict[str, object]:
    categories, tags, languages, kinds = (
        _numbered(values)
        for values in (
            (name for page in pages for name in page.categories),
            (name for page in pages for name in page.tags),
            (page.language for page in pages),
            (page.kind for page in pages),
        )
    )
    rows = [
        [
            page.docname,
            page.url,
            page.title,
            page.date,
            [categories[name] for name in page.categories],
            [tags[name] for name in page.tags],
            languages[page.language],
            kinds[page.kind],
        ]
        for page in pages
    ]
    stems = [stemmer_of(language) for language in languages]
    lists = {"categories": categories, "tags": tags, "languages": languages, "kinds": kinds}
    return {name: list(values) for name, values in lists.items()} | {"stemmers": stems, "pages": rows}


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}
