"""Give a page that cannot be read or written as it is its title and its text, so that all others are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes
from docutils.parsers import Parser
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import get_filetype

from nenrin.sphinx_ext.config.failures import warn_of_failure
from nenrin.sphinx_ext.config.guard import attempt
from nenrin.sphinx_ext.sources.plain_parser import PlainParser

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.registry import SphinxComponentRegistry

    _Write: TypeAlias = Callable[[str, nodes.document], None]

_LOST = "its markup"
_UNSEEN = (nodes.Invisible, nodes.raw, nodes.system_message)


def guard_pages(app: Sphinx) -> None:
    """Have each page read and written so that a failure costs its markup, and no other page."""
    builder = app.builder
    builder.read_doc = partial(_read, app.registry, builder)  # type: ignore[method-assign, misc]
    builder.write_doc = partial(_write, builder.write_doc)  # type: ignore[method-assign]
    builder.write_doc_serialized = partial(_write, builder.write_doc_serialized)  # type: ignore[method-assign]
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.handle_page = partial(_write_generated, builder.handle_page)  # type: ignore[method-assign]


def _read(registry: SphinxComponentRegistry, builder: Builder, docname: str, *, _cache: bool = True) -> None:
    """Read a page; where anything raises, forget what was noted of it and read its text alone."""
    read = partial(type(builder).read_doc, builder, docname, _cache=_cache)
    try:
        read()
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost other pages
        warn_of_failure(_LOST, error, docname)
        attempt(partial(_read_text, registry, builder, docname, read), docname, "its text")


def _read_text(
    registry: SphinxComponentRegistry, builder: Builder, docname: str, read: Callable[[], None]
) -> None:
    builder.events.emit("env-purge-doc", builder.env, docname)
    builder.env.clear_doc(docname)
    kind = get_filetype(builder.config.source_suffix, builder.env.doc2path(docname))
    with _parser_of(registry, kind, PlainParser):
        read()


@contextmanager
def _parser_of(registry: SphinxComponentRegistry, kind: str, parser: type[Parser]) -> Iterator[None]:
    """Let ``parser`` read the files of a ``kind`` for a while."""
    before = registry.source_parsers[kind]
    registry.source_parsers[kind] = parser
    try:
        yield
    finally:
        registry.source_parsers[kind] = before


def _write(write: _Write, docname: str, doctree: nodes.document) -> None:
    try:
        write(docname, doctree)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost other pages
        warn_of_failure(_LOST, error, docname)
        _strip(doctree)
        attempt(partial(write, docname, doctree), docname, "the page")


def _write_generated(write: Callable[..., None], pagename: str, *about: Any, **options: Any) -> None:
    """Write a page; one that no source file stands for is left out where it fails."""
    if options.get("event_arg") is None:
        attempt(partial(write, pagename, *about, **options), None, f"the page {pagename}")
    else:
        write(pagename, *about, **options)


def _strip(doctree: nodes.document) -> None:
    """Leave sections, titles, code and text; what raised was in the rest."""
    for node in list(doctree.findall(lambda node: isinstance(node, _UNSEEN))):
        node.parent.remove(node)
    for section in [doctree, *doctree.findall(nodes.section)]:
        section.children = [part for child in section.children for part in _plain(child)]
        for part in section.children:
            section.setup_child(part)


def _plain(node: nodes.Node) -> list[nodes.Node]:
    text = node.astext()
    if isinstance(node, nodes.section):
        return [node]
    if isinstance(node, nodes.title):
        return [nodes.title(text, text)]
    if isinstance(node, nodes.literal_block):
        return [nodes.literal_block(text, text, language="text")]
    return [nodes.paragraph(part, part) for part in text.split("\n\n") if part.strip()]
