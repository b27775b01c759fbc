"""Find the blog a command is about: its folder, what its conf.py says in plain values, its Markdown files."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from nenrin.posts import dates
from nenrin.posts.check import Source
from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.reader import Settings
from nenrin.posts.model import Author

_BUILT = ".buildinfo"  # Sphinx puts it into a folder of output, which holds copies of posts
_NOT_PAGES = frozenset({"_build", "node_modules", "venv", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Blog:
    """A blog on disk: ``root`` is the folder of its ``conf.py``, ``options`` the literal values set there."""

    root: Path
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def zone_name(self) -> str:
        """The time zone of dates without an offset."""
        return self.text("nenrin_timezone") or "UTC"

    @property
    def zone(self) -> tzinfo:
        """The same as a zone; UTC where the name is none."""
        return dates.zone_named(self.zone_name) or UTC

    def text(self, name: str) -> str:
        """Return an option that is a text, ``""`` where it is not."""
        value = self.options.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Return an option that is a list of texts."""
        value = self.options.get(name, default)
        return [item for item in value if isinstance(item, str)] if isinstance(value, (list, tuple)) else []

    def reading(self) -> Settings:
        """Return what reading front matter needs to know of the blog, as the build would."""
        is_place = matcher(self.texts("nenrin_posts", ["**"]))
        root_doc = self.text("root_doc") or "index"
        author = self.text("nenrin_author")
        return Settings(
            zone=self.zone,
            default_authors=(Author(author),) if author else (),
            now=dates.now(),
            is_place=lambda docname: docname != root_doc and is_place(docname),
        )

    def docname(self, path: Path) -> str:
        """Return Sphinx's name of the page in a file."""
        absolute = path.absolute()
        inside = absolute.is_relative_to(self.root)
        return (absolute.relative_to(self.root) if inside else Path(path.name)).with_suffix("").as_posix()


def find_blog(start: Path) -> Blog:
    """Return the blog around ``start``: the nearest folder above it with a ``conf.py``.

    Where there is none, the blog is the current folder, or the folder above ``start`` if that lies elsewhere.
    """
    folder = start.absolute()
    folder = folder if folder.is_dir() else folder.parent
    for above in (folder, *folder.parents):
        if (above / "conf.py").is_file():
            return Blog(above, read_options(above / "conf.py"))
    return Blog(Path.cwd() if folder.is_relative_to(Path.cwd()) else folder.parent)


def read_options(conf: Path) -> dict[str, object]:
    """Return the options that ``conf.py`` sets to plain values; nothing in it is run, so the rest is not seen."""
    try:
        tree = ast.parse(conf.read_text("utf-8-sig"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return {}
    options: dict[str, object] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        try:
            options.update(dict.fromkeys(names, ast.literal_eval(node.value)))
        except ValueError:
            continue
    return options


def find_sources(blog: Blog, paths: Iterable[Path]) -> Iterator[Source]:
    """Yield the Markdown files in ``paths``, each once and in order; a file that is named is always taken."""
    seen: set[Path] = set()
    for path in paths:
        files = [path] if path.is_file() else _files_below(blog, path)
        for file in files:
            if (absolute := file.absolute()) not in seen:
                seen.add(absolute)
                yield Source(shown(file), blog.docname(file), _text(file))


def _files_below(blog: Blog, folder: Path) -> Iterator[Path]:
    excluded = matcher(blog.texts("exclude_patterns"), exact=True)

    def is_left_out(path: Path) -> bool:
        absolute = path.absolute()
        inside = absolute.is_relative_to(blog.root)
        return inside and excluded(absolute.relative_to(blog.root).as_posix())

    walked: dict[Path, Path] = {}
    for above, folders, names in os.walk(folder, followlinks=True):
        here = Path(above)
        walked[here] = here.resolve()
        is_loop = any(walked.get(parent) == walked[here] for parent in here.parents)  # linked into itself
        if _BUILT in names or is_loop:
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders
            if name not in _NOT_PAGES and not name.startswith(".") and not is_left_out(here / name)
        )  # fmt: skip
        for name in sorted(names):
            if Path(name).suffix in MARKDOWN and not is_left_out(here / name) and (here / name).is_file():
                yield here / name


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return None


def shown(path: Path) -> str:
    """Return a path for messages: relative to the current folder where it is below it."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def matcher(patterns: Iterable[str], *, exact: bool = False) -> Callable[[str], bool]:
    """Return a test of paths by Sphinx's patterns: ``*`` stays in a folder, ``**`` does not.

    Unless ``exact``, a pattern that begins with ``**/`` matches at the root too, as Sphinx's ``Matcher`` has it.
    """
    texts = list(patterns)
    more = [] if exact else [pattern[3:] for pattern in texts if pattern.startswith("**/")]
    compiled = [
        re.compile("".join(map(_as_regex, _PATTERN_PART.findall(each))) + "$") for each in texts + more
    ]
    return lambda path: any(pattern.match(path) for pattern in compiled)


_PATTERN_PART = re.compile(r"\*\*|\*|\?|\[[!^]?\]?[^]]*\]|.", re.DOTALL)


def _as_regex(part: str) -> str:
    plain = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    if part in plain:
        return plain[part]
    if len(part) < 3:
        return re.escape(part)
    inside = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
    if inside.startswith("!"):
        return f"[^/{inside[1:]}]"
    return f"[\\{inside}]" if inside.startswith("^") else f"[{inside}]"
