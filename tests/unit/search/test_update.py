"""An index brought up to date is the index made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.search import index
from nenrin.search.index import decode, encode, shard_count, shard_file, whole_index
from nenrin.search.records import PageRecord
from nenrin.search.update import updated_files

from tests.unit.search.pages import record, with_text

TEXTS = st.text(alphabet="机器学习のかガ한 ab.-+1\n", max_size=40)
NAMES = st.lists(st.sampled_from(["木", "wood", "年轮"]), max_size=2).map(tuple)
PAGES = st.tuples(TEXTS, TEXTS, NAMES, NAMES)
Texts = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def records(texts: Sequence[Texts]) -> list[PageRecord]:
    return [
        record(
            f"p{at}",
            f"p{at}.html",
            "同",
            (("h", heading),),
            text,
            "2024-05-01",
            categories=categories,
            tags=tags,
            kind="post",
        )
        for at, (text, heading, categories, tags) in enumerate(texts)
    ]


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SHARD_BYTES", 150)


@given(st.lists(PAGES, min_size=4, max_size=9), st.data())
def test_changed_pages_give_the_whole_index(texts: list[Texts], data: st.DataObject) -> None:
    before = records(texts)
    files, size = whole_index(before, "1")
    for _ in range(3):
        texts = [*texts]
        texts[data.draw(st.integers(0, len(texts) - 1))] = data.draw(PAGES)
        now = records(texts)
        updated = updated_files(before, now, size, files.__getitem__, "1")
        whole, whole_size = whole_index(now, "1")
        assert updated is not None
        assert (files_after(files, updated), updated[1]) == (whole, whole_size)
        if len(whole) == len(files):
            assert all(content != files[name] for name, content in updated[0].items() if name != "index.js")
        files, size, before = whole, whole_size, now


def files_after(before: dict[str, str], updated: tuple[dict[str, str], int]) -> dict[str, str]:
    """Return the files as they are after an update, without shards beyond their number."""
    files, size = updated
    names = ["index.js", *(shard_file(number) for number in range(shard_count(size)))]
    return {name: {**before, **files}[name] for name in names}


@given(st.lists(PAGES, min_size=5, max_size=12), st.data())
def test_pages_that_come_go_and_move_give_the_whole_index(texts: list[Texts], data: st.DataObject) -> None:
    pages = records(texts)
    before = data.draw(st.lists(st.sampled_from(pages), unique=True, min_size=4))
    files, size = whole_index(before, "1")
    gone = data.draw(st.sets(st.sampled_from(before), max_size=2))
    now = [page for page in before if page not in gone]
    now += [page for page in pages if page not in before][:1]
    if data.draw(st.booleans()) and now:
        now[0] = now[0]._replace(date=data.draw(st.sampled_from([None, "2020-01-01", "2025-01-01"])))
    updated = updated_files(before, now, size, files.__getitem__, "1")
    if updated is not None:
        assert (files_after(files, updated), updated[1]) == whole_index(now, "1")


@pytest.mark.parametrize(
    "change",
    [
        lambda pages: pages[1:],
        lambda pages: [*pages, record("new", "new.html", "新")],
        lambda pages: [pages[0]._replace(date="2020-01-01"), *pages[1:]],
    ],
    ids=["one gone", "one more", "another order"],
)
def test_one_page_does_not_make_the_index_anew(
    change: Callable[[list[PageRecord]], list[PageRecord]],
) -> None:
    before = records([(f"木{at}", "", (), ()) for at in range(8)])
    files, size = whole_index(before)
    updated = updated_files(before, change(before), size, files.__getitem__)
    assert updated is not None
    assert (files_after(files, updated), updated[1]) == whole_index(change(before))


def test_when_most_pages_are_others_the_index_is_made_anew() -> None:
    before = records([(f"木{at}", "", (), ()) for at in range(8)])
    files, size = whole_index(before)
    now = [with_text(page, "改") for page in before]
    assert updated_files(before, now, size, files.__getitem__) is None


def test_a_missing_shard_is_said() -> None:
    before = records([(f"木{at}", "", (), ()) for at in range(8)])
    size = whole_index(before)[1]
    with pytest.raises(ValueError, match="unpack"):
        updated_files(before, [with_text(before[0], "改"), *before[1:]], size, lambda name: "")


@given(st.lists(st.integers(0, 30_000), max_size=30, unique_by=lambda value: value // 4))
def test_postings_are_read_as_they_were_written(values: list[int]) -> None:
    assert decode(encode(sorted(values))) == sorted(values)
