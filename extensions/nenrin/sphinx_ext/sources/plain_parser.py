"""Read the title and the text of a page, and no more: what is read after the page itself could not be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers import Parser
from markdown_it import MarkdownIt
from markdown_it.token import Token

from nenrin.markdown.comments import without_comments
from nenrin.markdown.excerpt import excerpt_plugin
from nenrin.markdown.plain_text import inline_text, without_tags
from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import file_title
from nenrin.posts.notebooks import NOTEBOOK, notebook_as_markdown
from nenrin.sphinx_ext.sources.parser import PostParser
from nenrin.sphinx_ext.store.domain import post_domain

if TYPE_CHECKING:
    from docutils.transforms import Transform
    from sphinx.environment import BuildEnvironment

# A page whose text says which posts are on it, and when they are out.
_DECLARES_POSTS = re.compile(r"^\s*(?:\.\. post::|(?:`{3,}|~{3,}|:{3,})\{post\})", re.MULTILINE)
_REST_LINE = r"(?P<{0}>[=\-`:.'\"~^_*+#<>])(?P={0})+"
_REST_HEADING = re.compile(rf"(?:{_REST_LINE.format('over')}\n.+|\S.*)\n{_REST_LINE.format('under')}\Z")
_REST_MARKUP = re.compile(r"(?:\.\.|:\w[^:]*:|__)(?:\s|$)")


class PlainParser(PostParser):
    """Notes a page as the parser of posts does, and makes paragraphs and code blocks of it, whatever its syntax."""

    def get_transforms(self) -> list[type[Transform]]:
        """Return docutils' own: MyST's look for what its renderer leaves."""
        return Parser.get_transforms(self)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse ``inputstring``: CommonMark without roles, directives and HTML, or the paragraphs of reST.

        The text of a page that declares its posts in the text is left out: some may not be out yet.
        """
        env: BuildEnvironment = document.settings.env
        source = env.doc2path(env.docname, False)
        if source.suffix == NOTEBOOK:
            inputstring = notebook_as_markdown(inputstring)
        is_markdown = source.suffix in (*MARKDOWN, NOTEBOOK)
        tokens = self._markdown(inputstring, env) if is_markdown else _rest(inputstring)
        if tokens[:1] and tokens[0].tag == "h1":
            title, tokens = inline_text(tokens[1]), tokens[3:]
        else:
            title = file_title(source.with_suffix("").as_posix())
        section = nodes.section("", nodes.title(title, title), names=[nodes.fully_normalize_name(title)])
        document.append(section)
        document.note_implicit_target(section, section)
        if _DECLARES_POSTS.search(inputstring):
            post_domain(env).withheld.add(env.docname)
        else:
            section.extend(_blocks(tokens))

    def _markdown(self, text: str, env: BuildEnvironment) -> list[Token]:
        front = read_front_matter(text)
        tokens = MarkdownIt("commonmark").use(excerpt_plugin).parse(without_comments(front.body))
        return self._page(front, tokens, [], env)


def _rest(text: str) -> list[Token]:
    """Return the paragraphs of reST without directives, comments and fields, and what belongs to these."""
    parts = re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    shown: list[Token] = []
    hidden = False
    for part in parts:
        heading = _REST_HEADING.match(part)
        hidden = not heading and (bool(_REST_MARKUP.match(part)) or (hidden and part[:1].isspace()))
        if heading:
            tag = "h2" if shown else "h1"
            title = part.splitlines()[-2].strip()
            shown += [Token("heading_open", tag, 1), _inline(title), Token("heading_close", tag, -1)]
        elif not hidden:
            shown.append(_inline(part))
    return shown


def _inline(text: str) -> Token:
    return Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)])


def _blocks(tokens: Iterable[Token]) -> Iterator[nodes.Element]:
    kind: type[nodes.TextElement] = nodes.paragraph
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            kind = nodes.rubric if token.nesting > 0 else nodes.paragraph
        elif token.type in {"fence", "code_block"}:
            yield nodes.literal_block(token.content, token.content, language="text")
        elif text := inline_text(token) or (token.type == "html_block" and without_tags(token.content)):
            yield kind(text, text)
