"""A real kind of post, dropped unedited into a five-line site, is a whole blog."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from tests.sphinx_ext.site import Site

POST = Path(__file__).parents[1] / "roots/sample/posts/2024-year-in-review.md"
CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "zh_CN"
project = "年轮"
"""


def front_matter() -> dict[str, str]:
    lines = POST.read_text(encoding="utf-8").split("---")[1].splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


@pytest.fixture(params=["html", "dirhtml"])
def site(make_site: Callable[..., Site], request: pytest.FixtureRequest) -> Site:
    made = make_site(
        {"conf.py": CONF, "posts/2024-year-in-review.md": POST.read_bytes()},
        builder=request.param,
        confoverrides={"nitpicky": True},
    )
    assert made.warnings == ""
    return made


def name(site: Site, page: str) -> str:
    return f"{page}/index.html" if site.builder == "dirhtml" else f"{page}.html"


PAGE = "posts/2024-year-in-review"


def test_title_is_as_written(site: Site) -> None:
    page, title = site.html(name(site, PAGE)), front_matter()["title"]
    assert [heading.get_text() for heading in page.select("h1")] == [title]
    assert page.title is not None
    assert page.title.get_text().startswith(f"{title} ")


def test_description_is_meta_and_in_lists(site: Site) -> None:
    description = front_matter()["description"]
    page = site.html(name(site, PAGE))
    assert [tag["content"] for tag in page.select("meta[name=description]")] == [description]
    for listing in ("index.html", name(site, "blog")):
        assert description in site.html(listing).get_text()


def test_dates_are_exact_and_in_chinese(site: Site) -> None:
    keys = front_matter()
    times = {tag["datetime"]: tag.get_text() for tag in site.html(name(site, PAGE)).select("main time")}
    assert list(times)[:2] == [keys["pubDate"], keys["updatedDate"]]
    year, month, day = keys["pubDate"][:10].split("-")
    assert times[keys["pubDate"]] == f"{year}年{int(month)}月{int(day)}日"
    assert site.html(name(site, PAGE)).html["lang"] == "zh-CN"  # type: ignore[index]


@pytest.mark.parametrize(
    "page", ["blog/category/年终回顾", "blog/2024", "blog/2024/12", "blog/archive", "blog"]
)
def test_archives_list_it(site: Site, page: str) -> None:
    links = [
        link
        for link in site.html(name(site, page)).select("main a")
        if link.get_text() == front_matter()["title"]
    ]
    assert len(links) == 1
    assert "2024-year-in-review" in links[0]["href"]


def test_feed_has_the_same_instants(site: Site) -> None:
    feed = feedparser.parse(site.path("blog/atom.xml").read_bytes())
    keys = front_matter()
    assert not feed.bozo
    assert feed.feed.language == "zh-CN"
    (entry,) = feed.entries
    assert (entry.title, entry.published, entry.updated) == (
        keys["title"],
        keys["pubDate"],
        keys["updatedDate"],
    )
    assert [tag.term for tag in entry.tags] == ["年终回顾"]
    assert entry.link.startswith("https://example.org/posts/2024-year-in-review")


def test_heading_ids_read(site: Site) -> None:
    headings = [line[3:] for line in POST.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    ids = [section["id"] for section in site.html(name(site, PAGE)).select("main section section[id]")]
    assert ids == [heading.lower().replace(" ", "-") for heading in headings]


def test_reading_time_counts_characters(site: Site) -> None:
    body = POST.read_text(encoding="utf-8").split("---", 2)[2]
    characters = sum("\u4e00" <= char <= "\u9fff" for char in body)
    header = site.html(name(site, PAGE)).select_one("article header")
    assert header is not None
    (minutes,) = (int(found) for found in re.findall(r"(\d+) ?分钟", header.get_text()))
    assert characters / 500 <= minutes <= characters / 300 + 1
