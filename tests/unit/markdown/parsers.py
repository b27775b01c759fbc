"""Markdown parsers made as MyST makes its own, with an HTML renderer for the text cases."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

EXTENSIONS = (
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "gfm_autolink",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
)


def myst_parser(*extensions: str, single_tilde: bool = False) -> MarkdownIt:
    """Return MyST's parser with `extensions`; without any, with all that a blog would switch on."""
    config = MdParserConfig(
        enable_extensions=set(extensions or EXTENSIONS), strikethrough_single_tilde=single_tilde
    )
    md = create_md_parser(config, RendererHTML)
    md.add_render_rule("colon_fence", _render_directive)
    md.add_render_rule("footnote_reference_open", _render_note)
    md.add_render_rule("footnote_reference_close", lambda *_: "</note>\n")
    return md


def _render_directive(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """Show a directive of MyST, whose parser has no HTML for it, as its name and its text."""
    del self, options, env
    return f"<directive {escapeHtml(tokens[idx].info)}>\n{escapeHtml(tokens[idx].content)}</directive>\n"


def _render_note(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """Show the start of a footnote, which MyST's parser leaves to MyST's renderer as well."""
    del self, options, env
    return f"<note {escapeHtml(tokens[idx].meta['label'])}>\n"
