"""Take a picture of each kind of page, on a phone and a wide screen, light and dark, for a person to look at.

python -m benchmarks.screenshots OUT            the small blog that the tests of the theme build
python -m benchmarks.screenshots OUT --menu     also what opens: the menu on a phone and the search

Needs the extra "test" and a Chromium (see tests/conftest.py).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, find_chromium, http_server
from tests.sphinx_ext.theme_blog import PAGES, build_theme_blog

Mode = Literal["light", "dark"]
SIZES = {"phone": (390, 844), "wide": (1280, 900)}
MODES: tuple[Mode, ...] = ("light", "dark")


def main() -> None:
    """Build, serve, and take every picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--menu", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_theme_blog(Path(folder))
        flags = [*CHROMIUM_FLAGS, "--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        with http_server(site.out) as address:
            for mode in MODES:
                for size in SIZES:
                    take(browser, address, options.out, size, mode, menu=options.menu)
        browser.close()
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")


def take(browser: Browser, address: str, out: Path, size: str, mode: Mode, *, menu: bool) -> None:
    """Take the pictures of one size and mode, each of the whole page."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=mode)
    page = context.new_page()
    for kind, path in PAGES.items():
        page.goto(address + path, wait_until="networkidle")
        page.screenshot(path=out / f"{kind.replace(' ', '-')}.{size}.{mode}.png", full_page=True)
    if menu:
        take_what_opens(page, address, out, size, mode)
    context.close()


def take_what_opens(page: Page, address: str, out: Path, size: str, mode: str) -> None:
    """Take the menu, where there is one, and the search with a query in it."""
    page.goto(address, wait_until="networkidle")
    if page.locator(".site-menu-button").is_visible():
        page.locator(".site-menu-button").click()
        page.screenshot(path=out / f"menu.{size}.{mode}.png")
        page.keyboard.press("Escape")
    page.locator(".search-button").click()
    page.locator("input[name=q]:visible").first.fill("河")
    page.wait_for_timeout(800)
    page.screenshot(path=out / f"searching.{size}.{mode}.png")


if __name__ == "__main__":
    main()
