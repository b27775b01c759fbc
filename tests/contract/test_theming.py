"""The worked examples of guide/theming.md, tried on a blog all together: each does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nenrin.outputs.contrast import readable

from tests.contract.manual import read, snippets
from tests.sphinx_ext.site import Site

PAGE = "guide/theming.md"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>\n'
SETTINGS = 'extensions = ["nenrin"]\nhtml_theme = "nenrin"\nproject = "Mei"\n'


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_theming_blog(tmp_path_factory.mktemp("theming"))


def build_theming_blog(root: Path) -> Site:
    """Build a blog with the settings, the stylesheet and the templates of the page."""
    site = Site(root / "src", root / "out", root / "doctrees")
    site.write("conf.py", SETTINGS + "".join(each.text for each in snippets("python", page=PAGE)))
    site.write("index.md", "# Mei\n")
    site.write("_static/logo.svg", LOGO)
    for name, text in named_files().items():
        site.write(name, text)
    for day, tag in enumerate(("a", "a", "b"), 1):
        site.write(
            f"posts/{day}.md", f"---\ntitle: Post & {day}\ndate: 2026-11-0{day}\ntags: [{tag}]\n---\nText.\n"
        )
    return site.build()


def named_files() -> dict[str, str]:
    """Each stylesheet and template of the page, by the last file that is named above it."""
    lines = read(PAGE).splitlines()
    files = {}
    for each in snippets("css", "html", page=PAGE):
        above = "\n".join(lines[: each.line - 1])
        files[re.findall(r"`(_(?:static|templates)/[^`]+\.\w+)`", above)[-1]] = each.text
    return files


def test_all_of_them_build_without_a_warning(blog: Site) -> None:
    assert len(named_files()) == 4
    assert not blog.warnings


def test_colour_icons_and_logo_are_there(blog: Site) -> None:
    page = blog.html("index.html")
    assert page.select_one('a[href="https://github.com/mei"] svg')
    assert page.select_one('a[href="https://example.org/blog/atom.xml"] svg')
    assert page.select_one('img.site-logo-mark[src$="logo.svg"]')
    assert page.select_one('link[rel~="icon"][href$="logo.svg"]')
    # What they come to in a browser: tests/browser/test_theming.py.
    accents = re.search(
        r":root \{ --accent-light: (.+); --accent-dark: (.+); \}", blog.read("_static/nenrin.css")
    )
    assert accents
    assert accents.groups() == ("#2f6b4f", readable("#2f6b4f", "#181512"))
    for name in ("img.site-logo-mark", 'link[rel~="icon"]'):
        (link,) = page.select(name)
        assert blog.read(str(link.get("src") or link["href"]).partition("?")[0]) == LOGO


def test_the_stylesheet_comes_after_the_theme(blog: Site) -> None:
    sheets = [str(link["href"]) for link in blog.html("posts/1").select("link[rel=stylesheet]")]
    ours, theirs = (
        next(at for at, sheet in enumerate(sheets) if name in sheet) for name in ("custom", "nenrin")
    )
    assert theirs < ours


def test_components_take_the_place_of_the_theme(blog: Site) -> None:
    home, post = blog.html("index.html"), blog.html("posts/1")
    assert "The manual of Nenrin" in home.select("footer")[-1].get_text()
    cards = home.select("li.post-card")
    assert [card.get_text(" ", strip=True) for card in cards] == [
        "Post & 3 November 3, 2026",
        "Post & 2 November 2, 2026",
        "Post & 1 November 1, 2026",
    ]
    assert post.select_one('a[href="mailto:mei@example.org?subject=Post%20%26%201"]')
    assert "Post & 2" in post.select(".related")[0].get_text()


def test_a_file_is_named_above_each_example() -> None:
    assert all(Path(name).suffix in {".css", ".html"} for name in named_files())
