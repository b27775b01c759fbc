"""Import an old blog: copy its posts, pages and files unchanged, and redirect its old URLs to them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path

from nenrin.cli.authoring.scaffold import write_new
from nenrin.cli.blog import find_blog, find_sources, shown
from nenrin.cli.body_reader import body_reader
from nenrin.cli.importing.addresses import old_address, old_page_address
from nenrin.cli.importing.collect import OldFiles
from nenrin.cli.importing.old_blog import OldBlog
from nenrin.cli.importing.place import Moved
from nenrin.cli.terminal.console import console, counted, in_columns, marked
from nenrin.cli.terminal.report import print_report
from nenrin.posts import urls
from nenrin.posts.addresses import file_of, named_addresses, same, site_path
from nenrin.posts.check import Report, check
from nenrin.posts.front_matter.fences import read_front_matter
from nenrin.posts.model import Post
from nenrin.sphinx_ext.store.output_folder import OutputFolder, RefusedPathError

_PAGE = """\
<!DOCTYPE html>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<a href="{target}">{title}</a>
"""


def move_in(old: OldBlog, files: OldFiles, folder: Path) -> None:
    """Copy the files of ``old`` into ``folder``, and print what was done, the check and the addresses."""
    copied = sum(_copy(post.source, folder / post.to) for post in files.posts)
    rows = [("posts/", f"{counted(copied, 'post')} copied")]
    rows += [
        (page.to, _said(_copy(page.source, folder / page.to), "a page: it has no date"))
        for page in files.undated
    ]
    rows += [(page.to, _said(_copy(page.source, folder / page.to), "a page")) for page in files.pages]
    seen = sum(_copy(source, folder / name) for name, source in files.attached.items())
    rows.append(
        (
            "public/",
            f"{counted(seen, 'picture or other file', 'pictures and other files')} copied, here and beside the posts",
        )
    )
    console.print(marked(f"\nfrom {shown(old.origin or old.root)}, ", (old.tool, "bold")))
    _print_rows(rows)
    if files.left:
        console.print("\nleft behind:")
        _print_rows(files.left)
    console.print()
    blog = find_blog(folder / "conf.py")
    pages = [folder / page.to for page in files.pages]
    report = check(find_sources(blog, [folder / "posts", *pages]), blog.reading(), body_reader())
    print_report(report, quiet=True)
    _print_addresses(old, files, report, folder)


def _said(copied: int, what: str) -> str:
    return what if copied else "was there, and is kept"


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    for line in in_columns(rows):
        console.print(line)


def _copy(source: Path, to: Path) -> int:
    """Copy a file unless one is there; return how many were copied."""
    if to.exists():
        return 0
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
    return 1


def _print_addresses(old: OldBlog, files: OldFiles, report: Report, folder: Path) -> None:
    """Print each old address with the new one, and write a redirect where the build would not."""
    by_docname = {file.docname: file.post for file in report.files}
    posts = [
        (moved, post) for moved in files.posts if (post := by_docname.get(moved.docname)) and not post.draft
    ]
    rows: list[tuple[str, str, str]] = []
    unknown, impossible = 0, []
    for moved, post in [*posts, *((page, None) for page in files.pages)]:
        address = _old_address(old, moved, post)
        unknown += not address
        name = file_of(site_path(urls.name_as_url(address)))
        if not address or name == file_of(moved.docname.removesuffix("/index")):
            continue
        is_named = post is not None and same(address) in map(same, named_addresses(post))
        if not is_named and not _write_redirect(folder, name, moved.docname, post.title if post else ""):
            impossible.append((address, "cannot be an address of the new blog"))
            continue
        rows.append((address, "->", f"/{moved.docname.removesuffix('/index')}/"))
    if rows:
        console.print("\nold addresses that now redirect, by the posts' own keys or by pages in public/:")
    _print_rows([*rows, *impossible])
    if unknown:
        console.print(
            f"the old addresses of {counted(unknown, 'post')} cannot be told from the files of {old.tool}"
        )


def _old_address(old: OldBlog, moved: Moved, post: Post | None) -> str:
    values = read_front_matter(moved.source.read_text("utf-8-sig", errors="replace")).values
    if post is None:
        return old_page_address(old, moved.inside, values)
    # Jekyll takes the folders above `_posts` for categories.
    above = (
        moved.source.relative_to(old.root).as_posix().rpartition("_posts/")[0] if old.tool == "Jekyll" else ""
    )
    return old_address(old, moved.inside, post, values, above=tuple(filter(None, above.split("/"))))


def _write_redirect(folder: Path, name: str, docname: str, title: str) -> bool:
    """Write a page that redirects, unless a file is there; return whether it can be, below ``public/``."""
    public = OutputFolder(folder / "public")
    target = urls.relative(urls.encode(name), urls.encode(f"{docname.removesuffix('/index')}/"))
    try:
        write_new(public.path_of(name), _PAGE.format(title=escape(title or docname), target=escape(target)))
    except (RefusedPathError, OSError):  # OSError: a file is in the way of a folder
        return False
    return True
