"""Languages: which names of files name one, and what a site in a language without data looks like."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

MakeSite = Callable[..., Site]
CONF = "nenrin_cards = False\n"
NO_DATA = ("nan", "hak", "wuu", "lzh", "ain", "pre", "tlh")
"""Languages that Babel has heard of and has no words of."""


def post(title: str, language: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-01-01\n{f'lang: {language}' if language else ''}\n---\nText.\n"


FILES = {
    **{f"posts/{name}.md": post(name) for name in ("curry", "curry-pre", "curry.two", "deploy", "deploy.sh")},
    **{
        f"posts/{name}.md": post(name)
        for name in ("main", "main.cs", "oak", "oak.pt-br", "oak.zh-tw", "ring", "ring.ga")
    },
    "posts/elm/index.md": post("elm"),
    "posts/elm/index.ja.md": post("楡"),
    "ja/posts/yew.md": post("一位"),
    "posts/yew.md": post("yew"),
    **{f"posts/in-{language}.md": post(language, language) for language in NO_DATA},
}


def test_only_a_language_of_the_site_is_a_part_of_a_name(make_site: MakeSite) -> None:
    site = make_site(FILES, conf=f'{CONF}nenrin_languages = ["ja", "pt-BR", "zh-TW"]')
    assert not site.warnings
    for name in ("curry", "curry-pre", "curry.two", "deploy", "deploy.sh", "main", "main.cs", "ring.ga"):
        assert heading(site, f"posts/{name}") == name
        assert not languages(site, f"posts/{name}")
    assert languages(site, "posts/oak") == {"en", "pt-BR", "zh-TW", "x-default"}
    assert languages(site, "posts/elm") == languages(site, "posts/yew") == {"en", "ja", "x-default"}
    for language in NO_DATA:
        named = {tag.get("property") for tag in site.html(f"posts/in-{language}").select("meta")}
        assert {"og:title", "og:url"} <= named
        assert "og:locale" not in named


@pytest.mark.parametrize("language", ["nan", "pre", "C", "zh_Hant_MO_x_tree"])
def test_a_site_in_any_language_is_built(make_site: MakeSite, language: str) -> None:
    site = make_site({"posts/curry.md": post("curry")}, conf=f"{CONF}language = {language!r}")
    assert not site.warnings
    assert heading(site, "posts/curry") == "curry"


def heading(site: Site, page: str) -> str:
    found = site.html(page).find("h1")
    assert found
    return found.get_text()


def languages(site: Site, page: str) -> set[str]:
    return {str(link["hreflang"]) for link in site.html(page).select("link[hreflang]")}
