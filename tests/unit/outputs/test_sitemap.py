"""The sitemap and robots.txt: what a crawler reads out of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from urllib.robotparser import RobotFileParser

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from nenrin.outputs.sitemap import Place, robots, sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOME = "https://example.org/"


def test_pages_stand_in_order_with_the_time_of_their_last_change() -> None:
    east = timezone(timedelta(hours=8))
    root = etree.fromstring(
        sitemap([Place(f"{HOME}b/", datetime(2024, 5, 1, 8, 30, tzinfo=east)), Place(f"{HOME}a/?x=1&y=2")])
    )
    assert [url.text for url in root.findall("s:url/s:loc", NAMES)] == [f"{HOME}b/", f"{HOME}a/?x=1&y=2"]
    assert [each.findtext("s:lastmod", None, NAMES) for each in root] == ["2024-05-01T08:30:00+08:00", None]


def test_translations_are_alternates_of_each_other() -> None:
    alternates = (("zh-CN", f"{HOME}zh/"), ("ja", f"{HOME}ja/"), ("x-default", HOME))
    root = etree.fromstring(sitemap([Place(HOME, alternates=alternates), Place(f"{HOME}alone/")]))
    first, alone = root
    links = first.findall("x:link", NAMES)
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("alternate", language, url) for language, url in alternates
    ]
    assert not alone.findall("x:link", NAMES)


def test_a_site_of_one_language_does_not_name_what_it_does_not_use() -> None:
    assert b"xhtml" not in sitemap([Place(HOME)])
    assert b'xmlns:xhtml="http://www.w3.org/1999/xhtml"' in sitemap([Place(HOME, alternates=[("ja", HOME)])])


def test_no_page_is_an_empty_map() -> None:
    root = etree.fromstring(sitemap([]))
    assert (root.tag, len(root)) == (f"{{{NAMES['s']}}}urlset", 0)


@given(st.lists(st.builds(Place, st.text(), st.none() | st.datetimes(timezones=st.just(UTC)))))
def test_any_address_gives_a_map_that_is_read(places: list[Place]) -> None:
    root = etree.fromstring(sitemap(places))
    assert len(root) == len(places)


def test_crawlers_may_read_all_and_are_told_of_the_map() -> None:
    parser = RobotFileParser()
    parser.parse(robots(f"{HOME}sitemap.xml").decode().splitlines())
    assert parser.can_fetch("AnyBot", f"{HOME}posts/tree/")
    assert parser.site_maps() == [f"{HOME}sitemap.xml"]
