"""Menu, dates and record numbers as the author wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sphinx_ext.site import Site

FILES = {
    "posts/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [x]\n---\nText.\n",
    "about.md": "---\norphan: true\n---\n# About\n",
}


def test_a_menu_of_ones_own(make_site: Callable[..., Site]) -> None:
    menu = [
        {"name": "All <posts>", "page": "blog/archive"},
        {"name": "Me", "page": "/about/"},
        {"name": "Code", "url": "https://a.example/"},
    ]
    site = make_site(FILES, confoverrides={"nenrin_menu": menu})
    links = site.html("about").select(".site-nav a")
    assert [(link.get_text(), str(link["href"]), link.get("aria-current")) for link in links] == [
        ("All <posts>", "../blog/archive/", None),
        ("Me", "./", "page"),
        ("Code", "https://a.example/", None),
    ]


@pytest.mark.parametrize(
    ("pattern", "language", "shown"),
    [
        ("y-MM-dd", "en", "2024-05-01"),
        ("EEEE, d MMM y", "ja", "水曜日, 1 5月 2024"),
        ("", "en", "May 1, 2024"),
    ],
)
def test_dates_are_written_by_a_pattern(
    make_site: Callable[..., Site], pattern: str, language: str, shown: str
) -> None:
    site = make_site(FILES, confoverrides={"nenrin_date_format": pattern, "language": language})
    assert site.html("posts/a").select(".post-header time")[0].get_text() == shown
    assert site.html("posts/a").select(".post-header time")[0]["datetime"] == "2024-05-01"
    assert site.html("blog").select("time")[0].get_text() == shown


def test_record_numbers_stand_in_the_footer(make_site: Callable[..., Site]) -> None:
    records = {"icp": "京ICP备12345678号", "police": "京公网安备11000002000001号"}
    site = make_site(FILES, confoverrides={"nenrin_records": records})
    links = {link.get_text(): str(link["href"]) for link in site.html("posts/a").select(".site-footer a")}
    assert links["京ICP备12345678号"] == "https://beian.miit.gov.cn/"
    assert links["京公网安备11000002000001号"].endswith("code=11000002000001")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("nenrin_menu", [{"name": "x"}]),
        ("nenrin_menu", [{"name": "x", "url": "javascript:alert(1)"}]),
        ("nenrin_menu", [{"name": "x", "page": "a", "url": "https://a.example"}]),
        ("nenrin_menu", ["x"]),
        ("nenrin_date_format", 3),
        ("nenrin_records", {"icp": 3}),
        ("nenrin_records", {"other": "x"}),
    ],
)
def test_a_wrong_value_is_named(make_site: Callable[..., Site], option: str, value: Any) -> None:
    site = make_site(FILES, confoverrides={option: value})
    assert f"WARNING: {option}: found {value!r}, expected " in site.warnings
