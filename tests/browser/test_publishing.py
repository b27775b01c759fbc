"""A site below a folder of its host, as GitHub Pages serves a repository: pages, search, and the page for no page."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.site import Site
from tests.sphinx_ext.test_publishing import BELOW, HOME


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("below")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        site = Site(root / "src", root / "out", root / "doctrees")
        for name, content in BELOW.items():
            site.write(name, content)
        yield site.build()


@pytest.fixture
def missing(site: Site, page: Page) -> list[str]:
    """Serve the site at its address; what is asked for and not there, pages that were meant to be missing left out."""
    found: list[str] = []

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        root = urlsplit(HOME).path
        file: Path = site.out / path.removeprefix(root) / ("index.html" if path.endswith("/") else "")
        if path.startswith(root) and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
            return
        if "/no/" not in path:
            found.append(route.request.url)
        route.fulfill(status=404, body=site.path("404.html").read_bytes(), content_type="text/html")

    page.route("**/*", answer)
    return found


def test_a_reader_finds_the_way_back_from_an_address_that_is_not_there(
    missing: list[str], page: Page
) -> None:
    page.goto(f"{HOME}no/such/page/")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.locator("main a").first.click()
    page.wait_for_url(HOME)
    assert missing == []


@pytest.mark.parametrize("path", ["", "posts/tree/", "no/such/page/"])
def test_search_is_found_from_every_page(missing: list[str], page: Page, path: str) -> None:
    page.goto(HOME + path)
    page.locator(".search-button").click()
    page.locator("dialog input").fill("年輪")
    page.locator("dialog a", has_text="年輪").first.click()
    page.wait_for_url(f"{HOME}posts/%E5%B9%B4%E8%BC%AA/**")
    assert missing == []


def test_old_addresses_lead_on(missing: list[str], page: Page) -> None:
    page.goto(f"{HOME}舊/樹/", wait_until="commit")
    page.wait_for_url(f"{HOME}posts/tree/")
    assert missing == []
