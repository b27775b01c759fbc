"""Take over an old blog: copy its posts and pictures as they are, and lead its old addresses to them."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from nenrin.cli.blog import SUFFIXES, find_blog, find_sources, shown
from nenrin.cli.bodies import body_reader
from nenrin.cli.old_addresses import old_address
from nenrin.cli.old_blog import OldBlog
from nenrin.cli.output import console, in_columns, marked
from nenrin.cli.report import print_report
from nenrin.cli.starting import write_new
from nenrin.posts.addresses import file_of, old_addresses, same
from nenrin.posts.check import Report, check
from nenrin.posts.frontmatter import read_front_matter
from nenrin.posts.reader import Settings, read_post

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico"})
_ENDINGS = "|".join(sorted(ending[1:] for ending in PICTURES))
_ABOVE = re.compile(rf"(?:\.\./)+[^\s\"'()<>\[\]]+?\.(?:{_ENDINGS})\b", re.IGNORECASE)
_ALIAS = re.compile(rf"[@~]/([^\s\"'()<>\[\]]+?\.(?:{_ENDINGS}))\b", re.IGNORECASE)
_PASSED_OVER = frozenset({"node_modules", "_site", "vendor", "dist", "public"})

_PAGE = """\
<!DOCTYPE html>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<a href="{target}">{title}</a>
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A post of the old blog: its file, its path inside the old folder of posts, its path in the new blog."""

    source: Path
    inside: str
    to: str


def move_in(old: OldBlog, folder: Path) -> None:
    """Copy posts and pictures of ``old`` into ``folder``, and print what was done, the check and the addresses."""
    posts = _with_places(list(_posts(old)))
    copied = sum(_copy(post.source, folder / post.to) for post in posts)
    pictures = {**_public(old), **_beside(old, posts), **_named(old, posts)}
    seen = sum(_copy(source, folder / name) for name, source in pictures.items())
    console.print(marked(f"\nfrom {shown(old.root)}, ", (old.tool, "bold")))
    rows = [
        ("posts/", f"{copied} posts copied"),
        ("public/", f"{seen} pictures copied, here and beside the posts"),
    ]
    for line in in_columns(rows):
        console.print(line)
    console.print()
    blog = find_blog(folder / "conf.py")
    report = check(find_sources(blog, [folder / "posts"]), blog.reading(), body_reader())
    print_report(report, quiet=True)
    _print_addresses(old, posts, report, folder)


def _copy(source: Path, to: Path) -> int:
    """Copy a file unless one is there; return how many were copied."""
    if to.exists():
        return 0
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
    return 1


def _posts(old: OldBlog) -> Iterator[Moved]:
    for name in old.posts:
        folder = old.root / name
        found = [
            path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES and _is_post(old, path)
        ]
        for path in found:
            inside = path.relative_to(folder).as_posix()
            head = {"_posts": ""}.get(folder.name, f"{folder.name}/")
            yield Moved(path, inside, head + inside)


def _is_post(old: OldBlog, path: Path) -> bool:
    if path.stem == "_index" or _PASSED_OVER & set(path.relative_to(old.root).parts):
        return False
    text = path.read_text("utf-8-sig", errors="replace")
    reading = read_post(
        read_front_matter(text), path.relative_to(old.root).with_suffix("").as_posix(), Settings()
    )
    return reading.post is not None or any(problem.fatal for problem in reading.problems)


def _with_places(posts: list[Moved]) -> list[Moved]:
    """Give each post its place below ``posts/``.

    The folders that all posts share are left out, but for as many as their pictures climb above them: with
    ``../../assets/a.png`` in them, ``src/content/blog/x.md`` becomes ``posts/blog/x.md``.
    """
    common = _shared_folder([post.to for post in posts if not post.to.startswith("_drafts/")])
    climbs = max((_climb(post, common) for post in posts), default=0)
    kept = common[max(len(common) - max(climbs - 1, 0), 0) :]
    return [
        Moved(
            post.source,
            post.inside,
            posixpath.join("posts", *kept, post.to.removeprefix("/".join((*common, "")))),
        )
        for post in posts
    ]


def _shared_folder(names: Iterable[str]) -> tuple[str, ...]:
    # A bundle is a post in a folder of its own, which is not shared.
    homes = (
        path.parent.parent if path.stem == "index" else path.parent for path in map(PurePosixPath, names)
    )
    parents = [home.parts for home in homes]
    shared: list[str] = []
    for parts in zip(*parents, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return tuple(shared)


def _climb(post: Moved, common: tuple[str, ...]) -> int:
    """Return by how many folders the pictures of a post climb above the shared one."""
    text = post.source.read_text("utf-8-sig", errors="replace")
    own = len(PurePosixPath(post.to).parent.parts) - len(common)
    return max((found.count("../") - own for found in _ABOVE.findall(text)), default=0)


def _public(old: OldBlog) -> dict[str, Path]:
    """Return the pictures that stood at the root of the old site, by their new places."""
    found: dict[str, Path] = {}
    for name in old.public:
        folder = old.root / name
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            inner = any(part.startswith(("_", ".")) or part in _PASSED_OVER for part in parts)
            if path.suffix.lower() in PICTURES and not inner:
                found[posixpath.join("public", *parts)] = path
    return found


def _beside(old: OldBlog, posts: list[Moved]) -> dict[str, Path]:
    """Return the pictures in the folders of posts, and below them, by their new places."""
    found: dict[str, Path] = {}
    # The deepest folder comes last and has the last word on where its pictures go.
    for post in sorted(posts, key=lambda post: len(post.source.parts)):
        for path in sorted(post.source.parent.rglob("*")):
            if path.suffix.lower() in PICTURES:
                inside = path.relative_to(post.source.parent).as_posix()
                found[posixpath.join(posixpath.dirname(post.to), inside)] = path
    return found


def _named(old: OldBlog, posts: list[Moved]) -> dict[str, Path]:
    """Return the pictures that posts name by a path that leads out of their folder, by their new places."""
    found: dict[str, Path] = {}
    for post in posts:
        text = post.source.read_text("utf-8-sig", errors="replace")
        for name in map(unquote, _ABOVE.findall(text)):
            to = posixpath.normpath(posixpath.join(posixpath.dirname(post.to), name))
            found[to] = (post.source.parent / name).resolve()
        for name in map(unquote, _ALIAS.findall(text)):
            found[f"src/{name}"] = old.root / "src" / name
    inside = old.root.resolve()
    return {
        to: path for to, path in found.items()
        if path.is_file() and path.resolve().is_relative_to(inside) and not to.startswith("..")
    }  # fmt: skip


def _print_addresses(old: OldBlog, posts: list[Moved], report: Report, folder: Path) -> None:
    """Print each old address with the new one, and write a redirect where the build would not."""
    by_docname = {file.docname: file.post for file in report.files}
    rows, unknown = [], 0
    for moved in posts:
        docname = PurePosixPath(moved.to).with_suffix("").as_posix()
        post = by_docname.get(docname)
        if post is None or post.draft:
            continue
        values = read_front_matter(moved.source.read_text("utf-8-sig")).values
        address = old_address(old, moved.inside, post, values)
        unknown += not address
        if not address or same(address) == same(docname):
            continue
        if same(address) not in map(same, old_addresses(post)):
            _write_redirect(folder, address, docname, post.title)
        rows.append((address, "->", f"/{docname.removesuffix('/index')}/"))
    if rows:
        console.print("\nold addresses that now redirect, by the posts' own keys or by pages in public/:")
    for line in in_columns(rows):
        console.print(line)
    if unknown:
        console.print(
            f"the old addresses of {unknown} posts cannot be told: {old.tool} makes them in programs"
        )


def _write_redirect(folder: Path, address: str, docname: str, title: str) -> None:
    name = file_of(address)
    target = quote(posixpath.relpath(docname.removesuffix("/index"), posixpath.dirname(name) or ".")) + "/"
    write_new(folder / "public" / name, _PAGE.format(title=escape(title), target=target))
