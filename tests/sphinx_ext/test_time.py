"""Time: the author's day is kept, the instant is exact, and the machine's zone does not matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

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


SHUFFLED = """\
import os, random
_scan, _list = os.scandir, os.listdir
class _Scan:
    def __init__(self, *about):
        with _scan(*about) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        random.Random({seed}).shuffle(entries)
        self.entries = iter(entries)
    def __enter__(self):
        return self
    def __exit__(self, *about):
        return None
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def close(self):
        return None
os.scandir = _Scan
os.listdir = lambda *about: random.Random({seed}).sample(_list(*about), len(_list(*about)))
"""


def test_the_order_of_folders_changes_no_byte(make_site: Callable[..., Site]) -> None:
    day = "---\ntitle: 同\ndate: 2024-05-01\ntags: [年轮]\ncover: p.svg\n---\n![图](p.svg)\n"
    names = [f"posts/{name}/index.md" for name in "dacb"] + [f"posts/{name}.md" for name in "zyx"]
    files = dict.fromkeys(names, day) | {
        f"{name.rpartition('/')[0]}/p.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><!--{name}--></svg>'
        for name in names
    }
    site = make_site(files | {"public/b.txt": "b", "public/a.txt": "a"})
    conf = (site.src / "conf.py").read_text("utf-8")
    built = [site.files()]
    for seed in (1, 2):
        site.write("conf.py", SHUFFLED.replace("{seed}", str(seed)) + conf)
        other = site.apart(f"order{seed}")
        assert other.warnings == ""
        built.append(other.files())
    assert built[1] == built[0]
    assert built[2] == built[0]


@pytest.mark.parametrize("clock", [None, "1735689600", "1998761600"], ids=["the machine's", "2025", "2033"])
def test_the_clock_changes_no_byte_of_what_is_out(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, clock: str | None
) -> None:
    site = make_site(
        {"posts/naive.md": NAIVE.replace("2024", "2023"), "posts/day.md": DAY.replace("2025", "2024")}
    )
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert site.apart("other", env={"SOURCE_DATE_EPOCH": clock} if clock else {}).files() == site.files()


def test_machine_zone_changes_no_byte(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/eve.md": EVE, "posts/naive.md": NAIVE, "posts/day.md": DAY})
    built = [
        site.apart(
            f"tz{index}",
            env={
                "TZ": zone,
                "PYTHONHASHSEED": str(index),
                "LC_ALL": locale,
                "LANGUAGE": ["en", "ja", "zh_CN"][index],
            },
        ).files()
        for index, (zone, locale) in enumerate(
            [("UTC", "C.UTF-8"), ("Asia/Taipei", "C"), ("America/Los_Angeles", "POSIX")]
        )
    ]
    for other in built[1:]:
        differing = [name for name in built[0] if other.get(name) != built[0][name]]
        assert [name for name in differing if not name.startswith(".doctrees")] == []
        assert other.keys() == built[0].keys()
