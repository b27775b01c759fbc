"""Real sites for the tests that build: ``make_site`` writes one and builds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.sphinx_ext.site import Site

CONF = """\
extensions = ["nenrin"]
html_theme = "nenrin"
html_baseurl = "https://example.org/"
language = "en"
project = "Test"
"""
INDEX = "# Test\n"
NOW = "1798761600"  # 2027-01-01T00:00:00Z: tests do not age


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the clock; a test that is about time sets SOURCE_DATE_EPOCH itself."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Write a site and build it: ``make_site({"posts/a.md": "…"}, builder="html", conf='language = "ja"')``.

    ``conf`` is Python that follows the usual five lines, so that it can also replace them; a file ``conf.py``
    takes their place altogether. ``index.md`` is there unless the files bring their own. Warnings are in the
    site returned, and fail nothing. ``build=False`` leaves building it to the test.
    """
    made: list[Site] = []

    def make(
        files: Mapping[str, str | bytes] | None = None,
        *,
        builder: str = "dirhtml",
        confoverrides: Mapping[str, Any] | None = None,
        conf: str = "",
        build: bool = True,
    ) -> Site:
        root = tmp_path / f"site{len(made)}"
        site = Site(root / "src", root / "out", root / "doctrees", builder, confoverrides or {})
        made.append(site)
        for name, content in {"conf.py": CONF + conf, "index.md": INDEX, **(files or {})}.items():
            site.write(name, content)
        return site.build() if build else site

    return make
