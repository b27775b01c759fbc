"""Leave drafts, scheduled and expired posts out before Sphinx finds them, so that nothing of them is built."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.project import Project

from nenrin.build.config import Options, start_clock
from nenrin.build.messages import Subtype, warn
from nenrin.posts.declared import find_declared
from nenrin.posts.frontmatter import read_front_matter
from nenrin.posts.reader import Settings, read_post

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

ALWAYS_EXCLUDED = [
    *("_build", ".venv", "venv", ".tox", ".git", "**/node_modules", "Thumbs.db", "**/.DS_Store"),
    *("archetypes", "scaffolds", "themes"),  # Hugo's and Hexo's: templates of posts, and other people's files
]
"""What stands beside posts in a working folder and is never a page of the site."""

_CACHE_NAME = "nenrin-dates.json"


def exclude_working_folders(app: Sphinx, config: Config) -> None:
    """Add the folders of tools to ``exclude_patterns``: a ``.venv`` is full of Markdown."""
    config.exclude_patterns = [*config.exclude_patterns, *ALWAYS_EXCLUDED]


def leave_out_unpublished(app: Sphinx) -> None:
    """Exclude every page that readers may not see, until discovery is over.

    ``exclude_patterns`` is changed here, after Sphinx has compared it with the last build's, and restored
    by ``restore_patterns`` before the environment is stored: changed earlier, each toggle of a draft
    would read the whole site again.
    """
    start_clock()
    app.config.nenrin_patterns = app.config.exclude_patterns
    left_out = [_pattern(path) for path in _left_out(app)]
    if app.outdir.is_relative_to(app.srcdir) and app.outdir != app.srcdir:
        left_out.append(_pattern(app.outdir.relative_to(app.srcdir).as_posix()))
    app.config.exclude_patterns = [*app.config.exclude_patterns, *left_out]


def restore_patterns(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give ``exclude_patterns`` back as conf.py has them."""
    app.config.exclude_patterns = app.config.nenrin_patterns


def _left_out(app: Sphinx) -> Iterator[str]:
    options = Options(app.config)
    settings = options.reading()
    project = Project(app.srcdir, app.config.source_suffix)
    docnames = sorted(project.discover([*app.config.exclude_patterns, *app.config.templates_path]))
    cache = _DateCache(app.doctreedir / _CACHE_NAME, app.config.nenrin_timezone)
    is_built = _built_folders(str(app.srcdir))
    for docname in docnames:
        # Strings, not paths: this is done for every page of the site in every build.
        name = project.doc2path(docname, False).as_posix()
        path = f"{app.srcdir}/{name}"
        if is_built(path.rpartition("/")[0]):
            yield name
            continue
        facts = cache.facts(path, name, docname, settings)
        if facts.get("unreadable"):
            warn(Subtype.FRONT_MATTER, "the file is not UTF-8 text; it is left out", location=f"{path}:1")
            yield name
        elif not options.show_drafts and not _is_out(facts, settings.now):
            for code, line, message in facts.get("problems", ()):
                warn(
                    Subtype[code.upper()],
                    f"{message}; the page is left out as a draft",
                    location=f"{path}:{line}",
                )
            yield name
    cache.save()


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
    """What decides whether a page is out, kept by the file's time and size, so that a no-op reads no file."""

    def __init__(self, path: Path, zone: str) -> None:
        self.path = path
        self.zone = zone
        self.found: dict[str, dict[str, Any]] = {}
        self.known: dict[str, dict[str, Any]] = {}
        try:
            stored = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(stored, dict) and stored.get("zone") == zone:
            self.known = stored.get("files", {})

    def facts(self, path: str, name: str, docname: str, settings: Settings) -> dict[str, Any]:
        stat = Path(path).stat()
        stamp = [stat.st_mtime_ns, stat.st_size]
        known = self.known.get(name)
        if known is None or known["stamp"] != stamp:
            known = {"stamp": stamp, **_facts(Path(path), docname, settings)}
        self.found[name] = known
        return known

    def save(self) -> None:
        if self.found != self.known:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps({"zone": self.zone, "files": self.found}), "utf-8")


def _facts(path: Path, docname: str, settings: Settings) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return {"unreadable": True}
    front = read_front_matter(text)
    reading = read_post(front, docname, settings)
    declared = find_declared(front.body, settings.zone)
    starts = [at.isoformat() for at in declared.published if at]
    if reading.published:
        starts = [reading.published.isoformat()]
    is_draft = reading.draft or (bool(declared.published) and not starts)
    # A page hidden because its switch cannot be read is the only one whose author would wonder.
    doubts = [problem for problem in reading.problems if reading.draft and problem.fatal]
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
