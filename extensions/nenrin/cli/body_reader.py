"""Read the bodies of posts with the build's Markdown rules, without Sphinx."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from nenrin.markdown import problems_of, use_plugins
from nenrin.markdown.outline import first_heading
from nenrin.markdown.syntax import MYST_EXTENSIONS, has_our_keys
from nenrin.posts.check import BodyFacts, BodyReader
from nenrin.posts.front_matter.fences import FrontMatter
from nenrin.posts.model import Problem


def body_reader() -> BodyReader:
    """Return a reader of bodies; two parsers serve all files: one for posts, one for pages written for MyST."""
    parsers = {dialects: _parser(dialects=dialects) for dialects in (True, False)}

    def read(front: FrontMatter) -> BodyFacts:
        md = parsers[has_our_keys(front)]
        env: dict[str, Any] = {}
        # The lines of the front matter stay as empty lines, so that problems name the right line.
        tokens = md.parse("\n" * front.body_line + front.body, env)
        problems = (
            Problem("markup", "", found.line, f"{found.construct} {found.what}") for found in problems_of(env)
        )
        return BodyFacts(first_heading(tokens), tuple(problems))

    return read


def _parser(*, dialects: bool) -> MarkdownIt:
    config = MdParserConfig(enable_extensions=set(MYST_EXTENSIONS))
    # Sphinx knows which roles there are. Here each may be one: a role says nothing that is checked.
    md = create_md_parser(config, RendererHTML)
    return use_plugins(md, known_roles=lambda name: True, dialects=dialects)
