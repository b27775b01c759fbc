"""Markdown parsers made as MyST makes its own, with an HTML renderer for the text cases."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

EXTENSIONS = (
    "amsmath",
    "colon_fence",
    "dollarmath",
    "gfm_autolink",
    "strikethrough",
    "substitution",
    "tasklist",
)


def myst_parser(*extensions: str, single_tilde: bool = False) -> MarkdownIt:
    """Return MyST's parser with `extensions`; without any, with all that a blog would switch on."""
    config = MdParserConfig(
        enable_extensions=set(extensions or EXTENSIONS), strikethrough_single_tilde=single_tilde
    )
    return create_md_parser(config, RendererHTML)
