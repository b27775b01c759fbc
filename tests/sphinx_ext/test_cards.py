"""Cards in a built site: who gets one, what redraws it, and what is said where no font has the letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.sphinx_ext.site import Site
from tests.unit.outputs.test_cards import make_font

MakeSite = Callable[..., Site]

LETTERS = "".join(map(chr, range(0x21, 0x7F))) + "年輪森…"
POSTS = {
    "posts/oak.md": "---\ntitle: Oak 年輪\ndate: 2023-05-01\ncategories: [Trees]\n---\nText.\n",
    "posts/elm.md": "---\ntitle: Elm\ndate: 2024-05-01\nimage: https://cdn.example/elm.png\n---\nText.\n",
    "posts/drawn.md": "---\ntitle: Drawn\ndate: 2024-06-01\nimage: https://cdn.example/elm.svg\n---\nText.\n",
}


@pytest.fixture
def card_site(make_site: MakeSite, tmp_path: Path) -> Callable[..., Site]:
    """Write a site whose cards have the letters of a font of ours."""
    font = make_font(tmp_path / "ours.ttf", LETTERS).read_bytes()

    def make(files: Mapping[str, str], conf: str = "") -> Site:
        return make_site({"ours.ttf": font, **files}, conf=f'nenrin_card_font = "ours.ttf"\n{conf}')

    return make


def cards(site: Site) -> dict[str, bytes]:
    return {name: content for name, content in site.files().items() if name.startswith("_cards/")}


def picture(site: Site, name: str) -> str:
    found = site.html(name).select_one('meta[property="og:image"]')
    return str(found["content"]).removeprefix("https://example.org/") if found else ""


def test_posts_without_a_cover_get_a_card_and_say_so(card_site: Callable[..., Site]) -> None:
    site = card_site({**POSTS, "about.md": "---\norphan: true\n---\n# About\n"})
    assert not site.warnings
    assert sorted(cards(site)) == ["_cards/index.png", "_cards/posts/drawn.png", "_cards/posts/oak.png"]
    assert all(Image.open(BytesIO(content)).size == (1200, 630) for content in cards(site).values())
    assert picture(site, "posts/oak") == "_cards/posts/oak.png"
    assert picture(site, "posts/elm") == "https://cdn.example/elm.png"
    assert picture(site, "about") == picture(site, "blog") == "_cards/index.png"


def test_a_new_post_changes_no_older_card(card_site: Callable[..., Site]) -> None:
    site = card_site(POSTS)
    before = cards(site)
    site.write("posts/new.md", "---\ntitle: New\ndate: 2024-07-01\n---\nText.\n")
    after = cards(site.build())
    assert {name for name in after if after[name] != before.get(name)} == {
        "_cards/index.png",
        "_cards/posts/new.png",
    }
    site.write("posts/oak.md", POSTS["posts/oak.md"].replace("Oak", "Old oak"))
    assert cards(site.build())["_cards/posts/oak.png"] != before["_cards/posts/oak.png"]
    assert cards(site) == cards(site.apart("fresh"))


def test_a_build_of_nothing_new_draws_nothing(card_site: Callable[..., Site]) -> None:
    site = card_site(POSTS)
    stamps = {name: (site.out / name).stat().st_mtime_ns for name in cards(site)}
    site.build()
    assert {name: (site.out / name).stat().st_mtime_ns for name in cards(site)} == stamps


def test_two_processes_draw_the_same(card_site: Callable[..., Site]) -> None:
    site = card_site(POSTS)
    assert cards(site.apart("parallel", "-j", "2")) == cards(site)


def test_a_cover_takes_the_place_of_the_card(card_site: Callable[..., Site]) -> None:
    site = card_site(POSTS)
    site.write(
        "posts/oak.md",
        POSTS["posts/oak.md"].replace("categories", "image: https://c.example/o.png\ncategories"),
    )
    assert "_cards/posts/oak.png" not in cards(site.build())
    assert picture(site, "posts/oak") == "https://c.example/o.png"


def test_letters_that_no_font_has_are_said_once(card_site: Callable[..., Site]) -> None:
    glyphs = {f"posts/{name}.md": f"---\ntitle: 𓀀{name}\ndate: 2022-01-01\n---\nText.\n" for name in "ab"}
    site = card_site({**POSTS, **glyphs})
    assert site.warnings == (
        "WARNING: no card for posts/b (and 1 more): no font here has '𓀀'; set nenrin_card_font, or install a font "
        "such as Noto Sans CJK [nenrin.card]\n"
    )
    assert "_cards/posts/a.png" not in cards(site)
    assert picture(site, "posts/a") == "_cards/index.png"
    site.write("posts/oak.md", POSTS["posts/oak.md"].replace("Oak", "𓀀"))
    assert "_cards/posts/oak.png" not in cards(site.build())
    assert picture(site, "posts/oak") == "_cards/index.png"


def test_who_did_not_ask_for_cards_is_not_warned(make_site: MakeSite) -> None:
    site = make_site({"posts/a.md": "---\ntitle: 𓀀\ndate: 2022-01-01\n---\nText.\n"})
    assert not site.warnings


def test_the_first_post_gives_other_pages_the_card_of_the_home_page(card_site: Callable[..., Site]) -> None:
    site = card_site({"about.md": "---\norphan: true\n---\n# About\n"})
    assert not picture(site, "about")
    site.write("posts/oak.md", POSTS["posts/oak.md"])
    assert picture(site.build(), "about") == "_cards/index.png"


def test_cards_can_be_switched_off(card_site: Callable[..., Site]) -> None:
    site = card_site(POSTS, "nenrin_cards = False\n")
    assert not cards(site)
    assert not picture(site, "posts/oak")


def test_a_font_that_is_not_there_is_named(make_site: MakeSite) -> None:
    site = make_site({}, conf='nenrin_card_font = ["gone.otf"]\n')
    assert (
        "nenrin_card_font: found 'gone.otf', expected a font file that is there [nenrin.card]"
        in site.warnings
    )
