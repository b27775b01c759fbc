"""The theme as files: what pages carry, what pydata's options do, and what a site can replace."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from nenrin.sphinx_ext.config.theme import THEME_PATH
from pygments.styles import get_all_styles, get_style_by_name
from pygments.token import Keyword

from tests.sphinx_ext.site import Site
from tests.sphinx_ext.theme_blog import PAGES, build_theme_blog

MakeSite = Callable[..., Site]
POST = "---\ntitle: Rivers\ndate: 2024-05-06\ntags: [water]\n---\n\nThey *flow*.\n\n## Up\n\nA.\n\n## Down\n\nB.\n"

# Classes that say what an element is and are styled by their element, their place or not at all.
BARE = re.compile(
    r"docutils|reference|internal|external|simple|arabic|upperalpha|notranslate|pre|std|std-ref|xref|py|py-.*|doc"
    r"|highlight-.*|literal|literal-block-wrapper|literal-block|caption-text|container|compound|row-odd|row-even|head|stub"
    r"|table|colwidths-.*|align-default|image-reference|brackets|superscript|odd|even|field-odd|field-even|sig-.*"
    r"|nav-item|nav-link|nav-internal|nav-external|toctree-l\d|current|active|has-children|nav|bd-sidenav|p|w|o|n|nt?|default_value"
    r"|viewcode-.*|icon-(?!check).*|search-.*|js-only|rows|older|newer|reference-.*|std-.*|file|download|function|mermaid"
    r"|site-nav|docs|latin|tag-child|edit-link|source-link|fn-backref|math-source|gp|ld|oneline|pst-js-only|post|tint-0|colon|.*_ignore"
)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_theme_blog(tmp_path_factory.mktemp("theme"))


def test_every_class_on_every_page_has_its_rules(blog: Site) -> None:
    sheets = blog.read("_static/nenrin.css") + blog.read("_static/nenrin-docs.css")
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheets))
    lost: dict[str, str] = {}
    for kind, path in PAGES.items():
        for element in blog.html(path).select("body [class]"):
            for name in element["class"]:
                if name not in styled and not BARE.fullmatch(name):
                    lost.setdefault(name, f"{kind}: {element.name}")
    assert lost == {}


def test_pages_link_one_stylesheet_and_documentation_one_more(blog: Site) -> None:
    for kind, path in PAGES.items():
        sheets = [
            Path(str(link["href"]).partition("?")[0]).name
            for link in blog.html(path).select("link[rel=stylesheet]")
        ]
        docs = ["nenrin-docs.css"] if kind in ("docs", "API", "index") else []
        assert sheets == ["nenrin.css", *docs], kind


def test_nothing_of_pydata_sphinx_or_ablog_is_loaded(blog: Site) -> None:
    for path in PAGES.values():
        page = blog.html(path)
        names = {Path(str(script["src"]).partition("?")[0]).name for script in page.select("script[src]")}
        assert names <= {"nenrin.js", "nenrin-theme.js", "nenrin-search.js"}, path


def test_a_post_says_all_of_itself_in_the_page(blog: Site) -> None:
    page = blog.html(PAGES["post"])
    assert [title.get_text() for title in page.select("h1")] == ["一条河有多长？"]
    assert page.title
    assert page.title.get_text() == "一条河有多长？ – 河边笔记"
    times = [time["datetime"] for time in page.select(".post-header time")]
    assert times == ["2025-06-01T08:00:00+08:00", "2026-02-03"]
    assert [link.get_text() for link in page.select(".post-header .kicker a")] == ["水", "地理"]
    assert [link.get_text() for link in page.select(".tag-list a")] == ["河", "测量"]
    assert page.select_one(".post-lead").get_text() == "量一条河，要先决定从哪里算起。"  # type: ignore[union-attr]
    assert page.select_one(".post-cover img")["width"] == "640"  # type: ignore[index]
    assert page.select_one("[rel=license]")["href"] == "https://creativecommons.org/licenses/by-sa/4.0/"  # type: ignore[index]
    assert [link["href"] for link in page.select(".neighbours a")] == ["../english/"]
    assert "川の音" in [link.get_text() for link in page.select(".related a")]


def test_the_frame_speaks_the_language_of_the_site_round_a_post_of_another(blog: Site) -> None:
    page = blog.html(PAGES["English post"])
    assert page.html
    assert page.html["lang"] == "en"
    header = page.select_one(".site-header")
    assert header
    assert header["lang"] == "zh-CN"


def test_an_old_post_says_so_and_a_new_one_does_not(blog: Site) -> None:
    assert "2021年5月5日" in blog.html("posts/old").select_one(".post-notice").get_text()  # type: ignore[union-attr]
    assert not blog.html(PAGES["post"]).select(".post-notice")


def test_links_of_the_missing_page_start_from_the_root(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": POST}, conf='html_baseurl = "https://example.org/blog-of-mine/"')
    page = site.html("404.html")
    assert page.base
    assert page.base["href"] == "/blog-of-mine/404.html"
    assert page.select_one("link[rel=stylesheet]")["href"].startswith("_static/")  # type: ignore[index,union-attr]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]


def test_pydata_options_of_the_header_and_footer_are_filled(make_site: MakeSite) -> None:
    conf = """
html_theme_options = {
    "navbar_start": ["navbar-logo"],
    "navbar_end": ["navbar-icon-links"],
    "external_links": [{"name": "Elsewhere", "url": "https://example.com/"}],
    "github_url": "https://github.com/example",
    "footer_center": ["last-updated"],
    "footer_end": [],
    "announcement": "<p>News</p>",
    "logo": {"text": "A name"},
}
html_last_updated_fmt = "%Y"
"""
    page = make_site({"posts/a.md": POST}, conf=conf).html("posts/a")
    assert page.select_one(".site-header .navbar-brand")
    assert not page.select("[data-theme-switch]")
    assert page.select_one(".site-nav a[href='https://example.com/']")
    assert page.select_one(".site-tools a[href='https://github.com/example'] svg")
    assert "2027" in page.select_one(".site-footer .last-updated").get_text()  # type: ignore[union-attr]
    assert not page.select("a[href*=pypi]")
    assert page.select_one(".announcement").get_text() == "News"  # type: ignore[union-attr]


def test_a_site_replaces_one_component_by_one_file(make_site: MakeSite) -> None:
    files = {
        "posts/a.md": POST,
        "_templates/components/comments.html": '<section id="mine">Say something.</section>\n',
    }
    page = make_site(files, conf='templates_path = ["_templates"]').html("posts/a")
    assert page.select_one(".post #mine")


def test_an_accent_is_fitted_to_both_backgrounds(make_site: MakeSite) -> None:
    site = make_site(conf='html_theme_options = {"accent": "#6699ff"}')
    rule = re.search(
        r":root \{ --accent-light: (#\w+); --accent-dark: (#\w+); \}", site.read("_static/nenrin.css")
    )
    assert rule
    assert rule[1] != "#6699ff"
    assert rule[2] == "#6699ff"


def test_a_wrong_accent_is_one_warning_and_no_accent(make_site: MakeSite) -> None:
    site = make_site(conf='html_theme_options = {"accent": "blue; } body { display: none"}')
    assert site.warnings.count("expected a colour such as #96401f") == 1
    assert "display: none" not in site.read("_static/nenrin.css").splitlines()[-1]


def test_chosen_colours_of_code_are_added(make_site: MakeSite) -> None:
    site = make_site(
        conf='html_theme_options = {"pygments_light_style": "tango", "pygments_dark_style": "monokai"}'
    )
    # What they come to in a browser, by system and by switch: tests/browser/test_theming.py.
    before, _, dark = site.read("_static/nenrin.css").rpartition("@media (prefers-color-scheme: dark)")
    light_keyword, dark_keyword = (
        get_style_by_name(name).style_for_token(Keyword)["color"] for name in ("tango", "monokai")
    )
    assert re.search(rf"(?mi)^\.highlight \.k {{ color: #{light_keyword}\b", before)
    for mode in (':not([data-theme="light"])', '[data-theme="dark"]'):
        assert re.search(
            rf"(?mi)^{re.escape(f':root{mode}')} \.highlight \.k {{ color: #{dark_keyword}\b", dark
        )


def test_colours_of_code_that_no_one_chose_are_ours(make_site: MakeSite) -> None:
    named = tomllib.loads(Path(THEME_PATH, "theme.toml").read_text(encoding="utf-8"))["options"]
    # pydata says of each build that it misses a style whose name Pygments does not know.
    assert {named["pygments_light_style"], named["pygments_dark_style"]} <= set(get_all_styles())
    assert ':root[data-theme="dark"] .highlight .k' not in make_site().read("_static/nenrin.css")


def test_roles_of_other_projects_are_roles(make_site: MakeSite) -> None:
    text = POST + "\n{external:py:func}`print` {nothing}`x`\n"
    site = make_site({"posts/a.md": text}, conf='extensions.append("sphinx.ext.intersphinx")')
    shown = site.html("posts/a").get_text()
    assert "{external" not in shown
    assert "{nothing}" in shown


def test_an_unknown_formula_is_shown_as_it_is_and_said(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": POST + "\n$$\n\\unheardof\n$$\n"})
    assert site.html("posts/a").select_one("pre .math-source").get_text() == "\\unheardof"  # type: ignore[union-attr]
    assert "[nenrin.math]" in site.warnings


def test_another_renderer_of_formulas_is_left_to_its_work(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": POST + "\n$x$\n"}, conf='html_math_renderer = "mathjax"')
    assert site.html("posts/a").select(".math.notranslate")


def test_diagrams_are_text_until_the_site_names_a_mermaid(make_site: MakeSite) -> None:
    post = POST + "\n```mermaid\ngraph LR\n  a --> b\n```\n"
    plain = make_site({"posts/a.md": post}).html("posts/a")
    assert "a --> b" in plain.select_one(".mermaid pre").get_text()  # type: ignore[union-attr]
    assert "data-mermaid" not in plain.body.attrs  # type: ignore[union-attr]
    named = make_site({"posts/a.md": post}, conf='nenrin_mermaid_url = "_static/mermaid.min.js"').html(
        "posts/a"
    )
    assert named.body["data-mermaid"] == "../../_static/mermaid.min.js"  # type: ignore[index]


@pytest.mark.parametrize("style", ["rows", "cards"])
def test_the_home_page_shows_rows_or_cards(make_site: MakeSite, style: str) -> None:
    page = make_site({"posts/a.md": POST}, conf=f'nenrin_home_style = "{style}"').html("")
    assert page.select_one(f".post-list.{style} .post-card")
