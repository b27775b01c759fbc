"""Leave drafts, scheduled and expired posts out before Sphinx finds them, so that nothing of them is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.ablog_directives import find_declared
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.front_matter.reader import Settings, read_post
from nenrin.posts.notebooks import NOTEBOOK, notebook_as_markdown
from nenrin.sphinx_ext.config.failures import warn_of_failure
from nenrin.sphinx_ext.config.guard import must_run
from nenrin.sphinx_ext.config.values import Options, start_clock
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.sources.collisions import output_names
from nenrin.sphinx_ext.sources.named_project import NamedProject
from nenrin.sphinx_ext.sources.source_files import SourceFiles
from nenrin.sphinx_ext.store.stamps import FileState, file_state
from nenrin.sphinx_ext.store.state_files import read_state, write_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

ALWAYS_EXCLUDED = [
    *("_build", "venv", "**/node_modules", "Thumbs.db"),
    *(
        ".*",
        "**/.*",
    ),  # of tools and of systems: .venv, .git, Obsidian's .trash with what its author threw away
    *("archetypes", "scaffolds", "themes"),  # Hugo's and Hexo's: templates of posts, and other people's files
]
"""What stands beside posts in a working folder and is never a page of the site."""

_CACHE_NAME = "nenrin-dates"


@must_run("the files of tools would become pages")
def exclude_working_folders(app: Sphinx, config: Config) -> None:
    """Add the folders of tools to ``exclude_patterns``: a ``.venv`` is full of Markdown."""
    config.exclude_patterns = [*config.exclude_patterns, *ALWAYS_EXCLUDED]


@must_run("drafts would become pages")
def search_in_our_way(app: Sphinx, config: Config) -> None:
    """Have Sphinx search by our project from the start: it searches as soon as it has made itself a builder."""
    create_builder = app.create_builder

    def create(name: str) -> Builder:
        leave_out_unpublished(app)
        return create_builder(name)

    # No event is sent between the making of the project and its first search.
    app.create_builder = create  # type: ignore[method-assign]


def leave_out_unpublished(app: Sphinx) -> None:
    """Have Sphinx find only the pages that readers may see, as of now."""
    start_clock()
    project = app.project
    if not isinstance(project, PublicProject):
        project = PublicProject(app.srcdir, app.config.source_suffix)
        project.restore(app.project)
        app.project = app.env.project = project
    options = Options(app.config)
    store = app.doctreedir / _CACHE_NAME
    project.public = Public(
        str(app.srcdir),
        store,
        f"{app.extensions['nenrin'].version} {options.timezone} {options.posts}",
        options.reading(),
        bool(options.show_drafts),
    )
    if app.outdir.is_relative_to(app.srcdir) and app.outdir != app.srcdir:
        project.own_output = (_pattern(app.outdir.relative_to(app.srcdir).as_posix()),)


@must_run("pages would overwrite each other")
def tell_pages_apart(app: Sphinx) -> None:
    """Have the search leave out pages that others are in the way of, as the builder places them."""
    if isinstance(app.project, PublicProject):
        app.project.output = output_names(app.builder)


@dataclass(frozen=True, slots=True)
class Public:
    """Tells which pages readers may see: with ``show_drafts`` all that can be read.

    ``store`` keeps what it found, as long as it was ``read_by`` the same version with the same options.
    """

    srcdir: str
    store: Path
    read_by: str
    settings: Settings
    show_drafts: bool
    told: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, subtype: Subtype, text: str, location: str) -> None:
        """Warn once in a build, in which Sphinx may search twice."""
        if (text, location) not in self.told:
            self.told.add((text, location))
            warn(subtype, text, location=location)

    def of(self, docnames: Mapping[str, str]) -> Iterator[str]:
        """Yield the files that readers may see; ``docnames`` are by file, relative to the source folder."""
        cache = _DateCache(self.store, self.read_by)
        is_built = _built_folders(self.srcdir)
        for name, docname in docnames.items():
            # Strings, not paths: this is done for every page of the site in every build.
            path = f"{self.srcdir}/{name}"
            if is_built(path.rpartition("/")[0]):
                continue
            try:
                facts = cache.facts(path, name, docname, self.settings)
            except OSError as error:  # it went while the build began
                self.tell(Subtype.FILE, f"the file cannot be read ({error.strerror})", f"{path}:1")
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost other pages
                lost = "this page, of which it cannot be told whether it is a draft"
                warn_of_failure(lost, error, docname, file=path)
                continue
            if facts.get("unreadable"):
                self.tell(Subtype.FRONT_MATTER, "the file is not UTF-8 text; it is left out", f"{path}:1")
            elif self.show_drafts or _is_out(facts, self.settings.now):
                yield name
            else:
                for code, line, message in facts.get("problems", ()):
                    self.tell(Subtype[code.upper()], message, f"{path}:{line}")
        cache.save()


class PublicProject(NamedProject):
    """A project whose pages are those that readers may see.

    ``exclude_patterns`` stays as it is: Sphinx compares it with the last build's, and each toggle of a draft
    would read the whole site again. ``own_output`` is the output folder where it lies among the sources.
    """

    public: Public
    own_output: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Store nothing of what is left out: some builders put the stored environment into their output."""
        return {name: value for name, value in vars(self).items() if name != "public"}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the pages that are out; of two files for one page, the first that is out."""
        self.docnames.clear()
        self._path_to_docname.clear()
        self._docname_to_path.clear()
        excluded = (*exclude_paths, *self.own_output)
        srcdir = str(self.srcdir)
        files = SourceFiles(srcdir, self.source_suffix, tuple(include_paths), excluded, self.public.tell)
        docnames = dict(files.docnames())
        for name in self.public.of(docnames):
            docname = docnames[name]
            if docname in self.docnames:
                first = self._docname_to_path[docname].as_posix()
                text = f"{first} is the same page, {docname}, and is the one that is built; this file is left out"
                self.public.tell(Subtype.FILE, text, f"{srcdir}/{name}:1")
                continue
            self.name(docname, Path(name))
        self.settle(self.public.tell)
        return self.docnames


def _built_folders(srcdir: str) -> Callable[[str], bool]:
    """Return whether a folder is, or lies in, the output of a build: its Markdown mirrors are no pages of ours."""

    @cache
    def is_built(folder: str) -> bool:
        if len(folder) <= len(srcdir):
            return False
        return Path(folder, ".buildinfo").is_file() or is_built(folder.rpartition("/")[0])

    return is_built


def _is_out(facts: dict[str, Any], now: datetime) -> bool:
    if facts.get("draft"):
        return False
    starts = [datetime.fromisoformat(text) for text in facts.get("starts", [])]
    expires = facts.get("expires")
    if expires and datetime.fromisoformat(expires) <= now:
        return False
    return not starts or any(start <= now for start in starts)


class _DateCache:
    """What decides whether a page is out, kept with the state of the file, so that a no-op reads no file."""

    def __init__(self, path: Path, read_by: str) -> None:
        self.path = path
        self.shape = f"dates 2 {read_by}"
        self.found: dict[str, tuple[FileState, dict[str, Any]]] = {}
        self.known: dict[str, tuple[FileState, dict[str, Any]]] = read_state(path, self.shape) or {}

    def facts(self, path: str, name: str, docname: str, settings: Settings) -> dict[str, Any]:
        before, facts = self.known.get(name, (None, None))
        now = before.now() if before and before.stamp[0] == path else None
        if now is None or facts is None:
            now, facts = file_state(path), _facts(Path(path), docname, settings)
        self.found[name] = now, facts
        return facts

    def save(self) -> None:
        if self.found != self.known:
            write_state(self.path, self.shape, self.found)


def _facts(path: Path, docname: str, settings: Settings) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return {"unreadable": True}
    if path.suffix == NOTEBOOK:
        text = notebook_as_markdown(text)
    front = read_front_matter(text)
    reading = read_post(front, docname, settings)
    declared = find_declared(front.body, settings.zone, is_markdown=path.suffix in MARKDOWN)
    starts = [at.isoformat() for at in declared.published if at]
    if reading.published:
        starts = [reading.published.isoformat()]
    is_draft = reading.draft
    # A page left out because of a problem is the only one whose author would wonder.
    doubts = [problem for problem in reading.problems if problem.holds]
    return {
        "problems": [(problem.code, problem.line, problem.message) for problem in doubts],
        "draft": is_draft,
        "starts": [] if is_draft else starts,
        "expires": reading.expires.isoformat() if reading.expires else "",
    }


def _pattern(path: str) -> str:
    """Return a pattern that matches just this path: the signs of patterns in it mean themselves."""
    # A bracket alone in a set makes Python warn of nested sets; beside a backslash it does not.
    signs = {"*": "[*]", "?": "[?]", "[": "[\\[]"}
    return "".join(signs.get(char, char) for char in path)
