"""Write the search index when all pages are there, from the texts that went out with them.

An incremental build has the texts of the pages it did not write, so its index is that of a clean build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx import package_dir
from sphinx.builders.html import StandaloneHTMLBuilder

from nenrin.posts import urls
from nenrin.search.index import CATALOGUE, ShareOut, shard_count, shard_file, stemmer_of, whole_index
from nenrin.search.records import Kind, PackedText, PageRecord, packed, page_file
from nenrin.search.update import updated_files
from nenrin.sphinx_ext.config.guard import costs, for_each
from nenrin.sphinx_ext.config.parallel import shared_out
from nenrin.sphinx_ext.config.theme import THEME_PATH
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.store.output_folder import OutputFolder
from nenrin.sphinx_ext.store.stamps import Stamp, stamp
from nenrin.sphinx_ext.store.state_files import read_state, write_state
from nenrin.sphinx_ext.writers.search_texts import FOLDER, has_search

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STEMMERS = Path(package_dir) / "search" / "minified-js"


class PostFields(NamedTuple):
    """What is known of a page beyond its text; an empty title stands for the page's own."""

    kind: Kind = "page"
    title: str = ""
    date: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


@costs("the search index")
def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index and the stemmers of its languages; what is unchanged is left as it is."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not has_search(app):
        return
    if build_state(app.env).nothing_changed:
        return
    manifest = build_state(app.env).manifest
    index = _Index(manifest.state / "search", manifest.folder, app.extensions["nenrin"].version)
    records = [*_pages(app, builder, index, post_fields(app)), *_objects(app, builder)]
    scripts = [
        f"{name}-stemmer.js" for name in sorted({"base", *(stemmer_of(each.language) for each in records)})
    ]
    manifest.expect_new(*(f"{FOLDER}/stemmers/{script}" for script in scripts))
    for script in scripts:
        manifest.folder.write(f"{FOLDER}/stemmers/{script}", (STEMMERS / script).read_bytes())
    count = index.write(records, partial(shared_out, app), manifest.expect)
    names = [CATALOGUE, *map(shard_file, range(count)), *(f"stemmers/{script}" for script in scripts)]
    names += [page_file(record.docname) for record in records]
    manifest.keep(*(f"{FOLDER}/{name}" for name in names))


class _Index:
    """The index in the ``output``, and in ``state`` what it was made of.

    While files are written there is no state: a build that breaks off there makes the next begin anew.
    """

    def __init__(self, state: Path, output: OutputFolder, made_by: str) -> None:
        self.state = state
        self.output = output
        self.folder = output.path / FOLDER
        self.version = _script_version()
        self.shape = f"search {made_by} {self.version}"
        self.size = 0
        self.records: list[PageRecord] | None = None
        self.before: dict[str, tuple[Stamp, PackedText]] = {}
        self.texts: dict[str, tuple[Stamp, PackedText]] = {}
        if stored := read_state(state, self.shape):
            self.size, self.records, self.before = stored

    def text(self, docname: str) -> PackedText:
        """Return what a page says, from its script where that has changed; nothing for a page without one."""
        there = stamp(f"{self.folder}/{page_file(docname)}")
        if there[2] < 0:
            return PackedText()
        known = self.before.get(docname)
        if known is None or known[0] != there:
            known = there, packed((self.folder / page_file(docname)).read_text("utf-8"))
        self.texts[docname] = known
        return known[1]

    def write(self, records: list[PageRecord], share_out: ShareOut, expect: Callable[..., None]) -> int:
        """Write what differs, after its names are given to ``expect``, and return the number of shards."""
        files, size = self._updated(records) or whole_index(records, self.version, share_out)
        expect(*(f"{FOLDER}/{name}" for name in files))
        self.state.unlink(missing_ok=True)
        for name, content in files.items():
            self.output.write(f"{FOLDER}/{name}", content.encode())
        write_state(self.state, self.shape, (size, records, self.texts))
        return shard_count(size)

    def _updated(self, records: list[PageRecord]) -> tuple[dict[str, str], int] | None:
        shards = (self.folder / shard_file(number) for number in range(shard_count(self.size)))
        if self.records is None or not all(shard.exists() for shard in shards):
            return None
        with suppress(
            OSError, ValueError, LookupError
        ):  # a shard is missing or broken: all of it is made anew
            return updated_files(self.records, records, self.size, self._read, self.version)
        return None

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


def _script_version() -> str:
    scripts = sorted((THEME_PATH / "static").glob("nenrin-search*.js"))
    return hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()


def post_fields(app: Sphinx) -> Callable[[str], PostFields | None]:
    """Return what tells the fields of a page by docname: None for a page that lists leave out."""
    library = build_state(app.env).library

    def fields(docname: str) -> PostFields | None:
        posts = library.by_docname.get(docname, ())
        if not posts:
            return PostFields()
        first = posts[0]
        if first.hidden:
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
    app: Sphinx, builder: StandaloneHTMLBuilder, index: _Index, fields_of: Callable[[str], PostFields | None]
) -> Iterator[PageRecord]:
    def record(docname: str) -> PageRecord | None:
        fields = fields_of(docname)
        said = index.text(docname) if fields else PackedText()
        if fields is None or not said.packed:
            return None
        return PageRecord(
            docname=docname,
            url=page_url(builder, docname),
            title=fields.title or said.title or docname,
            said=said,
            date=fields.date,
            categories=fields.categories,
            tags=fields.tags,
            language=(fields.language or app.config.language).replace("_", "-"),
            kind=fields.kind,
        )

    made = for_each(sorted(app.env.found_docs), "its place in the search", record)
    return (record for _docname, record in made if record)


def _objects(app: Sphinx, builder: StandaloneHTMLBuilder) -> list[PageRecord]:
    """Return what domains describe, without what they ask to leave out of searches (a negative priority)."""
    language = app.config.language.replace("_", "-")
    found: set[PageRecord] = {
        PageRecord(
            docname,
            urls.with_anchor(page_url(builder, docname), anchor),
            str(name),
            language=language,
            kind="object",
        )
        for domain in app.env.domains.sorted()
        for _, name, _, docname, anchor, priority in domain.get_objects()
        if priority >= 0 and anchor and docname in app.env.found_docs
    }
    return sorted(found, key=lambda record: (record.url, record.title))
