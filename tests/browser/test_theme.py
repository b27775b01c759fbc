"""The theme in a browser: on every kind of page, light and dark, on a phone and on a wide screen."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, Route, expect

from tests.sphinx_ext.conftest import NOW
from tests.sphinx_ext.site import Site
from tests.sphinx_ext.theme_blog import PAGES, build_theme_blog

POLICY = "default-src 'self'"
MODES = ("light", "dark")
WIDTHS = (1280, 390)
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield build_theme_blog(tmp_path_factory.mktemp("theme"))


@pytest.fixture(scope="module")
def address(blog: Site, serve: Callable[[Path], str]) -> str:
    return serve(blog.out)


@dataclass
class Watch:
    """What a page says and asks for while it loads."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def watched(page: Page) -> Watch:
    """Serve the page under the strict policy and note its console and its requests."""
    watch = Watch()

    def serve_strictly(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": POLICY})

    page.route("**/*", serve_strictly)
    page.on("console", lambda message: watch.said.append(message.text))
    page.on("pageerror", lambda error: watch.said.append(str(error)))
    page.on("request", lambda request: watch.asked.append(request.url))
    return watch


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(address: str, new_page: NewPage, mode: str, width: int) -> None:
    page = new_page(width=width, color_scheme=mode)
    found = {}
    for kind, path in PAGES.items():
        page.goto(address + path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[kind] = [(each["id"], each["nodes"][0]["html"]) for each in violations]
    assert found == {}


def test_no_page_breaks_the_policy_or_asks_others(address: str, new_page: NewPage) -> None:
    page = new_page(reduced_motion="no-preference")
    watch = watched(page)
    for path in PAGES.values():
        page.goto(address + path)
    assert watch.said == []
    assert {urlsplit(url).netloc for url in watch.asked} == {urlsplit(address).netloc}


def test_no_page_has_inline_styles_or_scripts(blog: Site) -> None:
    for path in PAGES.values():
        page = blog.html(path)
        assert page.select("[style], style") == [], path
        assert [
            script
            for script in page.select("script:not([src])")
            if script.get("type") != "application/ld+json"
        ] == []
        assert page.select("[onclick], [onload]") == []


def test_a_post_is_light(blog: Site, address: str, new_page: NewPage) -> None:
    page = new_page()
    watch = watched(page)
    page.goto(address + PAGES["Japanese post"], wait_until="networkidle")
    files = [blog.path(urlsplit(url).path.lstrip("/")) for url in set(watch.asked)]
    assert len(files) <= 8
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 30_000


def test_one_stylesheet_and_nothing_else_holds_up_painting(address: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(address + PAGES["post"])
    entries = (
        "performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking')"
    )
    blocking = page.evaluate(f"{entries}.map(each => new URL(each.name).pathname)")
    assert blocking == ["/_static/nenrin.css"]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_sideways(address: str, new_page: NewPage, width: int) -> None:
    page = new_page(width=width)
    wide = {}
    for kind, path in PAGES.items():
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[kind] = over
    assert wide == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_when_scripts_and_pictures_come(address: str, new_page: NewPage, width: int) -> None:
    page = new_page(width=width)
    page.add_init_script(MOVED)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/nenrin(-search|-docs)?\.js|\.(png|svg)$"), hold)
    for kind, path in PAGES.items():
        held.clear()
        page.goto(address + path, wait_until="commit")
        # Text that a slow line brings in parts may move what stands round it: the page is looked at from here on.
        page.wait_for_function("document.readyState === 'interactive'")
        painted(page)
        page.evaluate("moved().length = 0")
        for route in held:
            route.continue_()
        page.wait_for_load_state()
        painted(page)
        assert held, kind
        assert page.evaluate("moved()") == [], kind


MOVED = """\
(() => {
  const elements = [];
  const note = shifts => {
    for (const { value, sources } of shifts)
      elements.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent)]);
  };
  const observer = new PerformanceObserver(list => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.moved = () => (note(observer.takeRecords()), elements);
})();
"""
"""A page's own account of what has moved in it: how far, and which elements."""


def painted(page: Page) -> None:
    """Wait until the browser has painted the page as it is now: a frame begins after the last one has ended."""
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => null)"
    )


def test_the_mode_chosen_is_there_before_anything_is_painted(address: str, new_page: NewPage) -> None:
    page = new_page(color_scheme="light")
    page.goto(address)
    page.evaluate("localStorage.setItem('nenrin-theme', 'dark')")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/nenrin-theme.js*", hold)
    with page.expect_request("**/nenrin-theme.js*"):
        page.goto(address + PAGES["post"], wait_until="commit")
    page.wait_for_selector("body > script", state="attached")
    page.wait_for_function("document.styleSheets.length > 0")
    painted(page)
    # The script is on its way: there is no text yet that could be seen in the wrong colours.
    assert page.evaluate("document.body.innerText.trim()") == ""
    held[0].continue_()
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(24, 21, 18)"


def test_the_switch_turns_the_colours_and_is_remembered(address: str, page: Page) -> None:
    page.goto(address)
    switch = page.locator("[data-theme-switch]")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    system = page.evaluate(colour)
    labels = [switch.get_attribute("aria-label")]
    for _turn in range(2):
        switch.click()
        labels.append(switch.get_attribute("aria-label"))
    assert len(set(labels)) == 3
    dark = page.evaluate(colour)
    assert dark != system
    page.goto(address + PAGES["archive"])
    assert page.evaluate(colour) == dark
    switch.click()
    assert page.evaluate(colour) == system


def test_without_javascript_all_but_search_and_copy_works(address: str, new_page: NewPage) -> None:
    page = new_page(width=390, java_script_enabled=False)
    page.goto(address + PAGES["post"])
    assert not page.locator("[data-theme-switch]").is_visible()
    contents = page.locator(".toc")
    assert not contents.locator("a").first.is_visible()
    contents.locator("summary").click()
    expect(contents.locator("a").first).to_be_visible()
    page.locator(".site-menu-button").click()
    page.locator(".site-nav a").first.click()
    page.wait_for_url(address + PAGES["archive"])
    page.goto(address + PAGES["home"])
    page.locator(".search-button").click()
    page.wait_for_url(address + PAGES["search"])


def test_the_keyboard_reaches_the_text_first_and_everything_after(address: str, page: Page) -> None:
    page.goto(address + PAGES["post"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    # The elements themselves are kept: their attributes change with what the reader has scrolled to.
    page.evaluate("window.reached = new Set()")
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        page.evaluate("reached.add(document.activeElement)")
        assert page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || document.activeElement.closest('.rings') !== null"
        ), page.evaluate("document.activeElement.outerHTML")
    links = "[...document.querySelectorAll('#main-content a[href]')]"
    assert page.evaluate(f"{links}.length") > 10
    assert page.evaluate(f"{links}.filter(each => !reached.has(each)).map(each => each.outerHTML)") == []


def test_contents_stand_beside_the_text_and_follow_the_reader(address: str, page: Page) -> None:
    page.goto(address + PAGES["post"])
    contents = page.locator(".toc")
    text = page.locator(".prose").bounding_box()
    place = contents.bounding_box()
    assert text is not None
    assert place is not None
    assert place["x"] >= text["x"] + text["width"]
    for name in ("单位", "旁白"):
        contents.get_by_role("link", name=name, exact=True).click()
        page.wait_for_function(f"document.querySelector('.toc [aria-current]')?.textContent === '{name}'")


def test_code_is_copied_as_it_is(address: str, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(address + PAGES["post"])
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    block = page.locator(".highlight").first
    block.hover()
    button = block.locator(".copy-button")
    before = button.get_attribute("aria-label")
    button.click()
    expect(button).to_have_attribute("aria-label", "已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "def length(parts: list[float]) -> float:\n    return sum(parts)  # 米"
    # The words stay for as long as one needs to read them.
    page.clock.fast_forward(2000)
    assert button.get_attribute("aria-label") == before


def test_han_is_never_slanted_and_is_set_for_its_language(address: str, page: Page) -> None:
    styles: dict[str, Any] = {}
    for kind in ("post", "Japanese post", "English post"):
        page.goto(address + PAGES[kind])
        styles[kind] = page.evaluate(
            """() => {
              const style = getComputedStyle(document.querySelector(".prose em"));
              return [style.fontStyle, style.textEmphasisStyle, style.textEmphasisPosition];
            }"""
        )
    assert styles["post"] == ["normal", "dot", "under"]
    assert styles["Japanese post"] == ["normal", "dot", "over"]
    assert styles["English post"][:2] == ["italic", "none"]
    page.goto(address + PAGES["Japanese post"])
    latin = page.get_by_text("Andante", exact=True)
    assert latin.evaluate("each => getComputedStyle(each).fontStyle") == "italic"
    assert latin.evaluate("each => getComputedStyle(each).textEmphasisStyle") == "none"


def test_a_line_holds_a_readable_number_of_characters(address: str, page: Page) -> None:
    measure = """() => {
      const text = document.querySelector(".prose");
      const size = parseFloat(getComputedStyle(text).fontSize);
      return text.getBoundingClientRect().width / size;
    }"""
    page.goto(address + PAGES["post"])
    assert 36 <= page.evaluate(measure) <= 42
    page.goto(address + PAGES["English post"])
    # A Latin character is about half an em wide.
    assert 65 <= page.evaluate(measure) / 0.49 <= 75


def test_every_ring_leads_to_its_year(address: str, page: Page) -> None:
    page.goto(address + PAGES["archive"])
    rings = page.locator(".rings a")
    assert [rings.nth(at).get_attribute("href") for at in range(rings.count())] == [
        f"../{year}/" for year in range(2025, 2020, -1)
    ]
    assert (rings.first.get_attribute("aria-label") or "").startswith("2025年：1 篇文章")
    page.get_by_role("link", name="2023年：1 篇文章").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}blog/2023/")


def test_print_shows_the_text_alone(address: str, page: Page) -> None:
    page.goto(address + PAGES["post"])
    page.emulate_media(media="print")
    assert page.locator(".prose").is_visible()
    for away in (".site-header", ".site-footer", ".toc", ".neighbours"):
        assert not page.locator(away).is_visible(), away
