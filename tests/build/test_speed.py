"""What is spared for speed changes no page."""

from __future__ import annotations

from collections.abc import Callable

from tests.build.site import Site

SLOW = """\
import nenrin.build.speed
nenrin.build.speed._SettingsOnce = lambda: nenrin.build.speed._read_settings
"""


def test_pages_are_the_same_without_it(make_site: Callable[..., Site]) -> None:
    text = (
        "---\ntitle: 甲\ndate: 2024-05-01\n---\n字[^1]。\n\n```{eval-rst}\n.. note:: rst\n```\n\n[^1]: 注\n"
    )
    site = make_site(
        {"posts/a.md": text, "b.rst": ":orphan:\n\nB\n=\n\n.. include:: c.txt\n", "c.txt": "text\n"}
    )
    assert site.warnings == ""
    site.write("conf.py", SLOW + (site.src / "conf.py").read_text(encoding="utf-8"))
    slow = site.apart("slow")
    assert slow.status == 0
    assert slow.read("posts/a") == site.read("posts/a")
    assert slow.read("b") == site.read("b")


def test_dependencies_stay_with_their_page(make_site: Callable[..., Site]) -> None:
    page = ":orphan:\n\nPage\n====\n\n"
    site = make_site({"a.rst": page + ".. include:: c.txt\n", "b.rst": page + "text\n", "c.txt": "old\n"})
    before = (site.doctrees / "b.doctree").stat().st_mtime_ns
    site.write("c.txt", "new words\n")
    site.build()
    assert "new words" in site.read("a")
    assert (site.doctrees / "b.doctree").stat().st_mtime_ns == before
