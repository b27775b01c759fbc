"""Slips of the pen in keys and options are named with what was meant; other tools' keys are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nenrin.posts.front_matter.keys import is_known
from nenrin.posts.front_matter.typos import slipped_keys

from tests.sphinx_ext.site import Site


@pytest.mark.parametrize(
    ("keys", "slips"),
    [
        (["titel", "date"], [("titel", "title")]),
        (["catagories", "tgas"], [("catagories", "categories"), ("tgas", "tags")]),
        (["Descripton"], [("Descripton", "description")]),
        (["pubdtae", "auhtor"], [("pubdtae", "pubDate"), ("auhtor", "author")]),
        (["titel", "title"], []),
        (
            [
                "images",
                "covers",
                "top",
                "sticky",
                "thumbnail",
                "swiper_index",
                "mood",
                "dates",
                "tile.x",
                "cove",
            ],
            [],
        ),
        (["layout", "type", "keywords", "summary", "weight", "katex", "slug", "header"], []),
    ],
)
def test_slips_of_everyday_keys(keys: list[str], slips: list[tuple[str, str]]) -> None:
    assert list(slipped_keys(keys, is_known)) == slips


def test_slips_are_named_where_they_stand(make_site: Callable[..., Site]) -> None:
    files = {"posts/a.md": "---\ntitel: Oak\ndate: 2024-05-01\n---\nText.\n"}
    site = make_site(files, conf="nenrin_page_sise = 3\nnenrin_xyzzy = 1\n")
    assert site.warnings.splitlines() == [
        "WARNING: nenrin_page_sise is no option; did you mean nenrin_page_size? [nenrin.config]",
        "WARNING: nenrin_xyzzy is no option [nenrin.config]",
        "posts/a.md:2: WARNING: titel: nothing reads this key; did you mean title? [nenrin.value]",
    ]
