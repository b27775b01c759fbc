"""Work that is shared out over processes, or done once for all pages, gives every page its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from nenrin.sphinx_ext.config.parallel import shared_out

from tests.sphinx_ext.site import Site


def test_dependencies_stay_with_their_page(make_site: Callable[..., Site]) -> None:
    page = ":orphan:\n\nPage\n====\n\n"
    site = make_site({"a.rst": page + ".. include:: c.txt\n", "b.rst": page + "text\n", "c.txt": "old\n"})
    before = (site.doctrees / "b.doctree").stat().st_mtime_ns
    site.write("c.txt", "new words\n")
    site.build()
    assert "new words" in site.read("a")
    assert (site.doctrees / "b.doctree").stat().st_mtime_ns == before


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 100])
def test_shares_come_back_in_order(count: int) -> None:
    def squares(share: Sequence[int]) -> list[tuple[int, int]]:
        return [(number * number, os.getpid()) for number in share]

    app: Any = SimpleNamespace(parallel=3)
    made = shared_out(app, squares, range(count))
    assert [square for square, _ in made] == [number * number for number in range(count)]
    processes = {process for _, process in made}
    assert (len(processes) == 3 and os.getpid() not in processes) == (count >= 20)


def test_many_posts_are_the_same_in_several_processes(make_site: Callable[..., Site]) -> None:
    text = "---\ntitle: {n}\ndate: 2024-05-{day:02}\ntags: [甲{n}]\n---\n字。\n\n## 题\n"
    site = make_site({f"posts/p{n}.md": text.format(n=n, day=n % 28 + 1) for n in range(45)})
    assert site.apart("parallel", "-j", "3").files() == site.files()
