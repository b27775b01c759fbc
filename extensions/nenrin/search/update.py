"""Bring a search index up to date for the few pages that changed, with the result of making it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from .index import (
    CATALOGUE,
    catalogue_script,
    decode,
    encode,
    in_order,
    index_size,
    read_shard,
    shard_count,
    shard_file,
    shard_of,
    shard_script,
    terms_of,
)
from .records import PageRecord

Changes = dict[int, dict[str, dict[int, int | None]]]
"""By shard and term, the place of the term on the pages where it is another than before; None for not there."""

_MANY = 4
"""With more than one page in so many changed, making the index anew takes no longer."""


def updated_files(
    before: Sequence[PageRecord],
    now: Sequence[PageRecord],
    size: int,
    read: Callable[[str], str],
    version: str = "",
) -> tuple[dict[str, str], int] | None:
    """Return the files of the index that differ from those made of ``before``, and the size of the new one.

    ``size`` is that of the index of ``before``, and ``read`` returns a file of it by name. None where the index
    has to be made anew: pages came, went or changed places, or the number of shards changes with the size.

    Raises:
        OSError, ValueError: A file of the index is missing or is none.
    """
    old, new = in_order(before), in_order(now)
    changed = [number for number, (was, now_is) in enumerate(zip(old, new, strict=False)) if was != now_is]
    if [page.url for page in old] != [page.url for page in new] or len(changed) * _MANY > len(new):
        return None
    count = shard_count(size)
    changes = _changes(old, new, changed, count)
    shards = {number: read_shard(read(shard_file(number))) for number in changes}
    size -= sum(index_size(_only(shards[number], terms)) for number, terms in changes.items())
    for number, terms in changes.items():
        _apply(shards[number], terms)
    size += sum(index_size(_only(shards[number], terms)) for number, terms in changes.items())
    if shard_count(size) != count:
        return None
    files = {shard_file(number): shard_script(number, shard) for number, shard in shards.items()}
    return {CATALOGUE: catalogue_script(new, count, version), **files}, size


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
