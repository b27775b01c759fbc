"""The home page: the person who writes, the newest post first, tags within reason; languages that run to the left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

CODE = "```python\n1\n```\n\n```\nplain\n```\n"
POST = "---\ntitle: {title}\ndate: 2024-05-{day:02}\ntags: [{tags}]\n---\nText.\n\n" + CODE
CONF = """\
html_baseurl = "https://example.org/"
nenrin_author = "mei"
nenrin_authors = {"mei": {"name": "Mei Lin", "bio": "Counts <rings>.", "avatar": "_static/mei.svg"}}
nenrin_home_profile = True
nenrin_home_banner = "_static/wide.jpg"
html_static_path = ["_static"]
html_theme_options = {"icon_links": [{"name": "Code", "url": "https://a.example/mei", "icon": "fa-brands fa-github"}]}
"""


def tags(day: int) -> str:
    return ", ".join([*(f"t{day}{at}" for at in range(8)), "all"])


FILES = {
    "_static/mei.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "_static/wide.jpg": "x",
    **{f"posts/p{day}.md": POST.format(title=f"Post {day}", day=day, tags=tags(day)) for day in (1, 2, 3)},
}


def test_a_person_stands_at_the_top(make_site: Callable[..., Site]) -> None:
    home = make_site(FILES, conf=CONF).html("index.html")
    assert [title.get_text() for title in home.select("h1")] == ["Mei Lin"]
    hero = home.select(".hero")[0]
    assert "Counts <rings>." in hero.get_text()
    assert hero.select(".hero-figures")[0].get_text() == "Since 2024 · 3 posts · 3 words"
    assert hero.select("img.hero-avatar")[0]["src"] == "_static/mei.svg"
    assert hero.select("a")[0]["href"] == "https://a.example/mei"
    assert home.select(".hero-banner")[0]["src"] == "_static/wide.jpg"


def test_without_a_profile_the_page_keeps_its_heading(make_site: Callable[..., Site]) -> None:
    home = make_site(FILES, conf=CONF.replace("nenrin_home_profile = True", "")).html("index.html")
    assert not home.select(".hero")
    assert len(home.select("h1")) == 1
    assert home.select("h1")[0].get_text() != "Mei Lin"


def test_twenty_tags_stand_beside_the_posts(make_site: Callable[..., Site]) -> None:
    home = make_site(FILES, conf=CONF).html("index.html")
    tags = home.select(".aside-part .tag-cloud a")
    assert len(tags) == 20
    assert "all" in [tag.get_text() for tag in tags]
    assert [link.get_text(" ", strip=True) for link in home.select(".aside-more a")] == ["All tags 25 →"]


@pytest.mark.parametrize("style", ["rows", "cards", "grid", "compact"])
def test_lists_have_a_style(make_site: Callable[..., Site], style: str) -> None:
    site = make_site(FILES, conf=f"nenrin_home_style = {style!r}\n")
    assert site.html("index.html").select(f".post-list.latest.{style}")
    assert site.html("blog").select(f".post-list.{style}")


def test_code_says_its_language(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    blocks = site.html("posts/p1").select(".prose .highlight")
    assert [block.get("data-language") for block in blocks] == ["python", None]


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("en", None), ("zh_CN", None)]
)
def test_pages_run_as_their_language_does(
    make_site: Callable[..., Site], language: str, direction: str | None
) -> None:
    site = make_site(FILES, confoverrides={"language": language})
    for name in ("index.html", "posts/p1", "blog"):
        assert site.html(name).select("body")[0].get("dir") == direction


def test_a_post_in_arabic_runs_from_the_right(make_site: Callable[..., Site]) -> None:
    site = make_site({"posts/a.md": "---\ntitle: A\ndate: 2024-05-01\nlang: ar\n---\nText.\n"})
    assert site.html("posts/a").select("body")[0]["dir"] == "rtl"
    assert site.html("blog").select("body")[0].get("dir") is None


def test_another_theme_runs_so_too(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES, confoverrides={"language": "ar", "html_theme": "alabaster"})
    assert site.html("posts/p1").select("html")[0]["dir"] == "rtl"
