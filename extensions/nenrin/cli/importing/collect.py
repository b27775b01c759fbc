"""Collect the files of an old blog: posts, pages, pictures and attachments, and what is not imported."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from nenrin.cli.importing.old_blog import OldBlog
from nenrin.cli.importing.place import (
    ATTACHED,
    NOT_OF_THE_SITE,
    Moved,
    attached,
    is_inner,
    reason_to_stay,
    with_places,
)
from nenrin.posts.files import MARKDOWN
from nenrin.posts.front_matter.fences import FrontMatter, read_front_matter
from nenrin.posts.front_matter.reader import Settings, read_post

# What old tools make pages of and Nenrin does not.
_OTHER_FORMATS = frozenset(
    {".astro", ".html", ".htm", ".adoc", ".asciidoc", ".org", ".rst", ".textile", ".ipynb"}
)
_OF_REPOSITORIES = frozenset(
    {"README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY"}
)
_LOOP = re.compile(r"\{%-?\s*for\b")


@dataclass(frozen=True, slots=True)
class OldFiles:
    """The files of an old blog.

    ``undated`` lie among posts and are pages for want of a date; ``pages`` are the others. ``attached``,
    what they show or offer, is by the new places, ``left`` names what stays behind, each with the reason.
    """

    posts: tuple[Moved, ...]
    undated: tuple[Moved, ...]
    pages: tuple[Moved, ...]
    attached: Mapping[str, Path]
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A Markdown file, what stands at its head, what it shares with the posts it belongs to, whether it is one."""

    moved: Moved
    front: FrontMatter
    home: str
    is_post: bool


def find_files(old: OldBlog) -> OldFiles:
    """Return the files of the old blog and where they go. Nothing is written."""
    found = [*_in_post_folders(old), *_in_page_folders(old)]
    homes = {each.home for each in found if each.is_post} - {""}
    posts = [each.moved for each in found if each.is_post]
    left, undated, pages = list(_in_other_formats(old)), [], []
    for each in (each for each in found if not each.is_post):
        if reason := _reason_to_stay(each.moved, each.front):
            left.append((each.moved.source.relative_to(old.root).as_posix(), reason))
        elif each.home in homes:
            undated.append(each.moved)
        else:
            pages.append(replace(each.moved, to=each.moved.inside))
    placed = with_places([*posts, *undated])
    clashes = dict(_clashes(old, [*placed, *pages]))
    left += [*clashes.items(), *_links(old)]

    def kept(files: Iterable[Moved]) -> tuple[Moved, ...]:
        return tuple(file for file in files if file.source.relative_to(old.root).as_posix() not in clashes)

    return OldFiles(
        posts=kept(placed[: len(posts)]),
        undated=kept(placed[len(posts) :]),
        pages=kept(pages),
        attached=attached(old, placed, pages),
        left=tuple(sorted(set(left))),
    )


def _clashes(old: OldBlog, files: Iterable[Moved]) -> Iterator[tuple[str, str]]:
    """Yield the files whose new place another file has."""
    taken: dict[str, str] = {}
    for file in files:
        name = file.source.relative_to(old.root).as_posix()
        other = taken.setdefault(file.to, name)
        if other != name:
            yield name, f"{other} has its place, {file.to}"


def _links(old: OldBlog) -> Iterator[tuple[str, str]]:
    """Yield the posts, pictures and other files that would bring in what lies outside the old blog."""
    for name in dict.fromkeys((*old.posts, *old.pages, *old.public)):
        for path in sorted((old.root / name).rglob("*")):
            inside = path.relative_to(old.root)
            is_wanted = path.suffix.lower() in ATTACHED or path.suffix in MARKDOWN
            is_ours = is_wanted and not NOT_OF_THE_SITE & set(inside.parts) and not path.is_dir()
            if is_ours and (reason := reason_to_stay(old.root, path)):
                yield inside.as_posix(), reason


def _in_post_folders(old: OldBlog) -> Iterator[_Found]:
    """Yield the files of folders that may hold posts."""
    for name in old.posts:
        folder = old.root / name
        head = _head(old, PurePosixPath(name))
        for path, front in _markdown_in(old, folder):
            inside = path.relative_to(folder).as_posix()
            is_post = path.stem != "_index" and _is_post(path.relative_to(old.root), front)
            yield _Found(Moved(path, inside, head + inside), front, _home(name, inside), is_post)


def _head(old: OldBlog, folder: PurePosixPath) -> str:
    """Return the folder, with a slash, in which the files of a folder of posts are placed.

    Jekyll has ``_posts`` in any folder, and two of them may hold posts of one name.
    """
    above = f"{folder.parent.as_posix()}/" if old.tool == "Jekyll" and folder.parent.name else ""
    return above if folder.name in {"", "_posts"} else f"{folder.name}/{above}"


def _in_page_folders(old: OldBlog) -> Iterator[_Found]:
    """Yield the files that are pages even if they have a date."""
    for name, prefix in old.pages.items():
        folder = old.root / name
        for path, front in _markdown_in(old, folder):
            inside = path.relative_to(folder)
            # What has nothing at its head Jekyll takes for a file like any other, such as a README.
            is_page = bool(front.fence) or old.tool != "Jekyll"
            if is_page and not is_inner(inside.parts):
                place = posixpath.join(prefix, inside.as_posix())
                yield _Found(Moved(path, place, place), front, "", is_post=False)


def _markdown_in(old: OldBlog, folder: Path) -> Iterator[tuple[Path, FrontMatter]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_ours = not NOT_OF_THE_SITE & set(parts) and not any(part.startswith(".") for part in parts)
        if path.suffix in MARKDOWN and is_ours and not reason_to_stay(old.root, path):
            yield path, read_front_matter(path.read_text("utf-8-sig", errors="replace"))


def _is_post(path: Path, front: FrontMatter) -> bool:
    reading = read_post(front, path.with_suffix("").as_posix(), Settings())
    return reading.post is not None or any(problem.fatal for problem in reading.problems)


def _home(name: str, inside: str) -> str:
    """Return the folder of posts a file is in, or the section for Hugo and Zola; ``""`` where there is none."""
    if name == "content":
        section, slash, _ = inside.partition("/")
        return f"{name}/{section}" if slash else ""
    return "" if name == "src/pages" else name


def _reason_to_stay(moved: Moved, front: FrontMatter) -> str:
    name = PurePosixPath(moved.inside).with_suffix("").as_posix()
    if moved.source.stem.upper() in _OF_REPOSITORIES and "/" not in moved.inside:
        return "is about the repository"
    if moved.source.stem == "_index" or name in {"index", "404"}:
        return "a home page or a list: Nenrin makes its own"
    if not front.body.strip() or _LOOP.search(front.body):
        return "its text was filled in by the old theme"
    return ""


def _in_other_formats(old: OldBlog) -> Iterator[tuple[str, str]]:
    """Yield what the old tool made pages of and Nenrin does not, but for templates and lists."""
    for name in dict.fromkeys((*old.posts, *old.pages)):
        folder = old.root / name
        for path in folder.rglob("*"):
            inner = is_inner(path.relative_to(folder).parts)
            if path.suffix in _OTHER_FORMATS and not inner and "[" not in path.name and path.stem != "index":
                yield path.relative_to(old.root).as_posix(), "is not Markdown"
