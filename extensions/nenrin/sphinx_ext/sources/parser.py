"""The Markdown parser of posts: MyST's, with our reading of front matter, one title and readable ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning

from nenrin.markdown import MarkupProblem, problems_of
from nenrin.markdown.comments import without_comments
from nenrin.markdown.excerpt import SEPARATOR_KEY
from nenrin.markdown.outline import first_heading, with_title
from nenrin.markdown.plain_text import excerpt, plain_text
from nenrin.markdown.syntax import MYST_EXTENSIONS, has_our_keys
from nenrin.posts import word_count
from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.fences import FrontMatter, read_front_matter
from nenrin.posts.front_matter.keys import is_known
from nenrin.posts.front_matter.reader import Reading, file_title, read_post
from nenrin.posts.model import Body, Problem, Value
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.values import Options, is_set
from nenrin.sphinx_ext.sources.parser_pool import lent_parser
from nenrin.sphinx_ext.sources.renderer import DIALECTS, add_nodes
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_NOT_FIELDS = frozenset({"title", "myst", "mystnb", "substitutions", "html_meta", "excerpt_separator"})


def load_myst(app: Sphinx) -> None:
    """Load MyST, in whatever order extensions are named: MyST-NB brings it along and has taken its endings."""
    if "myst_nb" not in app.extensions:
        app.setup_extension("myst_parser")


def add_parser(app: Sphinx) -> None:
    """Put our parser in the place of MyST's, for every spelling of Markdown files."""
    app.add_source_parser(PostParser, override=True)
    add_nodes(app)
    for suffix in MARKDOWN:
        app.add_source_suffix(suffix, "markdown", override=True)


@costs("the syntax that bloggers expect of MyST")
def set_myst_defaults(app: Sphinx, config: Config) -> None:
    """Turn on the syntax a blogger expects, where conf.py does not say which."""
    if not is_set(config, "myst_enable_extensions"):
        config.myst_enable_extensions = set(MYST_EXTENSIONS)
    if not is_set(config, "myst_heading_anchors"):
        config.myst_heading_anchors = 6


class PostParser(MystParser):
    """Parses Markdown pages: reads the front matter by our table, notes the post, renders by MyST."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse ``inputstring`` into ``document``; what the front matter says goes to the domain."""
        env: BuildEnvironment = document.settings.env
        front = read_front_matter(inputstring)
        # The lines of the front matter stay as empty lines, so that MyST's warnings name the right line.
        dialects = has_our_keys(front)
        shown = without_comments(front.body) if dialects else front.body
        body = "\n" * front.body_line + shown
        config = _file_config(env.myst_config, front, document)  # type: ignore[attr-defined]
        with lent_parser(env, config, dialects=dialects) as md:
            md.options["document"] = document
            md.options[DIALECTS] = dialects
            md_env: dict[str, Any] = {SEPARATOR_KEY: front.values.get("excerpt_separator", "")}
            tokens = md.parse(body, md_env)
            if shown != front.body:
                post_domain(env).withheld.add(env.docname)
            if _is_page(document, env):
                tokens = self._page(front, tokens, problems_of(md_env), env)
            md.renderer.render(_with_fields(front, tokens), md.options, md_env)

    def _page(
        self, front: FrontMatter, tokens: list[Token], problems: list[MarkupProblem], env: BuildEnvironment
    ) -> list[Token]:
        """Note what the page is in the domain, and give it its one title."""
        title = title_of(*note_page(front, tokens, problems, env))
        return with_title(tokens, title) if title else tokens


def note_page(
    front: FrontMatter, tokens: list[Token], problems: list[MarkupProblem], env: BuildEnvironment
) -> tuple[Reading, list[Token], str]:
    """Note in the domain what the page that is being read is; return that, its tokens and the path of its file."""
    text = plain_text(tokens)
    count, minutes = word_count.measure(text)
    body = Body(count, minutes, word_count.shorten(excerpt(tokens), word_count.EXCERPT_WIDTH))
    settings = Options(env.config).reading()
    source = env.doc2path(env.docname, False).with_suffix("").as_posix()
    reading = read_post(front, env.docname, settings, source=source, heading=first_heading(tokens), body=body)
    found = [Problem("markup", "", line, f"{construct} {what}") for line, construct, what in problems]
    reading = replace(reading, problems=(*reading.problems, *found))
    post_domain(env).readings[env.docname] = reading
    return reading, tokens, source


def note_notebook(env: BuildEnvironment, markdown: str) -> str:
    """Note what a notebook is, by its text as Markdown; return the title to put over it, ``""`` where it has one."""
    front = read_front_matter(markdown)
    with lent_parser(env, env.myst_config, dialects=True) as md:  # type: ignore[attr-defined]
        tokens = md.parse(front.body, {})
    reading = note_page(front, tokens, [], env)
    heads = [token.tag for token in tokens if token.type == "heading_open" and not token.level]
    return "" if "h1" in heads[:1] else title_of(*reading)


def title_of(reading: Reading, tokens: list[Token], source: str) -> str:
    """Return the title to put over the page, or "" where the body brings its own ``#`` and nothing else is said.

    A page to mend whose title cannot be read is called like its file: every page needs a heading.
    """
    if reading.post:
        return reading.post.title
    if "title" in reading.used and not any(problem.code == "title" for problem in reading.problems):
        return reading.title
    heads = [token.tag for token in tokens if token.type == "heading_open" and not token.level]
    return "" if heads[:1] == ["h1"] else reading.title or (file_title(source) if reading.problems else "")


def _is_page(document: nodes.document, env: BuildEnvironment) -> bool:
    """Whether the text is the page itself, not a file included into it."""
    source = document.get("source")
    return bool(source) and Path(source) == Path(env.doc2path(env.docname))


def _file_config(config: MdParserConfig, front: FrontMatter, document: nodes.document) -> MdParserConfig:
    own = {key: front.values[key] for key in ("myst", "html_meta", "substitutions") if key in front.values}
    if not own:
        return config

    def tell(kind: Any, message: str) -> None:
        create_warning(document, message, kind, line=1, append_to=document)

    return merge_file_level(config, _typed(own), tell)  # type: ignore[arg-type]


def _with_fields(front: FrontMatter, tokens: list[Token]) -> list[Token]:
    """Hand the keys that are not ours to Sphinx as file-wide metadata (``tocdepth``, ``orphan``, …)."""
    fields = {
        key: value
        for key, value in front.values.items()
        if isinstance(value, str) and not is_known(key) and key not in _NOT_FIELDS
    }
    if not fields:
        return tokens
    token = Token("front_matter", "", 0, map=[0, 1], hidden=True)
    token.content = fields  # type: ignore[assignment]
    return [token, *tokens]


def _typed(value: Value) -> Any:
    """Return a value with the types MyST's own keys need: numbers and switches."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if value in {"true", "True"}:
        return True
    if value in {"false", "False"}:
        return False
    return int(value) if value and value.isdecimal() else value
