"""Write the search index: the text of each page as it is written, and the index of all when the build is done.

A text goes out with its page, from whichever process writes it, and the index is made from the texts that are
there. So an incremental build has those of the pages it did not write, and its index is that of a clean build.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx import package_dir
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.build.domain import post_domain
from nenrin.build.site import write_if_new
from nenrin.search.index import index_files, stemmer_of
from nenrin.search.records import Kind, PageRecord, PageText, page_file, page_script, read_page_script

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Below the folder of static files, where the script of the dialog looks.
FOLDER = "_static/nenrin-search"
THEME = Path(__file__).parents[1] / "theme" / "nenrin"
SCRIPT = "nenrin-search.js"
STEMMERS = Path(package_dir) / "search" / "minified-js"


class PostFields(NamedTuple):
    """What is known of a page beyond its text; an empty title stands for the page's own."""

    kind: Kind = "page"
    title: str = ""
    date: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


def add_script(app: Sphinx) -> None:
    """Put the script of the dialog on every page; it loads nothing else before the search is opened."""
    if _has_search(app):
        app.add_js_file(SCRIPT, loading_method="defer")


def write_page_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the text of a page that comes from a source file, or an empty one where the author wants no search."""
    if doctree is None or not _has_search(app):
        return
    metadata = app.env.metadata[pagename]
    unwanted = "nosearch" in metadata or "no-search" in metadata
    text = PageText("", (), "") if unwanted else page_text(doctree)
    write_if_new(Path(app.outdir) / FOLDER / page_file(pagename), page_script(pagename, text).encode())


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index and the stemmers of its languages; what is unchanged is left as it is."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not _has_search(app):
        return
    if post_domain(app.env).is_quiet:
        return
    manifest = post_domain(app.env).manifest
    folder = Path(app.outdir) / FOLDER
    records = [*_pages(app, builder, folder, post_fields(app)), *_objects(app, builder)]
    files = index_files(records, _script_version())
    for name in sorted({"base", *(stemmer_of(record.language) for record in records)}):
        script = f"{name}-stemmer.js"
        files[f"stemmers/{script}"] = (STEMMERS / script).read_text(encoding="utf-8")
    for record in records:
        manifest.note(folder / page_file(record.docname))
    for name, content in files.items():
        manifest.note(folder / name)
        write_if_new(folder / name, content.encode())


def _script_version() -> str:
    scripts = sorted((THEME / "static").glob("nenrin-search*.js"))
    return hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()


def _has_search(app: Sphinx) -> bool:
    """Whether this build has a search page, of our theme: another would not load what we write."""
    theme = getattr(app.builder, "theme", None)
    dirs = theme.get_theme_dirs() if theme and getattr(app.builder, "search", False) else ()
    return THEME in map(Path, dirs)


def post_fields(app: Sphinx) -> Callable[[str], PostFields | None]:
    """Return what tells the fields of a page by docname: None for a page that lists leave out."""
    library = post_domain(app.env).library
    listed = set(library.posts)

    def fields(docname: str) -> PostFields | None:
        posts = library.by_docname.get(docname, ())
        if not posts:
            return PostFields()
        first = posts[0]
        if first not in listed:
            return None
        return PostFields(
            kind="post",
            title="" if first.anchor else first.title,
            date=first.published.isoformat() if first.timed else first.published.date().isoformat(),
            categories=_once(name for post in posts for path in post.categories for name in path),
            tags=_once(name for post in posts for name in post.tags),
            language=first.language,
        )

    return fields


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _pages(
    app: Sphinx, builder: StandaloneHTMLBuilder, folder: Path, fields_of: Callable[[str], PostFields | None]
) -> Iterator[PageRecord]:
    for docname in sorted(app.env.found_docs):
        script = folder / page_file(docname)
        fields = fields_of(docname)
        if fields is None or not script.exists():
            continue
        page = read_page_script(script.read_text(encoding="utf-8"))
        if not (page.title or page.text):
            continue
        yield PageRecord(
            docname=docname,
            url=builder.get_target_uri(docname),
            title=fields.title or page.title or docname,
            headings=page.headings,
            text=page.text,
            date=fields.date,
            categories=fields.categories,
            tags=fields.tags,
            language=(fields.language or app.config.language).replace("_", "-"),
            kind=fields.kind,
        )


def _objects(app: Sphinx, builder: StandaloneHTMLBuilder) -> list[PageRecord]:
    """Return what domains describe, without what they ask to leave out of searches (a negative priority)."""
    language = app.config.language.replace("_", "-")
    found: set[PageRecord] = {
        PageRecord(
            docname,
            f"{builder.get_target_uri(docname)}#{quote(anchor)}",
            str(name),
            language=language,
            kind="object",
        )
        for domain in app.env.domains.sorted()
        for _, name, _, docname, anchor, priority in domain.get_objects()
        if priority >= 0 and anchor and docname in app.env.found_docs
    }
    return sorted(found, key=lambda record: (record.url, record.title))


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


#: Lists of other pages: their titles would make every list of posts a result.
LISTS = re.compile("toctree-wrapper|postlist")
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


#: A line that ends and one that begins in Chinese or Japanese are read without a blank between them.
JOINED = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)


#: Tags, comments, and what stands in scripts and stylesheets.
TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE)


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
