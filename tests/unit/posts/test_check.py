"""A check says of each file what was read, what was passed over and what is wrong, by the build's own rules."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nenrin.posts.check import BodyFacts, Checked, Report, Source, check
from nenrin.posts.front_matter.fences import FrontMatter, read_front_matter
from nenrin.posts.front_matter.reader import Settings
from nenrin.posts.front_matter.source_tool import COMMON, TOOLS, guess, most_used
from nenrin.posts.model import Problem

SETTINGS = Settings(now=datetime(2026, 6, 1, tzinfo=UTC))


def nothing(front: FrontMatter) -> BodyFacts:
    return BodyFacts()


def report_on(**texts: str | None) -> Report:
    sources = [Source(f"posts/{name}.md", f"posts/{name}", text) for name, text in texts.items()]
    return check(sources, SETTINGS, nothing)


def one(text: str | None) -> Checked:
    return report_on(a=text).files[0]


def test_each_meaning_names_the_key_and_line_it_was_read_from() -> None:
    file = one("---\ntitle: 年轮\npubDate: 2026-01-02\ntags: [树]\n---\n")
    assert file.read == {"title": ("title", 2), "published": ("pubDate", 3), "tags": ("tags", 4)}
    assert (file.title, file.state, file.tool) == ("年轮", "out", "Astro")


def test_a_date_in_the_file_name_has_line_nought() -> None:
    (file,) = check(
        [Source("posts/2026-01-02-a.md", "posts/2026-01-02-a", "---\ntitle: A\n---\n")], SETTINGS, nothing
    ).files
    assert file.read["published"] == ("file name", 0)


def test_unknown_keys_are_ignored_with_their_lines_and_counted_once_a_file() -> None:
    report = report_on(
        a="---\ntitle: A\ndate: 2026-01-01\nmood: calm\norphan: true\n---\n",
        b='+++\ntitle = "B"\ndate = 2026-01-01\nmood = "calm"\n[taxonomies]\ntags = ["x"]\nplaces = ["y"]\n'
        "[extra]\nz = 1\n+++\n",
    )
    assert [dict(file.ignored) for file in report.files] == [
        {"mood": 4},
        {"mood": 4, "taxonomies.places": 7, "extra": 8},
    ]
    assert report.ignored == {"mood": 2, "extra": 1, "taxonomies.places": 1}


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        ("date: 2026-01-01", "out"),
        ("date: 2026-07-01", "scheduled"),
        ("date: 2026-01-01\ndraft: true", "draft"),
        ("draft: true", "draft"),
        ("date: 2026-01-01\nexpiryDate: 2026-02-01", "expired"),
        ("date: never", "broken"),
        ("toc: false", "page"),
    ],
)
def test_each_file_has_the_state_readers_will_see(keys: str, state: str) -> None:
    assert one(f"---\ntitle: A\n{keys}\n---\n").state == state


def test_a_page_with_ablogs_directive_is_told_from_a_plain_page() -> None:
    assert one("# A\n\n```{post} 2026-01-01\n```\n").state == "declared"


def test_a_file_that_is_not_utf8_is_to_be_mended() -> None:
    file = one(None)
    assert file.state == "broken"
    assert [problem.message for problem in file.problems] == ["the file is not UTF-8 text; it is left out"]


def test_problems_stand_in_the_order_of_lines() -> None:
    def read_body(front: FrontMatter) -> BodyFacts:
        return BodyFacts("", (Problem("markup", "", front.body_line + 1, "<Chart> is not known"),))

    text = "---\ntitle: A\ndate: 2026-01-01\nupdated: soon\ntoc: maybe\n---\n<Chart />\n"
    (file,) = check([Source("a.md", "a", text)], SETTINGS, read_body).files
    assert [(problem.line, problem.key) for problem in file.problems] == [(4, "updated"), (5, "toc"), (7, "")]


def test_a_title_may_come_from_the_first_heading() -> None:
    (file,) = check(
        [Source("a.md", "a", "---\ndate: 2026-01-01\n---\n")], SETTINGS, lambda front: BodyFacts("起")
    ).files
    assert file.title == "起"


def test_an_address_claimed_twice_names_both_files() -> None:
    report = report_on(
        oak="---\ntitle: Oak\ndate: 2026-01-01\nslug: tree\n---\n",
        pine="---\ntitle: Pine\ndate: 2026-01-02\nslug: tree\n---\n",
        yew="---\ntitle: Yew\ndate: 2026-01-03\naliases: [/old/]\n---\n",
        zelkova="---\ntitle: Zelkova\ndate: 2026-01-04\naliases: [/old/]\n---\n",
    )
    said = {file.docname: [(p.code, p.line, p.text) for p in file.problems] for file in report.files}
    assert said == {
        "posts/oak": [],
        "posts/pine": [],
        "posts/yew": [],
        "posts/zelkova": [
            (
                "address",
                4,
                "'old/' is the address of posts/yew already; no redirect is made for posts/zelkova",
            )
        ],
    }
    assert report.problems == 1


def test_counts_are_by_state_and_tool() -> None:
    report = report_on(
        a="---\ntitle: A\npubDate: 2026-01-01\n---\n",
        b="---\ntitle: B\npubDate: 2026-01-01\ndraft: true\n---\n",
        c="# a page\n",
    )
    assert report.states == {"out": 1, "draft": 1, "page": 1}
    assert report.tools == {"Astro": 2}


CASES = {
    "Astro": "---\ntitle: A\npubDate: 2026-01-01\nheroImage: ./a.png\n---\n",
    "AstroPaper": "---\ntitle: A\npubDatetime: 2026-01-01T00:00:00Z\nfeatured: true\ntags: [a]\n---\n",
    "Fuwari": "---\ntitle: A\npublished: 2026-01-01\ncategory: b\nlang: ''\n---\n",
    "Hexo": "title: A\ndate: 2026-01-01 10:00:00\ncategories:\n  - [a, b]\n---\n",
    "Hugo (YAML)": "---\ntitle: A\ndate: 2026-01-01\nlastmod: 2026-01-02\nweight: 3\n---\n",
    "Hugo (TOML)": '+++\ntitle = "A"\ndate = 2026-01-01\ntags = ["a"]\n+++\n',
    "Hugo (JSON)": '{"title": "A", "date": "2026-01-01"}\n',
    "Jekyll": "---\nlayout: post\ntitle: A\ndate: 2026-01-01 10:00:00 +0900\n---\n",
    "Zola": '+++\ntitle = "A"\ndate = 2026-01-01\n[taxonomies]\ntags = ["a"]\n+++\n',
    "Zenn": "---\ntitle: A\nemoji: 🌲\ntype: tech\ntopics: [a]\npublished: true\n---\n",
    "Quarto": "---\ntitle: A\ndate: 2026-01-01\ndate-modified: 2026-01-02\nformat: html\n---\n",
    "MkDocs Material": "---\ndate:\n  created: 2026-01-01\nauthors: [mei]\n---\n",
    "ABlog": "---\nblogpost: true\ndate: Jan 01, 2026\ncategory: a\nlocation: Taipei\n---\n",
    COMMON: "---\ntitle: A\ndate: 2026-01-01\ntags: [a]\n---\n",
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_is_guessed(tool: str) -> None:
    text = CASES[tool]
    assert guess(read_front_matter(text), "posts/a.md", text) == tool


def test_no_front_matter_tells_of_no_tool() -> None:
    assert not guess(read_front_matter("# A\n"), "a.md", "# A\n")


def test_a_place_of_jekyll_tells_of_jekyll() -> None:
    text = CASES[COMMON]
    assert guess(read_front_matter(text), "_posts/2026-01-01-a.md", text) == "Jekyll"


def test_common_front_matter_follows_the_rest() -> None:
    assert most_used([COMMON, COMMON, "Zola", ""]) == "Zola"
    assert most_used([COMMON]) == COMMON
    assert not most_used([])
