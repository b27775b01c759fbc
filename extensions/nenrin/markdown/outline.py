"""Give a page one title and an outline without gaps, whatever levels its author began with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from nenrin.markdown.plain_text import inline_text

_RAW_TITLE = re.compile(r"(</?)h1\b", re.IGNORECASE)


def first_heading(tokens: Sequence[Token]) -> str:
    """Return the text of the first heading of the document, or ``""``."""
    index = _first(tokens)
    return "" if index is None else inline_text(tokens[index + 1])


def with_title(tokens: Sequence[Token], title: str) -> list[Token]:
    """Return the tokens under one heading of level 1 that says ``title`` as plain text.

    A first heading that repeats the title, or that the title was taken from, is left out where nothing
    stands before it. The other headings follow from level 2 without gaps: the depth of each is the
    number of headings above it, so that ``#`` after ``##`` is a sibling and ``####`` under ``##`` a child.
    """
    body = list(tokens)
    index = _first(body)
    if index is not None and _says(body[index + 1], title) and not _visible(body[:index]):
        del body[index : index + 3]
    _renumber(body)
    _lower_raw_titles(body)
    return [*_heading(title), *body]


def _first(tokens: Sequence[Token]) -> int | None:
    return next(
        (i for i, token in enumerate(tokens) if token.type == "heading_open" and not token.level), None
    )


def _says(heading: Token, title: str) -> bool:
    """Whether a heading repeats the title, as it shows or, with marks that are text in a title, as it is written."""
    written = ("".join(text.split()).casefold() for text in (inline_text(heading), heading.content))
    return "".join(title.split()).casefold() in written


def _visible(tokens: Sequence[Token]) -> bool:
    """Whether a reader sees anything of the tokens; comments and targets do not show."""
    unseen = {"front_matter", "myst_target", "myst_line_comment", "myst_block_break", "nenrin_more"}
    return any(
        token.type not in unseen
        and not (token.type == "html_block" and token.content.lstrip().startswith("<!--"))
        for token in tokens
    )


def _renumber(tokens: list[Token]) -> None:
    above: list[int] = []
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or token.level:
            continue
        level = int(token.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        # HTML ends at h6; deeper headings become siblings there.
        token.tag = f"h{min(len(above) + 1, 6)}"
        closing = next(later for later in tokens[index:] if later.type == "heading_close" and not later.level)
        closing.tag = token.tag


def _lower_raw_titles(tokens: Sequence[Token]) -> None:
    """Make a title written as HTML a heading of level 2: the page has its title."""
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            token.content = _RAW_TITLE.sub(r"\1h2", token.content)
        _lower_raw_titles(token.children or [])


def _heading(title: str) -> list[Token]:
    text = Token("text", "", 0, content=title)
    return [
        Token("heading_open", "h1", 1, map=[0, 1], markup="#", block=True),
        Token("inline", "", 0, map=[0, 1], level=1, content=title, children=[text], block=True),
        Token("heading_close", "h1", -1, markup="#", block=True),
    ]
