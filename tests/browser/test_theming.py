"""What the options of a theme promise, seen: colours that were chosen, icons, the logo, components of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from nenrin.outputs.contrast import readable
from playwright.sync_api import Page
from pygments.styles import get_style_by_name
from pygments.token import Comment, Keyword, Number, Token

from tests.contract.test_theming import build_theming_blog
from tests.sphinx_ext.conftest import CONF, NOW
from tests.sphinx_ext.site import Site

NewPage = Callable[..., Page]
STYLES = {"light": "tango", "dark": "monokai"}
TOKENS = {".k": Keyword, ".mi": Number.Integer, ".c1": Comment.Single}
CODE = "---\ntitle: Code\ndate: 2024-05-06\n---\n```python\nif rings > 12:  # old\n    pass\n```\n"
ACCENT = "#2f6b4f"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """The blog of guide/theming.md, and one with chosen colours of code."""
    root = tmp_path_factory.mktemp("code")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        code = Site(root / "src", root / "out", root / "doctrees")
        options = {f"pygments_{mode}_style": style for mode, style in STYLES.items()}
        code.write("conf.py", f"{CONF}html_theme_options = {options!r}\n")
        code.write("index.md", "# Code\n")
        code.write("posts/code.md", CODE)
        yield {"code": code.build(), "theming": build_theming_blog(tmp_path_factory.mktemp("theming"))}


@pytest.fixture
def address(sites: dict[str, Site], serve: Callable[[Path], str]) -> Callable[[str], str]:
    return lambda name: serve(sites[name].out)


def rgb(colour: str) -> str:
    """A colour such as ``96401f`` as browsers say it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def style_of(page: Page, selector: str, name: str) -> str:
    return str(
        page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    )


@pytest.mark.parametrize(
    ("system", "chosen", "mode"),
    [
        ("light", "", "light"),
        ("dark", "", "dark"),
        ("light", "dark", "dark"),
        ("dark", "light", "light"),
    ],
)
def test_code_has_the_colours_of_the_chosen_style(
    address: Callable[[str], str], new_page: NewPage, system: str, chosen: str, mode: str
) -> None:
    page = new_page(color_scheme=system)
    page.goto(f"{address('code')}posts/code/")
    if chosen:
        page.evaluate("mode => document.documentElement.dataset.theme = mode", chosen)
    style: Any = get_style_by_name(STYLES[mode])
    shown = {name: style_of(page, f".highlight {name}", "color") for name in TOKENS}
    # What a style does not colour itself has the colour of its text.
    wanted = {
        name: rgb(style.style_for_token(token)["color"] or style.style_for_token(Token)["color"])
        for name, token in TOKENS.items()
    }
    assert shown == wanted
    assert style_of(page, ".highlight", "backgroundColor") == rgb(style.background_color)


@pytest.mark.parametrize(("mode", "background"), [("light", "#fbf9f5"), ("dark", "#181512")])
def test_links_have_the_accent_that_was_chosen(
    address: Callable[[str], str], new_page: NewPage, mode: str, background: str
) -> None:
    page = new_page(color_scheme=mode)
    page.goto(f"{address('theming')}posts/1/")
    link = page.locator("main a[href^='mailto:']")
    assert link.evaluate("link => getComputedStyle(link).color") == rgb(readable(ACCENT, background))


def test_icons_and_the_logo_are_drawn(address: Callable[[str], str], page: Page) -> None:
    home = address("theming")
    page.goto(home)
    for url in ("https://github.com/mei", "https://example.org/blog/atom.xml"):
        drawing = page.locator(f"a[href='{url}'] svg")
        box = drawing.bounding_box()
        assert box is not None
        assert box["width"] > 10
        # Something is drawn in it: the icon has a shape of its own.
        assert drawing.locator("path").first.evaluate("path => path.getTotalLength()") > 10
    mark = page.locator("img.site-logo-mark")
    assert mark.evaluate("image => image.complete && image.naturalWidth > 0")
    icon = page.locator("link[rel~=icon]").evaluate("link => link.href")
    assert urlsplit(icon).path.endswith("logo.svg")
    assert page.request.get(icon).ok


def test_the_stylesheet_of_ones_own_has_the_last_word(address: Callable[[str], str], page: Page) -> None:
    page.goto(f"{address('theming')}posts/1/")
    size = float(style_of(page, ".prose", "fontSize").removesuffix("px"))
    leading = float(style_of(page, ".prose p", "lineHeight").removesuffix("px"))
    assert leading / size == pytest.approx(1.8, abs=0.01)
