"""Decide where the posts, pages and files of an old blog go in the new one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from nenrin.cli.importing.old_blog import OldBlog
from nenrin.posts import urls
from nenrin.posts.files import RECORDINGS, is_file, why_no_file

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico")
_DOCUMENTS = (
    ".pdf",
    ".epub",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".csv",
    ".zip",
    ".7z",
    ".gz",
)
ATTACHED = frozenset((*_PICTURES, *RECORDINGS, *_DOCUMENTS))
"""Endings of files that posts show or offer."""

_ENDINGS = "|".join(sorted(ending[1:] for ending in ATTACHED))
_ABOVE = re.compile(rf"(?:\.\./)+[^\s\"'()<>\[\]]+?\.(?:{_ENDINGS})\b", re.IGNORECASE)
_ALIAS = re.compile(rf"[@~]/([^\s\"'()<>\[\]]+?\.(?:{_ENDINGS}))\b", re.IGNORECASE)
NOT_OF_THE_SITE = frozenset({"node_modules", "_site", "vendor", "dist", "public"})


@dataclass(frozen=True, slots=True)
class Moved:
    """A file of the old blog, its path inside the folder it was found in, and its path in the new blog."""

    source: Path
    inside: str
    to: str

    @property
    def docname(self) -> str:
        """Sphinx's name of the new page."""
        return PurePosixPath(self.to).with_suffix("").as_posix()


@cache
def reason_to_stay(root: Path, path: Path) -> str:
    """Return why a file of the blog in ``root`` is not copied, or ``""``: it would bring in what lies elsewhere."""
    if not path.resolve().is_relative_to(root.resolve()):
        return "is a link that leads out of the blog"
    return "" if is_file(path) else "is a link that leads nowhere, or no file"


def with_places(posts: list[Moved]) -> list[Moved]:
    """Give each post its place below ``posts/``.

    The folders that all posts share are left out, but for as many as the paths in them climb above: with
    ``../../assets/a.png`` in them, ``src/content/blog/x.md`` becomes ``posts/blog/x.md``.
    """
    common = _shared_folder([post.to for post in posts if not post.to.startswith("_drafts/")])
    climbs = max((_climb(post, common) for post in posts), default=0)
    kept = common[max(len(common) - max(climbs - 1, 0), 0) :]
    return [
        replace(post, to=posixpath.join("posts", *kept, post.to.removeprefix("/".join((*common, "")))))
        for post in posts
    ]


def _shared_folder(names: Iterable[str]) -> tuple[str, ...]:
    # A bundle is a post in a folder of its own, which is not shared.
    homes = (
        path.parent.parent if path.stem == "index" else path.parent for path in map(PurePosixPath, names)
    )
    shared: list[str] = []
    for parts in zip(*(home.parts for home in homes), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return tuple(shared)


def _climb(post: Moved, common: tuple[str, ...]) -> int:
    """Return by how many folders the paths in a post climb above the shared one."""
    text = post.source.read_text("utf-8-sig", errors="replace")
    own = len(PurePosixPath(post.to).parent.parts) - len(common)
    return max((found.count("../") - own for found in _ABOVE.findall(text)), default=0)


def attached(old: OldBlog, posts: Sequence[Moved], pages: Sequence[Moved]) -> dict[str, Path]:
    """Return what posts show or offer by its new place: public files, those beside posts, those they name."""
    return {
        **_public(old),
        **_beside_pages(old, pages),
        **_beside(old, posts),
        **_named(old, [*posts, *pages]),
    }


def is_inner(parts: Iterable[str]) -> bool:
    """Whether a path below a folder is a tool's own and no part of the site."""
    return any(part.startswith(("_", ".")) or part in NOT_OF_THE_SITE for part in parts)


def _public(old: OldBlog) -> dict[str, Path]:
    """Return the files that stood at the root of the old site, by their new places."""
    found: dict[str, Path] = {}
    for name in old.public:
        folder = old.root / name
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if _is_attached(old.root, path) and not is_inner(parts):
                found[posixpath.join("public", *parts)] = path
    return found


def _beside_pages(old: OldBlog, pages: Iterable[Moved]) -> dict[str, Path]:
    """Return the files beside pages; those below a bundle belong to it."""
    if old.tool in {"Hexo", "Jekyll", "Zenn"}:
        return {}  # they are public there
    apart = [page for page in pages if page.source.stem != "index"]
    found = {
        posixpath.join(posixpath.dirname(page.to), path.name): path
        for page in apart
        for path in sorted(page.source.parent.iterdir())
        if _is_attached(old.root, path)
    }
    return {**found, **_beside(old, (page for page in pages if page.source.stem == "index"))}


def _is_attached(root: Path, path: Path) -> bool:
    return path.suffix.lower() in ATTACHED and not reason_to_stay(root, path)


def _beside(old: OldBlog, posts: Iterable[Moved]) -> dict[str, Path]:
    """Return the files in the folders of posts, and below them, by their new places."""
    found: dict[str, Path] = {}
    # The deepest folder comes last and has the last word on where its files go.
    for post in sorted(posts, key=lambda post: len(post.source.parts)):
        for path in sorted(post.source.parent.rglob("*")):
            if _is_attached(old.root, path):
                inside = path.relative_to(post.source.parent).as_posix()
                found[posixpath.join(posixpath.dirname(post.to), inside)] = path
    return found


def _named(old: OldBlog, posts: Iterable[Moved]) -> dict[str, Path]:
    """Return the files that posts name by a path that leads out of their folder, by their new places."""
    found: dict[str, Path] = {}
    for post in posts:
        text = post.source.read_text("utf-8-sig", errors="replace")
        for name in map(urls.decode, _ABOVE.findall(text)):
            to = posixpath.normpath(posixpath.join(posixpath.dirname(post.to), name))
            found[to] = post.source.parent / name
        for name in map(urls.decode, _ALIAS.findall(text)):
            found[posixpath.normpath(f"src/{name}")] = old.root / "src" / name
    return {
        to: path
        for to, path in found.items()
        if is_file(path) and not reason_to_stay(old.root, path) and not why_no_file(to)
    }
