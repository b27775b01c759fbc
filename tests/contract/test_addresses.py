"""Addresses that we put together ourselves are those that Sphinx gives, and right where Sphinx's are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.store.addresses import output_name, page_url, way_to_page
from nenrin.sphinx_ext.store.builders import SiteDirectoryBuilder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

NAMES = st.lists(
    st.sampled_from(["a", "b", "index", "年", "C#", "a b", "50%25", "?q", "javascript:x", MISSING]),
    min_size=1,
    max_size=4,
).map("/".join)
KINDS = [SiteDirectoryBuilder, DirectoryHTMLBuilder, StandaloneHTMLBuilder]
SITE = "https://example.org/blog/"


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
def test_the_way_from_one_page_to_another_leads_there(
    kind: type[StandaloneHTMLBuilder], here: str, there: str
) -> None:
    builder = builder_of(kind)
    way = urljoin(SITE + page_url(builder, here), way_to_page(builder, here, there))
    assert way == SITE + page_url(builder, there)
    served = unquote(way.removeprefix(SITE))
    assert (served if served.endswith(".html") else f"{served}index.html") == output_name(builder, there)


@given(here=NAMES, there=NAMES)
def test_sphinx_itself_finds_the_way_from_our_pages(here: str, there: str) -> None:
    builder = builder_of(SiteDirectoryBuilder)
    base, target = builder.get_target_uri(here), builder.get_target_uri(there)
    assert urljoin(SITE + base, relative_uri(base, target) or urljoin(SITE, base)) == SITE + target
