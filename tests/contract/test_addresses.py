"""Addresses that we put together ourselves, for speed, are those that Sphinx gives."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.sphinx_ext.store.site_urls import output_name
from nenrin.sphinx_ext.views.factory import Views
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

NAMES = st.lists(st.sampled_from(["a", "b", "index", "年", "C#", "a b"]), min_size=1, max_size=4).map(
    "/".join
)
KINDS = [DirectoryHTMLBuilder, StandaloneHTMLBuilder]


def builder_of(kind: type[StandaloneHTMLBuilder]) -> Any:
    builder: Any = kind.__new__(kind)
    builder.outdir, builder.out_suffix, builder.link_suffix = Path("/out"), ".html", ".html"
    return builder


@pytest.mark.parametrize("kind", KINDS)
@given(name=NAMES)
def test_output_files(kind: type[StandaloneHTMLBuilder], name: str) -> None:
    builder = builder_of(kind)
    assert output_name(builder, name) == Path(builder.get_outfilename(name)).relative_to("/out").as_posix()


def test_output_files_of_a_builder_that_has_its_own() -> None:
    class Flat(StandaloneHTMLBuilder):
        def get_output_path(self, page_name: str, /) -> Path:
            return Path(self.outdir, page_name.replace("/", "-") + ".htm")

    assert output_name(builder_of(Flat), "a/b") == "a-b.htm"


@pytest.mark.parametrize("kind", KINDS)
@given(here=NAMES, there=NAMES)
def test_relative_addresses(kind: type[StandaloneHTMLBuilder], here: str, there: str) -> None:
    builder = builder_of(kind)
    views: Any = Views.__new__(Views)
    views.builder, views.pagename = SimpleNamespace(get_target_uri=builder.get_target_uri), here
    found = views.url(there)
    base, target = (uri.replace("#", "%23") for uri in map(builder.get_target_uri, (here, there)))
    wanted = relative_uri(base, target)
    assert found.replace("%20", " ").replace("%E5%B9%B4", "年") == (
        (wanted or target.rpartition("/")[2] or "./").replace("%20", " ").replace("%E5%B9%B4", "年")
    )
