"""Which heading an anchor means, as other tools would write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.anchors import anchor_named, nearest

TITLES = ["Oak", "步驟一：建立 Line Bot", "Setup guide", "Café au lait", "步驟二", "Start"]
IDS = ["oak", "步驟一-建立-line-bot", "setup-guide", "café-au-lait", "步驟二", "boot"]
HEADINGS = {slug: (line, slug, title) for line, (slug, title) in enumerate(zip(IDS, TITLES, strict=True), 1)}
HEADINGS["github-slug"] = (2, IDS[1], TITLES[1])


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("setup-guide", "setup-guide"),
        ("github-slug", "步驟一-建立-line-bot"),
        ("步驟一：建立_Line_Bot", "步驟一-建立-line-bot"),
        ("SETUP_GUIDE", "setup-guide"),
        ("cafe-au-lait", "café-au-lait"),
        ("Café au lait", "café-au-lait"),
        ("start", "boot"),
        ("heading", "步驟二"),
        ("section-2", "setup-guide"),
        ("heading-9", None),
        ("nothing", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_anchors(written: str, part: str | None) -> None:
    assert anchor_named(HEADINGS, written) == part


def test_what_two_headings_may_mean_means_none() -> None:
    assert anchor_named({"a-b": (1, "a-b", "A b"), "ab-": (2, "ab-", "AB!")}, "AB") is None


def test_the_nearest() -> None:
    assert nearest(HEADINGS, "setup-gide") == "setup-guide"
    assert nearest(HEADINGS, "zzz") == ""


@given(st.text(max_size=20))
def test_any_text_means_a_heading_or_none(written: str) -> None:
    assert anchor_named(HEADINGS, written) in {None, *IDS}
