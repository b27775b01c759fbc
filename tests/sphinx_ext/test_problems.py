"""A bad post is named with file, line, key, what was found and what was expected, and harms nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

GOOD = "---\ntitle: 好的\ndate: 2024-05-01\n---\n正文。\n"
DATES = "a date such as 2024-12-31 or 2024-12-31T13:11:52+08:00"

# What is wrong: (text of posts/bad.md, the one warning). Each stays a page and is no post.
BAD = {
    "date": (
        "---\ntitle: 坏的\npubDate: soon\n---\n正文。\n",
        f"posts/bad.md:3: WARNING: pubDate: found 'soon', expected {DATES} [nenrin.date]\n",
    ),
    "impossible day": (
        "---\ntitle: 坏的\ndate: 2024-02-30\n---\n正文。\n",
        (
            f"posts/bad.md:3: WARNING: date: found '2024-02-30', expected {DATES} "
            "(day is out of range for month) [nenrin.date]\n"
        ),
    ),
    "year": (
        "---\ntitle: 坏的\ndate: 227-01-01\n---\n正文。\n",
        "posts/bad.md:3: WARNING: date: found '227-01-01', expected a year between 1970 and 2100 [nenrin.date]\n",
    ),
    "date of a wrong type": (
        "---\ntitle: 坏的\ndate: [2024-01-01]\n---\n正文。\n",
        f"posts/bad.md:3: WARNING: date: found ['2024-01-01'], expected {DATES} [nenrin.date]\n",
    ),
    "type": (
        "---\ntitle: 坏的\ndate: 2024-01-01\ntags: {a: 1}\n---\n正文。\n",
        "posts/bad.md:4: WARNING: tags: found {'a': '1'}, expected a text or a list of texts [nenrin.value]\n",
    ),
    "title of a wrong type": (
        "---\ntitle: [坏的]\ndate: 2024-01-01\n---\n正文。\n",
        "posts/bad.md:2: WARNING: title: found ['坏的'], expected a text [nenrin.title]\n",
    ),
    "broken YAML": (
        "---\ntitle: a: b\ndate: 2024-01-01\n---\n正文。\n",
        (
            "posts/bad.md:2: WARNING: the YAML cannot be read: mapping values are not allowed in this context; "
            "a value that contains a colon and a blank must be in quotes [nenrin.front_matter]\n"
        ),
    ),
    "broken TOML": (
        "+++\ntitle = 坏的\n+++\n正文。\n",
        (
            "posts/bad.md:2: WARNING: the TOML cannot be read: Invalid value (at line 1, column 9) "
            "[nenrin.front_matter]\n"
        ),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_post_stays_a_page(make_site: Callable[..., Site], case: str) -> None:
    text, warning = BAD[case]
    site = make_site({"posts/bad.md": text, "posts/good.md": GOOD})
    assert site.warnings == warning
    assert "正文。" in site.read("posts/bad/index.html")
    assert "posts/bad" not in site.read("blog/index.html")
    assert "posts/bad" not in site.read("blog/atom.xml")
    assert "好的" in site.read("blog/index.html")


def test_problem_can_be_suppressed(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/bad.md": BAD["date"][0]}, confoverrides={"suppress_warnings": ["nenrin.date"]})
    assert site.warnings == ""


def test_update_before_publication_is_ignored(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: 甲\ndate: 2024-05-01\nlastmod: 2023-05-01\n---\n字\n"
    site = make_site({"posts/a.md": text})
    assert site.warnings == (
        "posts/a.md:4: WARNING: lastmod: found '2023-05-01', expected a date not before "
        "2024-05-01T00:00:00+00:00 [nenrin.date]\n"
    )
    assert "甲" in site.read("blog/index.html")
    assert "2023" not in site.read("posts/a/index.html")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 页\n---\n正文。\n",
        "---\ntitle: 页\ntags: [甲]\n---\n正文。\n",
        "正文。\n",
        "# 页\n\n正文。\n",
    ],
)
def test_page_without_a_date_is_a_page_and_no_mistake(make_site: Callable[..., Site], text: str) -> None:
    site = make_site({"posts/page.md": text, "posts/good.md": GOOD})
    assert site.warnings == ""
    assert "正文。" in site.read("posts/page/index.html")
    assert "posts/page" not in site.read("blog/index.html")


def test_wrong_option_is_a_warning_and_the_default(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/good.md": GOOD}, conf='nenrin_timezone = "Mars/Base"\nnenrin_page_size = 0\n')
    assert site.warnings == (
        "WARNING: nenrin_timezone: found 'Mars/Base', expected a time zone of the IANA list, such as Asia/Taipei; "
        "using 'UTC' [nenrin.config]\n"
        "WARNING: nenrin_page_size: found 0, expected a whole number of at least 1; using 10 [nenrin.config]\n"
    )
    assert "好的" in site.read("blog/index.html")


def test_file_that_is_not_utf8_is_left_out(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {"posts/gbk.md": "---\ntitle: 旧\ndate: 2024-01-01\n---\n旧编码".encode("gbk"), "posts/good.md": GOOD}
    )
    assert site.warnings == (
        "posts/gbk.md:1: WARNING: the file is not UTF-8 text; it is left out [nenrin.front_matter]\n"
    )
    assert "好的" in site.read("blog/index.html")


def test_terms_that_share_an_address_are_named(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": "---\ntitle: 甲\ndate: 2024-05-01\ntags: [Python, python]\n---\n字\n"})
    assert site.warnings == (
        "WARNING: tag: 'Python' and 'python' would share one address; 'python' gets a number [nenrin.term]\n"
    )
    assert (site.out / "blog/tag/python/index.html").exists()
    assert (site.out / "blog/tag/python-2/index.html").exists()
