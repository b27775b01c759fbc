"""The places of the PyData theme hold what a site puts there, and leave no frame where that is empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sphinx_ext.site import Site

CONF = """\
templates_path = ["_templates"]
html_sidebars = {"docs/index": ["seen"], "docs/leaf": ["empty.html"]}
html_theme_options = {
    "navbar_start": "seen",
    "navbar_center": ["empty"],
    "navbar_end": "seen.html, empty",
    "footer_start": ["empty"],
    "footer_center": ["seen.html"],
    "secondary_sidebar_items": {"docs/**": ["empty"], "docs/index": ["seen"]},
}
"""
FILES = {
    "index.md": "# Home\n\n```{toctree}\ndocs/index\n```\n",
    "docs/index.md": "# Docs\n\n```{toctree}\nleaf\n```\n",
    "docs/leaf.md": "# Leaf\n",
    # It needs a value of ours, which is there when the page is written.
    "_templates/seen.html": '<i class="seen">{{ nenrin.site.title }}</i>',
    "_templates/empty.html": "{# nothing #}\n",
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    site = make_site(FILES, conf=CONF)
    assert site.warnings == ""
    return site


def test_places_hold_what_a_site_puts_there(site: Site) -> None:
    page = site.html("docs")
    title = page.select_one(".site-logo-name, i.seen")
    assert title is not None
    assert title.text
    shown = [len(page.select(f"{place} i.seen")) for place in (".site-header", ".site-footer", ".docs-nav")]
    assert shown == [2, 1, 1]
    assert len(page.select("article > i.seen")) == 1
    assert len(site.html("docs/leaf").select("article > i.seen")) == 0


def test_what_is_empty_leaves_no_frame(site: Site) -> None:
    page = site.html("docs/leaf")
    assert not page.select(".site-nav, .site-menu-button, .docs-nav, .with-nav")
    assert [part.get_text(strip=True) != "" for part in page.select(".site-footer-part")] == [True, True]
