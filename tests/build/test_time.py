"""Time: the author's day is kept, the instant is exact, and the machine's zone does not matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.build.site import Site

EVE = (
    "---\ntitle: 除夕\npubDate: 2024-12-31T23:30:00+08:00\nupdatedDate: 2025-01-02T08:00:00+08:00\n---\n字\n"
)
NAIVE = "---\ntitle: 无区\ndate: 2024-12-31 23:30\n---\n字\n"
DAY = "---\ntitle: 一日\ndate: 2025-01-01\n---\n字\n"


def test_year_is_the_authors(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/eve.md": EVE})
    assert "除夕" in site.read("blog/2024/12/index.html")
    assert not (site.out / "blog/2025").exists()
    times = [tag["datetime"] for tag in site.html("posts/eve/index.html").select("article time, main time")]
    assert times[:2] == ["2024-12-31T23:30:00+08:00", "2025-01-02T08:00:00+08:00"]


@pytest.mark.parametrize(
    ("zone", "iso"),
    [
        ("UTC", "2024-12-31T23:30:00+00:00"),
        ("Asia/Taipei", "2024-12-31T23:30:00+08:00"),
        ("America/New_York", "2024-12-31T23:30:00-05:00"),
    ],
)
def test_time_without_offset_is_the_sites(make_site: Callable[..., Site], zone: str, iso: str) -> None:
    site = make_site({"posts/a.md": NAIVE}, confoverrides={"nenrin_timezone": zone})
    assert f'datetime="{iso}"' in site.read("posts/a/index.html")
    assert f"<published>{iso}</published>" in site.read("blog/atom.xml")


def test_day_alone_is_a_day_for_machines_too(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": DAY}, confoverrides={"nenrin_timezone": "Asia/Tokyo"})
    assert 'datetime="2025-01-01"' in site.read("posts/a/index.html")
    assert "<published>2025-01-01T00:00:00+09:00</published>" in site.read("blog/atom.xml")


def test_astropaper_zone_of_one_post(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: AP\npubDatetime: 2024-12-31T16:30:00Z\ntimezone: Asia/Tokyo\n---\nx\n"
    site = make_site({"posts/a.md": text})
    assert 'datetime="2025-01-01T01:30:00+09:00"' in site.read("posts/a/index.html")
    assert (site.out / "blog/2025/01/index.html").exists()


def test_machine_zone_changes_no_byte(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/eve.md": EVE, "posts/naive.md": NAIVE, "posts/day.md": DAY})
    built = [
        site.apart(f"tz{index}", env={"TZ": zone, "PYTHONHASHSEED": str(index), "LC_ALL": "C.UTF-8"}).files()
        for index, zone in enumerate(["UTC", "Asia/Taipei", "America/Los_Angeles"])
    ]
    for other in built[1:]:
        differing = [name for name in built[0] if other.get(name) != built[0][name]]
        assert [name for name in differing if not name.startswith(".doctrees")] == []
        assert other.keys() == built[0].keys()
