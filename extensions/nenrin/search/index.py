"""Make the files of the search index: a catalogue of the pages and the shards of the terms.

Each term belongs to one shard, told from its first characters, so that a query loads a few shards and never
the whole index. A shard maps a term to its pages; pages are numbered in the order in which equals are shown,
newest first. Positions are not kept: the browser reads the text of a page before it shows it, for the
excerpt, and then knows whether a phrase is there.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate

from nenrin.search.records import PageRecord, put, taken
from nenrin.search.splitter import index_terms, split

Postings = dict[str, "array[int]"]
Numbered = Sequence[tuple[int, PageRecord]]
ShareOut = Callable[[Callable[[Numbered], list[Postings]], Numbered], list[Postings]]

TITLE, LABEL, HEADING, TEXT = range(4)
"""Where a term was found, best first; the browser knows these numbers."""
SHARD_BYTES = 64_000
"""Bytes of a shard before compression, about a third of that after. Smaller shards would be more requests for
a phrase, larger ones more bytes for a word.
"""
DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ_-wxyz"
"""Digits of a number in base 32, least first: the upper half of the alphabet says that another digit follows."""
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Snowball's stemmers by language. They run in the browser only: a query is compared with the words of a shard,
so the two sides need not agree on stems, and Snowball's own for Python and for the browser do not.
"""


def stemmer_of(language: str) -> str:
    """Return the stemmer for a language tag: English where there is none, for its words are met everywhere."""
    return SNOWBALL.get(language.replace("_", "-").partition("-")[0].lower(), "english")


def index_files(records: Iterable[PageRecord], version: str = "") -> dict[str, str]:
    """Return the contents of the index files by name: ``index.js`` and ``shards/N.js``.

    The same records in any order give the same files. ``index.js`` names a digest of all records and of
    ``version``; the browser asks for every other file with it, so that no old one is taken from its cache.
    """
    return whole_index(records, version)[0]


def whole_index(
    records: Iterable[PageRecord], version: str = "", share_out: ShareOut = lambda work, pages: work(pages)
) -> tuple[dict[str, str], int]:
    """Return the files of the index as ``index_files`` does, and the size of the index.

    ``share_out`` may have shares of the pages looked through side by side, and returns what comes of each share.
    """
    pages = in_order(records)
    postings, *others = share_out(_postings, list(enumerate(pages)))
    for share in others:
        for term, values in share.items():
            postings[term] = array("I", sorted((*postings.get(term, ()), *values)))
    return files_of(pages, {term: encode(values) for term, values in postings.items()}, version)


def files_of(
    pages: Sequence[PageRecord], terms: Mapping[str, str], version: str
) -> tuple[dict[str, str], int]:
    """Return the files of the index of ``pages`` in order, whose postings are ``terms``, and its size."""
    size = index_size(terms)
    count = shard_count(size)
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for term, codes in terms.items():
        shards[shard_of(term, count)][term] = codes
    files = {shard_file(number): shard_script(number, shard) for number, shard in enumerate(shards)}
    return {CATALOGUE: catalogue_script(pages, count, version), **files}, size


CATALOGUE = "index.js"
_SAID = PageRecord._fields.index("said")


def shard_file(number: int) -> str:
    """Return the name of a shard inside the folder of the index."""
    return f"shards/{number}.js"


def shard_script(number: int, postings: Mapping[str, str]) -> str:
    """Return a shard: postings by term."""
    return put(f"shard/{number}", postings)


def read_shard(script: str) -> dict[str, str]:
    """Return the postings of a shard by term.

    Raises:
        ValueError: The text is not such a script.
    """
    postings: dict[str, str] = taken(script)
    return postings


def index_size(terms: Mapping[str, str]) -> int:
    """Return about how many bytes postings by term take as JSON; the number of shards comes of it."""
    return sum(len(term.encode()) + len(codes) + 6 for term, codes in terms.items())


def catalogue_script(pages: Sequence[PageRecord], count: int, version: str) -> str:
    """Return the catalogue of pages in order, with the number of shards and a digest of all that is indexed."""
    digest = hashlib.sha256(version.encode())
    for page in pages:
        digest.update(repr((*page[:_SAID], page.said.digest, *page[_SAID + 1 :])).encode())
    return put("catalogue", _catalogue(pages) | {"shards": count, "digest": digest.hexdigest()[:12]})


def in_order(records: Iterable[PageRecord]) -> list[PageRecord]:
    """Return pages in the order in which equals are shown and in which they are numbered."""
    return sorted(records, key=_order)


def _order(record: PageRecord) -> tuple[object, ...]:
    """Sort what has a date before what has none, newer before older, objects last."""
    newest_first = [-ord(char) for char in record.date or ""]
    return record.kind == "object", record.date is None, newest_first, record.title, record.url


def _postings(pages: Iterable[tuple[int, PageRecord]]) -> list[Postings]:
    """Return one map, of each term to four times the number of each of its pages, plus its best place there."""
    postings: Postings = {}
    for number, page in pages:
        for term, place in terms_of(page).items():
            postings.setdefault(term, array("I")).append(number * 4 + place)
    return [postings]


def terms_of(page: PageRecord) -> dict[str, int]:
    """Return the terms of a page, each with its best place there."""
    said = page.said.unpacked()
    labels = "\n".join((*page.categories, *page.tags))
    headings = "\n".join(text for _, text in said.headings)
    found: dict[str, int] = {}
    for place, text in ((TEXT, said.text), (HEADING, headings), (LABEL, labels), (TITLE, page.title)):
        found.update(dict.fromkeys(index_terms(text), place))
    return found


def encode(values: Iterable[int], before: int = 0) -> str:
    """Write a posting: for each page four times its distance from the one before, plus the term's place there.

    ``before`` is four times the number of the page that the first one follows.
    """
    codes = []
    for value in values:
        codes.append(number_code(value - before))
        before = value & ~3
    return "".join(codes)


def decode(codes: str) -> list[int]:
    """Return the values ``encode`` was given."""
    numbers, pages, _ = steps(codes, len(codes))
    return [4 * page + place_of(code) for code, page in zip(numbers, pages, strict=True)]


def steps(codes: str, page: int) -> tuple[list[str], list[int], str]:
    """Return the codes of a posting one by one, up to ``page`` or further, the pages they lead to, and the rest."""
    # Each leads at least one page on, the first from page 0.
    numbers: list[str] = _CODE.findall(codes, 0, (page + 2) * _DIGITS_AT_MOST)
    return numbers, list(accumulate(map(_distance, numbers))), codes[sum(map(len, numbers)) :]


@cache
def place_of(code: str) -> int:
    """Return the place of the term on the page that the code leads to."""
    return _number(code) & 3


_DIGITS_AT_MOST = 6
"""Of a code: enough for 268 million pages."""

# Digits that say that another follows, and the last one.
_CODE = re.compile(f"[{re.escape(DIGITS[32:])}]*[{DIGITS[:32]}]")


def _number(code: str) -> int:
    return sum(DIGITS.index(digit) % 32 * 32**power for power, digit in enumerate(code))


@cache
def _distance(code: str) -> int:
    return _number(code) >> 2


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


def _catalogue(pages: Sequence[PageRecord]) -> dict[str, object]:
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
