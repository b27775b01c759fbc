"""Bring a search index up to date for the few pages that changed, with the result of making it anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from nenrin.search.index import (
    CATALOGUE,
    catalogue_script,
    decode,
    encode,
    files_of,
    in_order,
    index_size,
    place_of,
    read_shard,
    shard_count,
    shard_file,
    shard_of,
    shard_script,
    steps,
    terms_of,
)
from nenrin.search.records import PageRecord

Changes = dict[int, dict[str, dict[int, int | None]]]
"""By shard and term, the place of the term on the pages where it is another than before; None for not there."""

Added = dict[int, dict[str, list[int]]]
"""By shard and term, where the term is on pages that were not there before."""

Files = tuple[dict[str, str], int]
"""Files of an index by name, and the size of the index."""

_MANY = 4
"""With more than one page in so many new or changed, making the index anew takes no longer."""


def updated_files(
    before: Sequence[PageRecord],
    now: Sequence[PageRecord],
    size: int,
    read: Callable[[str], str],
    version: str = "",
) -> Files | None:
    """Return the files of the index that may differ from those made of ``before``, and the size of the new one.

    ``size`` is that of the index of ``before``, and ``read`` returns a file of it by name. None where making the
    index anew takes no longer.

    Raises:
        OSError, ValueError, IndexError: A file of the index is missing, or is none of these pages.
    """
    old, new = in_order(before), in_order(now)
    numbers = {page: number for number, page in enumerate(new)}
    moves = [numbers.pop(page, None) for page in old]
    unknown = sorted(numbers.values())
    if len(unknown) * _MANY > len(new):
        return None
    count = shard_count(size)

    def shard(number: int) -> dict[str, str]:
        return read_shard(read(shard_file(number)))

    catalogue = {CATALOGUE: catalogue_script(new, count, version)}
    if len(old) == len(new) and all(number in (None, at) for at, number in enumerate(moves)):
        shards, new_size = _in_place(_changes(old, new, unknown, count), size, shard)
        if shard_count(new_size) == count:
            return catalogue | shards, new_size
    more = _terms_of_all(new, unknown, count)
    shards, new_size = _moved(moves, len(new), more, map(shard, range(count)))
    if shard_count(new_size) == count:
        return catalogue | shards, new_size
    terms = {term: codes for script in shards.values() for term, codes in read_shard(script).items()}
    return files_of(new, terms, version)


def _in_place(changes: Changes, size: int, shard: Callable[[int], dict[str, str]]) -> Files:
    """Return the shards of the terms that came or went, and the size of the index with them."""
    shards = {number: shard(number) for number in changes}
    size -= sum(index_size(_only(shards[number], terms)) for number, terms in changes.items())
    for number, terms in changes.items():
        _apply(shards[number], terms)
    size += sum(index_size(_only(shards[number], terms)) for number, terms in changes.items())
    return {shard_file(number): shard_script(number, shard) for number, shard in shards.items()}, size


def _moved(moves: Sequence[int | None], count: int, more: Added, shards: Iterable[dict[str, str]]) -> Files:
    """Return all shards with the new numbers of the pages, and the size of the index.

    ``moves`` has the new number of each page there was, or None; ``count`` is how many pages there are now, and
    ``more`` what comes from those that were not there.
    """
    first, steady = _stirred(moves, count)
    scripts, size = {}, 0
    for number, shard in enumerate(shards):
        added, moved = more[number], {}
        for term, codes in shard.items():
            numbers, pages, rest = steps(codes, steady)
            begin, end = bisect_left(pages, first), bisect_left(pages, steady) + 1
            between = zip(numbers[begin:end], pages[begin:end], strict=True)
            values = [4 * now + place_of(code) for code, page in between if (now := moves[page]) is not None]
            values += added.pop(term, ())
            before = 4 * pages[begin - 1] if begin else 0
            stirred = encode(sorted(values), before)
            if posting := "".join((*numbers[:begin], stirred, *numbers[end:], rest)):
                moved[term] = posting
        moved |= {term: encode(values) for term, values in added.items()}
        scripts[shard_file(number)] = shard_script(number, moved)
        size += index_size(moved)
    return scripts, size


def _stirred(moves: Sequence[int | None], count: int) -> tuple[int, int]:
    """Return the first page with another number, and the first of those that follow one another as before.

    A posting says how far pages are apart, so what it says of the others stays as it is.
    """
    first = next((at for at, number in enumerate(moves) if number != at), len(moves))
    steady = len(moves)
    while steady > first and moves[steady - 1] == steady - 1 + count - len(moves):
        steady -= 1
    return first, steady


def _terms_of_all(pages: Sequence[PageRecord], numbers: Iterable[int], count: int) -> Added:
    added: Added = defaultdict(lambda: defaultdict(list))
    for number in numbers:
        for term, place in terms_of(pages[number]).items():
            added[shard_of(term, count)][term].append(4 * number + place)
    return added


def _changes(
    old: Sequence[PageRecord], new: Sequence[PageRecord], changed: Sequence[int], count: int
) -> Changes:
    changes: Changes = defaultdict(lambda: defaultdict(dict))
    for number in changed:
        had, has = terms_of(old[number]), terms_of(new[number])
        for term in had.keys() | has.keys():
            if had.get(term) != has.get(term):
                changes[shard_of(term, count)][term][number] = has.get(term)
    return changes


def _only(shard: dict[str, str], terms: dict[str, dict[int, int | None]]) -> dict[str, str]:
    return {term: shard[term] for term in terms if term in shard}


def _apply(shard: dict[str, str], terms: dict[str, dict[int, int | None]]) -> None:
    for term, pages in terms.items():
        places: dict[int, int | None] = {value // 4: value % 4 for value in decode(shard.get(term, ""))}
        places |= pages
        values = sorted(number * 4 + place for number, place in places.items() if place is not None)
        if values:
            shard[term] = encode(values)
        else:
            shard.pop(term, None)
