"""A site that was ABlog's: the same source built by ABlog under pydata, and by Nenrin, compared page by page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ablog.blog
from nenrin.sphinx_ext.ablog_bridge.settings import INSTEAD, SILENT, TAKEN_OVER

from tests.sphinx_ext.site import Site

CONF = """\
project = "Rings"
extensions = ["{blog}"]
html_theme = "{theme}"
blog_baseurl = "https://rings.example/"
blog_title = "The rings"
blog_authors = {{"mei": ("Renée Müller", "https://mei.example/")}}
blog_default_author = "mei"
blog_locations = {{"paris": ("Paris, France", None)}}
blog_languages = {{"en": ("English", None)}}
html_extra_path = ["extra"]
templates_path = ["_templates"]
"""
OURS = """\
html_sidebars = {"**": ["mine.html", "sidebar-nav-bs.html", "ablog/recentposts.html"]}
html_theme_options = {
    "navbar_end": ["mine.html", "theme-switcher"],
    "navbar_persistent": ["search-button", "mine.html"],
    "footer_end": ["components/colophon", "mine.html"],
    "article_header_start": ["breadcrumbs", "mine.html"],
    "secondary_sidebar_items": {"**/*": ["page-toc", "sourcelink"]},
    "logo_only": True,
}
"""
FILES = {
    "_templates/mine.html": '<p class="mine">Mine</p>',
    "extra/demo/index.html": "demo",
    "index.md": "# Home\n\n```{toctree}\nblog\nposts/draft\nposts/2024-01-05-idea\n```\n\nSee {ref}`a-draft`.\n",
    "blog.md": "# Our blog\n\nPopulated by hand.\n",
    "posts/draft.rst": ".. _a-draft:\n\nA draft\n=======\n\n.. post::\n   :tags: x\n\nFor who knows it.\n\n"
    ".. math::\n\n   a &= b\n\n.. math::\n\n   x + y &=& y + x\n\n   (x+y)+z &=& x+(y+z)\n",
    "posts/2024-01-05-idea.md": "---\nblogpost: true\ntags: x\n---\n# Half an idea\n\nNot done.\n",
    "posts/oak.md": "---\nblogpost: true\ndate: Jan 01, 2025\nimage: 1\nexcerpt: 2\nredirect: old-oak, deep/oak\n"
    "location: paris\nlanguage: en\ntags: CI/CD, C++, page\ncategory: Security & Compliance\n---\n# Oak\n\n"
    "An oak, [linked](https://a.example).\n\n[feed](../blog/atom.xml) [demo](/demo/) <chrome://tracing/>\n",
    "posts/elm.rst": "Elm\n===\n\n.. post:: Feb 02, 2025\n   :tags: C++\n   :redirect: old-elm\n\nAn elm.\n",
}


def site(make_site: Callable[..., Site], blog: str, theme: str, conf: str = "") -> Site:
    extensions = CONF.format(blog=blog, theme=theme)
    if blog == "ablog":
        extensions = extensions.replace('["ablog"]', '["ablog", "myst_parser"]')
    return make_site({"conf.py": extensions + conf, **FILES})


def posts_listed(site: Site) -> list[str]:
    titles = site.html("blog").select("h2 a, .post-card-title a")
    return [title.get_text(strip=True) for title in titles if title.get_text(strip=True) in {"Oak", "Elm"}]


def test_what_the_site_had_is_there_after_the_switch(make_site: Callable[..., Site]) -> None:
    ours = site(make_site, "nenrin", "nenrin", OURS)
    before = site(make_site, "ablog", "pydata_sphinx_theme")
    pages = {name for name in before.files() if name.endswith("index.html") and "_static" not in name}
    # What ABlog has and we do not make: its page of drafts, an archive of pages without a date, its own search page.
    assert {page for page in pages if not (ours.out / page).is_file()} == {"blog/drafts/index.html"}
    assert posts_listed(ours) == ["Elm", "Oak"]
    assert "Populated by hand." in ours.html("blog").get_text()
    assert "For who knows it." in ours.read("posts/draft")
    assert "Half an idea" not in ours.read("blog/atom.xml")
    assert len(ours.html("posts/draft").select("math")) == 2
    assert "<id>https://rings.example/posts/oak/</id>" in ours.read("blog/atom.xml")
    assert "<title>The rings</title>" in ours.read("blog/atom.xml")
    assert 'content="An oak, linked."' in ours.read("posts/oak")
    assert ours.html("blog/location/paris-france").select("h1")[0].get_text() == "Paris, France"
    assert ours.html("blog/author/renée-müller").select("h1")[0].get_text() == "Renée Müller"
    assert len(ours.html("posts/oak").select(".mine")) == 4
    assert ours.warnings == "WARNING: unsupported theme option 'logo_only' given\n"


def test_archives_that_move_leave_a_redirect(make_site: Callable[..., Site]) -> None:
    ours = site(make_site, "nenrin", "nenrin")
    moved = {
        "old-oak": "posts/oak",
        "deep/oak": "posts/oak",
        "old-elm": "posts/elm",
        "blog/tag/cicd": "blog/tag/ci-cd",
        "blog/tag/c": "blog/tag/c-plus-plus",
        "blog/tag/page": "blog/tag/page_",
        "blog/category/security-compliance": "blog/category/security-and-compliance",
        "blog/author/renee-muller": "blog/author/renée-müller",
        "blog/language/english": "blog/language/en",
    }
    for old, new in moved.items():
        link = ours.html(old).select("body > a")[0]
        assert (ours.out / old / str(link["href"])).resolve() == (ours.out / new).resolve() or "%" in str(
            link["href"]
        )
    assert site(make_site, "nenrin", "furo").path("blog/tag/cicd").is_file()


def test_every_option_of_ablog_is_in_the_table() -> None:
    options = {row[0] for row in ablog.blog.CONFIG}
    assert {*TAKEN_OVER, *INSTEAD, *SILENT} == options
    table = Path(__file__).parents[2].joinpath("posts/from-ablog.md").read_text(encoding="utf-8")
    assert [name for name in sorted(options) if f"| `{name}` |" not in table] == []


def test_options_without_effect_are_named(make_site: Callable[..., Site]) -> None:
    conf = 'blog_feed_length = 5\ndisqus_shortname = "rings"\npost_date_format = "%d %B"\n'
    ours = site(make_site, "nenrin", "nenrin", conf)
    assert ours.warnings.splitlines() == [
        f"WARNING: blog_feed_length has no effect: {INSTEAD['blog_feed_length']} [nenrin.config]",
        f"WARNING: post_date_format has no effect: {INSTEAD['post_date_format']} [nenrin.config]",
    ]
    assert ours.html("posts/oak").select("#comments")
