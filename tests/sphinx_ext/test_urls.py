"""`nenrin urls` on a real build."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from nenrin.cli import main

from tests.sphinx_ext.site import Site

POST = "---\ntitle: 甲\ndate: 2024-05-01\naliases: [/2019/a.html]\n---\n字\n"


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site({"posts/a.md": POST})


def test_nothing_lost(site: Site) -> None:
    listing = site.src / "old.txt"
    listing.write_text("https://old.example/2019/a.html\nhttps://old.example/posts/a/\n", "utf-8")
    ran = CliRunner().invoke(main, ["urls", str(site.out), "--against", str(listing)])
    assert ran.exit_code == 0
    assert "redirected  https://old.example/2019/a.html -> ../posts/a/\n" in ran.output
    assert ran.output.splitlines()[-1].startswith("1 kept, 1 redirected, 0 lost, ")


def test_a_lost_address_is_told_and_is_the_status(site: Site) -> None:
    listing = site.src / "old.txt"
    listing.write_text("https://old.example/never/\n", "utf-8")
    ran = CliRunner().invoke(main, ["urls", str(site.out), "--against", str(listing), "--json"])
    assert ran.exit_code == 1
    assert json.loads(ran.output)["lost"] == ["https://old.example/never/"]


def test_its_own_sitemap_has_nothing_lost_and_nothing_new_among_posts(site: Site) -> None:
    ran = CliRunner().invoke(
        main, ["urls", str(site.out), "--against", str(site.out / "sitemap.xml"), "--json"]
    )
    found = json.loads(ran.output)
    assert (ran.exit_code, found["lost"]) == (0, [])
    assert "posts/a" not in found["new"]
    assert not [path for path in found["new"] if path.startswith((".", "_"))]
