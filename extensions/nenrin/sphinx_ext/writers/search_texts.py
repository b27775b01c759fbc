"""Write the text of each page for the search as the page is written, from whichever process writes it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import package_dir

from nenrin.posts.addresses import MISSING
from nenrin.search.records import PageText, page_file, page_script
from nenrin.sphinx_ext.config.guard import costs
from nenrin.sphinx_ext.config.theme import THEME_PATH
from nenrin.sphinx_ext.store.domain import build_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_static/nenrin-search"
"""Below the folder of static files, where the script of the dialog looks."""
SCRIPT = "nenrin-search.js"
STEMMERS = Path(package_dir) / "search" / "minified-js"


@costs("the search dialog")
def add_script(app: Sphinx) -> None:
    """Put the script of the dialog on every page; it loads nothing else before the search is opened."""
    if has_search(app):
        app.add_js_file(SCRIPT, loading_method="defer")


@costs("its place in the search")
def write_page_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the text of a page that comes from a source file; none where its author wants it in no search or list."""
    if doctree is None or not has_search(app):
        return
    folder, name = build_state(app.env).manifest.folder, f"{FOLDER}/{page_file(pagename)}"
    metadata = app.env.metadata[pagename]
    posts = build_state(app.env).library.by_docname.get(pagename, ())
    if (
        pagename == MISSING
        or "nosearch" in metadata
        or "no-search" in metadata
        or (posts and posts[0].hidden)
    ):
        folder.delete(name)
    else:
        folder.write(name, page_script(pagename, page_text(doctree)).encode())


def has_search(app: Sphinx) -> bool:
    """Whether this build has a search page, of our theme: another would not load what we write."""
    theme = getattr(app.builder, "theme", None)
    dirs = theme.get_theme_dirs() if theme and getattr(app.builder, "search", False) else ()
    return THEME_PATH in map(Path, dirs)


def page_text(doctree: nodes.document) -> PageText:
    """Return what a reader sees of a page: its title, its headings, and each other block of text on a line."""
    title = ""
    headings: list[tuple[str, str]] = []
    lines: list[str] = []
    for block in _blocks(doctree):
        text = _plain(block)
        if not isinstance(block, nodes.title) or not isinstance(block.parent, nodes.section):
            lines.append(text)
        elif not title:
            title = text
        else:
            headings.append((next(iter(block.parent["ids"]), ""), text))
    return PageText(title, tuple(headings), "\n".join(filter(None, lines)))


LISTS = re.compile("toctree-wrapper|postlist")
"""Lists of other pages: their titles would make every list of posts a result."""
HIDDEN = (
    nodes.Invisible,
    nodes.system_message,
    nodes.footnote_reference,  # a number between two words would keep them apart
    nodes.citation_reference,
    nodes.label,
)


def _is_left_out(node: nodes.Node) -> bool:
    classes: Iterable[str] = node.get("classes", ()) if isinstance(node, nodes.Element) else ()
    return isinstance(node, HIDDEN) or any(LISTS.match(name) or name == "no-search" for name in classes)


def _blocks(node: nodes.Node) -> Iterator[nodes.TextElement]:
    if _is_left_out(node):
        return
    if isinstance(node, nodes.TextElement):
        yield node
        return
    for child in node.children:
        yield from _blocks(child)


JOINED = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
"""A line that ends and one that begins in Chinese or Japanese are read without a blank between them."""


TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE)
"""Tags, comments, and what stands in scripts and stylesheets."""


def _plain(block: nodes.TextElement) -> str:
    text = html.unescape(TAGS.sub("", "".join(_inline(block))))
    return " ".join(JOINED.sub("", text).split())


def _inline(node: nodes.Node) -> Iterator[str]:
    """Yield HTML, as each tag inside a sentence is a node by itself, the text between two like any other."""
    if isinstance(node, nodes.raw):
        if "html" in node.get("format", "").split():
            yield node.astext()
    elif isinstance(node, nodes.Text):
        yield html.escape(node.astext())
    elif not _is_left_out(node):
        for child in node.children:
            yield from _inline(child)
