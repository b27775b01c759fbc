"""What the browser finds in the index that the builder wrote: every page that has the query, and no other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nenrin.search.folding import fold
from nenrin.search.index import index_files
from nenrin.search.records import PageRecord, page_file
from nenrin.search.splitter import split

from tests.unit.search.pages import record, script

from .conftest import Call

#: Few characters, so that pairs repeat and phrases are nearly found; most have a second spelling.
CJK = "机機器学學习習调かカガが゙ｶﾞーの々한글"
TEXT = st.text(alphabet=CJK + " 、\nAb", min_size=2, max_size=25)
#: So few that most texts have all the pairs of a query, and not all have the query.
NEARLY = "机器學ガ"
MARKS = "\u3099\u309a\u309b\u309c\uff9e\uff9f"


def fill(browser_side: Call, records: Sequence[PageRecord]) -> None:
    files = index_files(records)
    browser_side("index", files | {page_file(r.docname): script(r) for r in records})


def found(browser_side: Call, query: str) -> list[str]:
    return [result["url"] for result in browser_side("search", query)]


def page(name: str, text: str = "", **known: Any) -> PageRecord:
    return record(**{"docname": name, "url": f"{name}.html", "title": name.upper(), "text": text, **known})


@settings(max_examples=300)
@given(texts=st.lists(TEXT, min_size=1, max_size=6), data=st.data())
def test_any_phrase_of_a_text_finds_its_page(
    browser_side: Call, texts: list[str], data: st.DataObject
) -> None:
    """Recall: two or more characters in a row, cut between characters and not before a voiced mark."""
    number = data.draw(st.integers(0, len(texts) - 1))
    text = texts[number]
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assume(text[start] not in MARKS)
    assume(text[end : end + 1] not in MARKS or end == len(text))
    query = text[start:end]
    assume([token.is_word for token in split(query)] == [False])
    fill(browser_side, [page(f"p{at}", text) for at, text in enumerate(texts)])
    assert f"p{number}.html" in found(browser_side, query)


@settings(max_examples=300)
@given(
    texts=st.lists(st.one_of(TEXT, st.text(alphabet=NEARLY + "、", max_size=20)), min_size=1, max_size=6),
    query=st.one_of(
        st.text(alphabet=CJK, min_size=2, max_size=5), st.text(alphabet=NEARLY, min_size=3, max_size=12)
    ),
    field=st.sampled_from(["title", "text", "tag", "heading"]),
)
def test_a_page_found_has_the_phrase(browser_side: Call, texts: list[str], query: str, field: str) -> None:
    """Precision: and the other way round, a page that has the phrase is found."""
    fields: dict[str, Any] = {
        "title": lambda text: {"title": text},
        "text": lambda text: {"text": text},
        "tag": lambda text: {"tags": (text,)},
        "heading": lambda text: {"headings": (("id", text),)},
    }
    pages = [page(f"p{at}", **({"title": "-"} | fields[field](text))) for at, text in enumerate(texts)]
    fill(browser_side, pages)
    assume(len(split(query)) == 1)
    expected = {f"p{at}.html" for at, text in enumerate(texts) if fold(query) in fold(text)}
    results = found(browser_side, query)
    assert set(results) == expected
    assert len(results) == len(expected)


def test_pairs_that_stand_apart_are_no_phrase(browser_side: Call) -> None:
    fill(browser_side, [page("a", "机器，器学，学习"), page("b", "论机器学习")])
    assert found(browser_side, "機器學習") == ["b.html"]


def test_order_is_title_label_heading_text_then_newest(browser_side: Call) -> None:
    fill(
        browser_side,
        [
            page("text-old", "容器调度", date="2020-01-01"),
            page("text-new", "容器调度", date="2024-01-01"),
            page("text-undated", "容器调度"),
            page("heading", headings=(("h", "调度"),), date="2019-01-01"),
            page("tag", tags=("调度",), date="2018-01-01"),
            page("category", categories=("調度",), date="2018-02-01"),
            page("title", title="调度器", date="2017-01-01"),
        ],
    )
    order = ["title", "category", "tag", "heading", "text-new", "text-old", "text-undated"]
    assert found(browser_side, "调度") == [f"{name}.html" for name in order]


def test_a_phrase_ranks_where_it_stands_not_where_its_pairs_do(browser_side: Call) -> None:
    fill(
        browser_side,
        [
            page("new", "机器学习", title="机器和器学和学习", date="2024-01-01"),
            page("old", headings=(("h", "机器学习"),), date="2020-01-01"),
        ],
    )
    assert found(browser_side, "机器学习") == ["old.html", "new.html"]


def test_mixed_queries_are_an_and(browser_side: Call) -> None:
    fill(
        browser_side,
        [
            page("a", "k8s 的调度"),
            page("b", "调度"),
            page("c", "k8s"),
            page("d", "GPT-4推理"),
            page("e", "GPT-3 推理"),
        ],
    )
    assert found(browser_side, "k8s 调度") == ["a.html"]
    assert found(browser_side, "调度k8s") == ["a.html"]
    assert found(browser_side, "GPT-4 推理") == ["d.html"]


def test_one_character(browser_side: Call) -> None:
    fill(browser_side, [page("a", "山は高い"), page("b", "登山"), page("c", "川"), page("d", "x y z")])
    assert found(browser_side, "山") == ["a.html", "b.html"]
    assert found(browser_side, "y") == ["d.html"]


def test_words_by_stem_in_the_language_of_the_page(browser_side: Call) -> None:
    fill(
        browser_side,
        [page("en", "running studies"), page("fr", "continuellement", language="fr"), page("x", "runtime")],
    )
    assert found(browser_side, "runs ") == ["en.html"]
    assert found(browser_side, "study ") == ["en.html"]
    assert found(browser_side, "continuelle ") == ["fr.html"]
    assert found(browser_side, "dying") == []


def test_the_last_word_may_be_unfinished_and_whole_words_come_first(browser_side: Call) -> None:
    fill(browser_side, [page("a", title="Google", date="2024-01-01"), page("b", "Go", date="2020-01-01")])
    assert found(browser_side, "go") == ["b.html", "a.html"]
    assert found(browser_side, "go ") == ["b.html"]
    assert found(browser_side, "goog") == ["a.html"]


def test_identifiers_are_whole_and_in_pieces(browser_side: Call) -> None:
    fill(
        browser_side,
        [
            page("a", "C++ and snake_case"),
            page("b", "C and 3.14"),
            page("c", "C#"),
            page("d", "what's constructor"),
        ],
    )
    assert found(browser_side, "C++") == ["a.html"]
    assert found(browser_side, "c#") == ["c.html"]
    assert found(browser_side, "snake_case") == found(browser_side, "snake ") == ["a.html"]
    assert found(browser_side, "3.14") == ["b.html"]
    assert found(browser_side, "what’s") == ["d.html"]
    assert found(browser_side, "constructor") == ["d.html"]
    assert found(browser_side, "__proto__ toString") == []


def test_the_excerpt_shows_and_marks_the_match(browser_side: Call) -> None:
    fill(browser_side, [page("a", "前置き。" * 30 + "ﾅｶﾞｲ<b>ガイド</b>です。" + "後書き。" * 60)])
    (result,) = browser_side("search", "がいど")
    assert [piece["text"] for piece in result["excerpt"] if piece["mark"]] == ["ガイド"]
    shown = "".join(piece["text"] for piece in result["excerpt"])
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "ﾅｶﾞｲ<b>ガイド</b>です" in shown


def test_a_heading_that_matches_is_where_the_result_leads(browser_side: Call) -> None:
    fill(browser_side, [page("a", headings=(("one", "最初"), ("two", "調度の話")))])
    (result,) = browser_side("search", "调度")
    assert result["heading"] == ["two", "調度の話"]


def test_objects_of_an_api_are_found_by_their_names(browser_side: Call) -> None:
    name = PageRecord("api", "api.html#nenrin.Post", "nenrin.posts.Post", kind="object")
    fill(browser_side, [page("api", "nenrin.posts.Post"), name])
    assert found(browser_side, "nenrin.posts.Post") == ["api.html#nenrin.Post", "api.html"]


def test_queries_without_words_and_without_hits(browser_side: Call) -> None:
    fill(browser_side, [page("a", "机器学习")])
    for query in ("", "   ", "、。", "<>&'\"", "没有", "机器人", "zebra"):
        assert found(browser_side, query) == []


def test_an_empty_site_has_an_index(browser_side: Call) -> None:
    fill(browser_side, [])
    assert found(browser_side, "机器") == []
