"""Write the search index as the pages are written, and give Sphinx's own search our splitter.

The text of a page goes out with the page, from whichever process writes it; when the build is done, the index is
made from these texts. So an incremental build has the texts of the pages it did not write, and its index is that of
a clean build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx import package_dir
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import SearchLanguage, languages

from nenrin.build.domain import post_domain
from nenrin.search import splitter
from nenrin.search.folding import table_json
from nenrin.search.index import index_files
from nenrin.search.records import Kind, PageRecord, PageText, page_file, page_script, read_page_script

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Below the folder of static files, where the script of the dialog looks.
FOLDER = "_static/nenrin-search"
THEME = Path(__file__).parents[1] / "theme" / "nenrin"
STEMMERS = Path(package_dir) / "search" / "minified-js"


class NenrinSearch(SearchLanguage):
    """Our splitter for Sphinx's own search.

    Nothing is stemmed here: the English stemmers that Sphinx has for Python and for the browser differ on words
    such as "internal", and its search matches parts of words anyway.
    """

    lang = "nenrin"
    language_name = "Nenrin"

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        script = (THEME / "static" / "nenrin-search-split.js").read_text(encoding="utf-8")
        made = f"{script}\nreturn nenrinSplitter({table_json().strip()}).terms;"
        self.js_splitter_code = f"var splitQuery = (function () {{\n{made}\n}})();"

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name is Sphinx's
        """Return words, and one and two characters of Chinese, Japanese and Korean text."""
        return splitter.terms(input)


class PostFields(NamedTuple):
    """What is known of a page beyond its text; an empty title stands for the page's own."""

    kind: Kind = "page"
    title: str = ""
    date: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


def add_search_language(app: Sphinx) -> None:
    """Make ``html_search_language = "nenrin"`` a choice."""
    app.add_search_language(NenrinSearch)


def choose_search_language(app: Sphinx, config: Config) -> None:
    """Choose it on Chinese, Japanese and Korean sites that choose nothing themselves."""
    if config.html_search_language is None and re.match(r"(zh|ja|ko)\b", config.language.replace("_", "-")):
        config.html_search_language = NenrinSearch.lang


def write_page_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the text of a page that comes from a source file, or an empty one where the author wants no search."""
    if doctree is None or not _has_search(app):
        return
    metadata = app.env.metadata[pagename]
    unwanted = "nosearch" in metadata or "no-search" in metadata
    text = PageText("", (), "") if unwanted else page_text(doctree)
    _write(Path(app.outdir) / FOLDER / page_file(pagename), page_script(pagename, text))


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index and the stemmers of its languages; what is unchanged is left as it is."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not _has_search(app):
        return
    manifest = post_domain(app.env).manifest
    folder = Path(app.outdir) / FOLDER
    records = [*_pages(app, builder, folder, post_fields(app)), *_objects(app, builder)]
    stemmers = _stemmers({record.language for record in records})
    files = index_files(records, stemmers)
    for name in sorted({"base", "english", *stemmers.values()}):
        script = f"{name}-stemmer.js"
        files[f"stemmers/{script}"] = (STEMMERS / script).read_text(encoding="utf-8")
    for record in records:
        manifest.note(folder / page_file(record.docname))
    for name, content in files.items():
        manifest.note(folder / name)
        _write(folder / name, content)


def _has_search(app: Sphinx) -> bool:
    """Whether this build has a search page, of our theme: another would not load what we write."""
    theme = getattr(app.builder, "theme", None)
    dirs = theme.get_theme_dirs() if theme and getattr(app.builder, "search", False) else ()
    return THEME in map(Path, dirs)


def _write(path: Path, content: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


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
    found = {
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


def _stemmers(tags: Iterable[str]) -> Mapping[str, str]:
    """Return the Snowball stemmer of each language that has one, as Sphinx knows them."""
    found = {}
    for code in {re.split("[-_]", tag)[0].lower() for tag in tags}:
        language = languages.get(code, "")
        if isinstance(language, str) and language:
            module, _, name = language.rpartition(".")
            language = getattr(import_module(module), name)
        script = getattr(language, "js_stemmer_rawcode", "")
        if script and (STEMMERS / script).exists():
            found[code] = script.removesuffix("-stemmer.js")
    return found


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
LISTS = re.compile(r"toctree-wrapper|postlist")
HIDDEN = (nodes.Invisible, nodes.system_message, nodes.footnote_reference, nodes.citation_reference)


def _is_left_out(node: nodes.Node) -> bool:
    classes = node.get("classes", ()) if isinstance(node, nodes.Element) else ()
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


def _plain(block: nodes.TextElement) -> str:
    return " ".join(JOINED.sub("", "".join(_inline(block))).split())


def _inline(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.raw):
        if "html" in node.get("format", "").split():
            hidden = r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>"
            yield re.sub(hidden, "", node.astext(), flags=re.DOTALL | re.IGNORECASE)
    elif isinstance(node, nodes.Text):
        yield node.astext()
    elif not _is_left_out(node):
        for child in node.children:
            yield from _inline(child)
