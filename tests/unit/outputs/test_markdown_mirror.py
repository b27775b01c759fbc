"""Posts as Markdown: one front matter, absolute addresses, code untouched."""

from __future__ import annotations

from datetime import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from nenrin.outputs.feeds.xml import clean
from nenrin.outputs.markdown_mirror import Listed, llms_txt, mirror
from nenrin.posts.model import Author, Post

from tests.unit.outputs.feeds import TAIPEI, TEXTS

URL = "https://example.org/posts/nian/"
POST = Post(
    "posts/nian",
    "年輪: 一",
    datetime(2024, 12, 31, 23, 30, tzinfo=TAIPEI),
    updated=datetime(2025, 2, 20, tzinfo=TAIPEI),
    description="樹 #1",
    authors=(Author("美", email="mei@example.org"),),
    categories=(("樹木", "年輪"),),
    tags=("C++",),
    language="zh-TW",
)


def body(text: str) -> str:
    """The body of a mirror whose addresses are marked by ``!``."""
    made = mirror(POST, URL, text, lambda address: f"!{address}")
    return made.partition("\n---\n\n")[2].removesuffix("\n")


def test_front_matter_is_one_dialect() -> None:
    made = mirror(POST, URL, "\n\nText.\n\n", str)
    assert made == (
        '---\ntitle: "年輪: 一"\nurl: "https://example.org/posts/nian/"\ndate: "2024-12-31T23:30:00+08:00"\n'
        'updated: "2025-02-20T00:00:00+08:00"\ndescription: "樹 #1"\nauthors: ["美"]\n'
        'categories: ["樹木 / 年輪"]\ntags: ["C++"]\nlanguage: "zh-TW"\n---\n\nText.\n'
    )


def test_a_day_alone_stays_a_day() -> None:
    day = Post("a", "A", datetime(2024, 5, 1, tzinfo=TAIPEI), timed=False)
    assert yaml.safe_load(mirror(day, URL, "", str).split("---")[1])["date"] == "2024-05-01"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("看[那边](a.md)。", "看[那边](!a.md)。"),
        ('![图](<a b.png> "题")', '![图](<!a b.png> "题")'),
        ("[a](b_(c).md) (d)", "[a](!b_(c).md) (d)"),
        ("[a]()", "[a]()"),
        ("[a]: ./b.md 'T'", "[a]: !./b.md 'T'"),
        ("[![i](i.png)](a.md)", "[![i](!i.png)](!a.md)"),
        ('<img alt="x" src="a.png">', '<img alt="x" src="!a.png">'),
        ("`[a](b.md)` [c](d.md)", "`[a](b.md)` [c](!d.md)"),
        ("``[a](b) ` `` [c](d)", "``[a](b) ` `` [c](!d)"),
        ("```\n[a](b.md)\n```\n[c](d.md)", "```\n[a](b.md)\n```\n[c](!d.md)"),
        ("````\n```\n[a](b)\n````\n[c](d)", "````\n```\n[a](b)\n````\n[c](!d)"),
        ("- ~~~ md\n  [a](b)\n  ~~~\n  [c](d)", "- ~~~ md\n  [a](b)\n  ~~~\n  [c](!d)"),
        (":::{note}\n[a](b)\n:::", ":::{note}\n[a](!b)\n:::"),
        ("一[^1]\n\n[^1]: 参见某书。", "一[^1]\n\n[^1]: 参见某书。"),
        ("[^n]: see [a](b)\n\n    and [c](d)", "[^n]: see [a](!b)\n\n    and [c](!d)"),
        ("a\n\n    [b](c)\n\n[d](e)", "a\n\n    [b](c)\n\n[d](!e)"),
        ("```\n- a\n```\n\n    [b](c)", "```\n- a\n```\n\n    [b](c)"),
        ("- a\n\n    [b](c)", "- a\n\n    [b](!c)"),
        ("a\n    [b](c)", "a\n    [b](!c)"),
    ],
)
def test_addresses_outside_code_are_resolved(written: str, expected: str) -> None:
    assert body(written) == expected


@given(title=TEXTS, description=TEXTS, tag=TEXTS, text=st.text(max_size=80))
def test_any_text_gives_readable_front_matter(title: str, description: str, tag: str, text: str) -> None:
    post = Post("a", title, POST.published, description=description, tags=(tag,))
    made = mirror(post, URL, text, str)
    made.encode()
    values = yaml.safe_load(made.removeprefix("---\n").partition("\n---\n")[0])
    assert values.get("title", "") == clean(title)


def test_llms_txt_lists_posts_by_heading() -> None:
    listed = [Listed(f"{URL}index.md", "[年輪]\n一", "樹\n木"), Listed(URL, "", "")]
    assert llms_txt("Test", "About\ntrees", [("2024", listed)]) == (
        "# Test\n\n> About trees\n\n## 2024\n\n"
        "- [\\[年輪\\] 一](https://example.org/posts/nian/index.md): 樹 木\n"
        f"- [{URL}]({URL})\n"
    )


def test_links_by_name_become_links_by_address() -> None:
    text = "[[oak]] [[oak|the oak]] [[oak#rings]] [[nowhere]] ![[oak.png|a oak|300]] ![[far.png]] `[[oak]]`"
    pages = {"oak": "https://example.org/oak/"}
    made = mirror(
        POST,
        URL,
        text,
        lambda address: f"https://example.org/{address}" if address == "oak.png" else address,
        lambda name, part: pages.get(name, "") + (f"#{part}" if part and name in pages else ""),
    )
    assert made.rpartition("---\n\n")[2].strip() == (
        "[oak](https://example.org/oak/) [the oak](https://example.org/oak/) [oak](https://example.org/oak/#rings) "
        "[[nowhere]] ![a oak](https://example.org/oak.png) ![[far.png]] `[[oak]]`"
    )
