"""Where a page is in the output: its URL below the root of the site, and its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts import urls
from nenrin.posts.addresses import MISSING
from nenrin.sphinx_ext.store.builders import SiteDirectoryBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder


def page_url(builder: Builder, pagename: str) -> str:
    """Return the URL of a page from the root of the site, percent-encoded."""
    uri = builder.get_target_uri(pagename)
    # Ours encodes the URLs itself, as does Sphinx's builder for pages that end with `.html`.
    is_plain = type(builder).get_target_uri is DirectoryHTMLBuilder.get_target_uri
    return urls.encode(uri) if is_plain else uri


def way_to_page(builder: Builder, here: str, there: str, anchor: str = "") -> str:
    """Return the URL of the page ``there`` as it stands on the page ``here``."""
    return urls.relative(page_url(builder, here), page_url(builder, there), anchor)


def way_to_file(builder: Builder, here: str, name: str) -> str:
    """Return the URL of the output file ``name`` as it stands on the page ``here``."""
    return urls.relative(page_url(builder, here), urls.encode(name))


def output_name(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the file of a page below the output folder, with slashes, as ``builder.get_output_path`` has it."""
    path_of = type(builder).get_output_path
    if path_of is SiteDirectoryBuilder.get_output_path and pagename != MISSING:
        is_index = pagename == "index" or pagename.endswith("/index")
        return f"{pagename if is_index else f'{pagename}/index'}{builder.out_suffix}"
    if path_of is StandaloneHTMLBuilder.get_output_path:
        return f"{pagename}{builder.out_suffix}"
    return Path(builder.get_outfilename(pagename)).relative_to(builder.outdir).as_posix()
