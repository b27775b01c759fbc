"""The store of posts: a Sphinx domain, so that purging and merging of parallel reads come with it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Domain

from nenrin.posts.files import is_file
from nenrin.posts.front_matter.reader import Reading
from nenrin.posts.model import Post
from nenrin.posts.pagination import further_pages
from nenrin.posts.vault_files import pictures_by_name
from nenrin.sphinx_ext.config.guard import costs, must_run
from nenrin.sphinx_ext.store.build_state import BuildState
from nenrin.sphinx_ext.store.lock import Lock
from nenrin.sphinx_ext.store.manifest import Manifest, digest
from nenrin.sphinx_ext.store.stamps import FileState

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_OF_SPHINX = frozenset({"search", "genindex"})
_MAPS = frozenset({"sitemap.xml", "robots.txt", "llms.txt"})
"""What links may lead to, of what a build makes of no source."""


class PostDomain(Domain):
    """Posts by docname, and what else is known of pages since they were read.

    ``readings`` holds what front matter gave, ``adopted`` the posts declared with ABlog's own directive,
    ``lists`` the pages with a ``postlist``, ``targets`` the addresses a page links to, ``references`` what its
    roles name, ``withheld`` the pages whose source stays private, ``related`` the keys of the posts related to
    each, with a digest of what they came of, ``sources`` and ``doctrees`` the files that a page was read from and that
    which keeps it, as they were then, ``read_times`` when that was.
    """

    name = "nenrin"
    label = "Nenrin"
    data_version = 5
    initial_data: ClassVar[dict[str, Any]] = {
        "readings": {},
        "adopted": {},
        "lists": set(),
        "targets": {},
        "references": {},
        "missing_pictures": {},
        "withheld": set(),
        "labels": set(),
        "sources": {},
        "doctrees": {},
        "read_times": {},
        "related": ("", {}),
    }

    @property
    def readings(self) -> dict[str, Reading]:
        """What was read from the front matter of each page."""
        return cast("dict[str, Reading]", self.data["readings"])

    @property
    def adopted(self) -> dict[str, tuple[Post, ...]]:
        """Posts declared in the text of a page, by docname, in the order of the page."""
        return cast("dict[str, tuple[Post, ...]]", self.data["adopted"])

    @property
    def lists(self) -> set[str]:
        """Docnames of pages that show a list of posts by a directive."""
        return cast("set[str]", self.data["lists"])

    @property
    def targets(self) -> dict[str, set[tuple[str, bool]]]:
        """The addresses of this site that each page links to, and whether to a part of the page there.

        They are spelled as ``posts.addresses.same`` does.
        """
        return cast("dict[str, set[tuple[str, bool]]]", self.data["targets"])

    @property
    def references(self) -> dict[str, set[str]]:
        """The names that the roles of each page refer to."""
        return cast("dict[str, set[str]]", self.data["references"])

    @property
    def missing_pictures(self) -> dict[str, set[str]]:
        """The pictures that each page names and that cannot be shown, as they are written."""
        return cast("dict[str, set[str]]", self.data["missing_pictures"])

    @property
    def withheld(self) -> set[str]:
        """Pages whose source must not be published: one of several posts on them is not out."""
        return cast("set[str]", self.data["withheld"])

    @property
    def sources(self) -> dict[str, tuple[FileState, ...]]:
        """The files each page was read from: its own, what it includes, its pictures."""
        return cast("dict[str, tuple[FileState, ...]]", self.data["sources"])

    @property
    def doctrees(self) -> dict[str, FileState]:
        """The file that keeps each page as it was read."""
        return cast("dict[str, FileState]", self.data["doctrees"])

    @property
    def read_times(self) -> dict[str, int]:
        """When each page was read, in microseconds since 1970.

        Sphinx's own ``all_docs`` says until when the page is known to be as it was read.
        """
        return cast("dict[str, int]", self.data["read_times"])

    @property
    def labels(self) -> set[str]:
        """Labels by which pages of posts can be referred to, set by us where the author has none."""
        return cast("set[str]", self.data["labels"])

    def posts(self, docname: str | None = None) -> list[Post]:
        """Return all posts, or those of one page, in the order of docnames."""
        docnames = [docname] if docname else sorted({*self.readings, *self.adopted})
        found: list[Post] = []
        for name in docnames:
            reading = self.readings.get(name)
            if name in self.adopted:
                found.extend(self.adopted[name])
            elif reading and reading.post:
                found.append(reading.post)
        return found

    build: BuildState
    """The build that goes on: ``begin_build`` makes it, nothing of it is stored."""

    def page_at(self, address: str) -> str | None:
        """Return the docname that has an address, spelled by ``posts.addresses.same``, or had it; or an archive's."""
        if not address:
            return str(self.env.config.root_doc)
        post = self.build.addresses.get(address)
        if post:
            return post.docname
        names = (address, f"{address}/index")
        page = next((name for name in names if name in self.env.found_docs), None)
        page = page or next((self.build.files[name] for name in names if name in self.build.files), None)
        return page or self.archive_at(address) or self.archive_at(self.build.guesses.archive(address))

    def archive_at(self, address: str) -> str | None:
        """Return the page without a source at an address spelled by ``posts.addresses.same``, such as an archive."""
        library, config = self.build.library, self.env.config
        if address in library.paths or address in _OF_SPHINX:
            return address
        path, _, number = address.rpartition("/page/")
        posts = library.posts if path == library.root else library.posts_at.get(path, ())
        numbers = library.page_numbers(path, config.nenrin_page_numbers)
        further = further_pages(len(posts), config.nenrin_page_size, numbers)
        return address if number in map(str, further) else None

    def has_file(self, name: str) -> bool:
        """Whether the site has a file of this name that is no page: a public one, a feed or a map."""
        config = self.env.config
        feeds = {planned.name for feeds in self.build.feeds.values() for planned in feeds}
        is_ours = (
            name in feeds or name in config.nenrin_feed_copies or (config.html_baseurl and name in _MAPS)
        )
        folders = [Path(self.env.srcdir) / folder / name for folder in config.html_extra_path]
        return is_ours or any(is_file(path) or is_file(path / "index.html") for path in folders)

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        self.readings.pop(docname, None)
        self.adopted.pop(docname, None)
        self.targets.pop(docname, None)
        self.references.pop(docname, None)
        self.sources.pop(docname, None)
        self.doctrees.pop(docname, None)
        self.read_times.pop(docname, None)
        self.missing_pictures.pop(docname, None)
        self.lists.discard(docname)
        self.withheld.discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages another process has read."""
        for key in ("readings", "adopted", "targets", "references", "missing_pictures"):
            self.data[key].update((name, value) for name, value in otherdata[key].items() if name in docnames)
        for key in ("lists", "withheld"):
            self.data[key].update(otherdata[key] & set(docnames))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Any,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: posts are referred to as the pages they are."""
        return []


def post_domain(env: BuildEnvironment) -> PostDomain:
    """Return the domain of ``env``."""
    return cast("PostDomain", env.domains["nenrin"])


def build_state(env: BuildEnvironment) -> BuildState:
    """Return what the build that goes on has worked out so far."""
    return post_domain(env).build


@must_run("it would be taken for the last build, and what has been withdrawn since would stay public")
def begin_build(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> tuple[str, ...]:
    """Forget the build before, which ``nenrin serve`` ran in this process; add no page to those to be read.

    While another process builds with the same folders, this one waits.
    """
    doctrees, out = Path(app.doctreedir), Path(app.outdir)
    lock = Lock(doctrees / "nenrin.lock")
    lock.acquire()
    # Folders of output may share one of doctrees. Builders of HTML may share one of output: what the one leaves, and
    # the other does not write, goes.
    kind = "html" if isinstance(app.builder, StandaloneHTMLBuilder) else app.builder.name
    folder = doctrees / f"nenrin-output-{digest(f'{kind} {out.as_posix()}')[:12]}"
    post_domain(env).build = BuildState(lock, Manifest(folder, out))
    pictures_by_name.cache_clear()
    return ()


@costs("letting a build of another process go on")
def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Let another process build with the same folders."""
    if has_begun(app.env):
        build_state(app.env).lock.release()


def has_begun(env: BuildEnvironment) -> bool:
    """Whether ``begin_build`` has run: not where a build fails before a file is read."""
    return hasattr(post_domain(env), "build")


def source_of(env: BuildEnvironment, docname: str) -> str:
    """Return the path of a page's file below the source folder, without its suffix."""
    return env.doc2path(docname, False).with_suffix("").as_posix()


def source_copy(env: BuildEnvironment, docname: str) -> str:
    """Return the name below ``_sources`` of the copy of a page's source: the page's, whatever its file is called."""
    suffix = env.doc2path(docname, False).suffix
    more = env.config.html_sourcelink_suffix
    return f"{docname}{suffix}" + ("" if suffix == more else str(more))
