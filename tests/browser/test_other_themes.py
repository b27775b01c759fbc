"""What we put into pages of other themes, in a browser: light and dark, on a phone and on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.other_themes import THEMES, build_under

NewPage = Callable[..., Page]
OURS = ".nenrin-head, .nenrin-foot, .nenrin-list"
PAGES = ("news/r2/", "news/", "news/archive/")


@pytest.fixture(scope="module", params=THEMES)
def address(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[[Path], str],
) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        site = build_under(request.param, tmp_path_factory.mktemp(request.param))
    return serve(site.out)


@pytest.mark.parametrize(("width", "mode"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_what_is_ours(address: str, new_page: NewPage, width: int, mode: str) -> None:
    page = new_page(width=width, color_scheme=mode)
    found = {}
    for path in PAGES:
        page.goto(address + path)
        context = {"include": [[selector] for selector in OURS.split(", ") if page.query_selector(selector)]}
        violations = Axe().run(page, context=context).response["violations"]
        found[path] = [(each["id"], each["nodes"][0]["html"]) for each in violations]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == {path: [] for path in PAGES}


def test_it_is_there_without_scripts(address: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}news/r2/")
    for part in (".nenrin-head time", ".nenrin-tags a", ".nenrin-neighbours a"):
        assert page.locator(part).first.is_visible(), part
