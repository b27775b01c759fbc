"""Addresses of posts: those an author's old blog had, how two spellings of one compare, and who claims which."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nenrin.posts import urls
from nenrin.posts.model import Post

# A pattern such as Hexo's `:year/:title/` is the old site's rule, not an address.
_PATTERN = re.compile(r"(?:^|/):\w+")
# Folders in which other tools keep posts and which are no part of an address.
_SOURCE_FOLDERS = re.compile(r"^(?:src/(?:content|data|pages)|content|source)(?=/|$)")
_JEKYLL_FOLDER = re.compile(r"(?:^|(?<=/))_(?:posts|drafts)(?=/|$)")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, as a path below the site's root, and the post it leads to."""

    path: str
    post: Post


@dataclass(frozen=True, slots=True)
class Claim:
    """An address that ``other`` claims although ``owner`` has it: a key of a post, or a docname."""

    path: str
    owner: str
    other: Post


def same(address: str) -> str:
    """Return the form in which two spellings of an address are equal.

    ``/a/b``, ``a/b/``, ``a/b.html``, ``/a/b/index.html?x#y`` and percent-encoded forms are one; case counts.
    """
    path = urls.decode(urls.split(address).path)
    path = unicodedata.normalize("NFC", path).strip("/")
    path = re.sub(r"(^|/)index(\.html?)?$", r"\1", path).rstrip("/")
    return re.sub(r"\.html?$", "", path)


def same_path(path: str) -> str:
    """Return ``same`` of a path that holds no escapes, such as a docname: ``C#`` and ``100%`` are names of posts."""
    return same(urls.encode(path))


def publish_at(post: Post) -> str:
    """Return the address the author gave the post, as a docname; ``""`` if none or only a rule for one."""
    if post.permalink and not _PATTERN.search(post.permalink):
        return same(post.permalink)
    return _in_folder(post, post.slug) if post.slug else ""


def old_addresses(post: Post) -> tuple[str, ...]:
    """Return every address the post had, in the author's order: aliases, permalink, slug; never its own."""
    # Hugo's bare aliases stand beside the post; a path without a first slash is Zola's or Hexo's, from the root.
    named = [alias if "/" in alias else _in_folder(post, alias) for alias in post.aliases]
    named += [post.permalink, _in_folder(post, post.slug) if post.slug else ""]
    found = [_clean(address) for address in named if address and not _PATTERN.search(address)]
    if not found:
        return ()
    own = same_path(post.docname)
    return tuple(dict.fromkeys(address for address in found if same_path(address) not in {"", own}))


def redirects(posts: Iterable[Post], taken: Mapping[str, str]) -> tuple[list[Redirect], list[Claim]]:
    """Return the redirects of all posts, and the claims on addresses that are taken.

    ``taken`` maps the addresses of pages, as ``same`` spells them, to docnames. Posts are asked in the
    order of their keys; the first to claim an address has it.
    """
    owners = dict(taken)
    made: list[Redirect] = []
    claims: list[Claim] = []
    for post in sorted(posts, key=lambda post: post.key):
        for path in old_addresses(post):
            owner = owners.setdefault(same_path(path), post.key)
            if owner == post.key:
                made.append(Redirect(path, post))
            elif owner != post.docname:
                claims.append(Claim(path, owner, post))
    return made, claims


def file_of(path: str) -> str:
    """Return the file a static host serves for the address ``path``: ``a/`` and ``a`` are ``a/index.html``."""
    name = urls.decode(path).strip("/")
    return name if re.search(r"\.\w{1,5}$", posixpath.basename(name)) else f"{name}/index.html"


def book(posts: Iterable[Post]) -> dict[str, Post]:
    """Return posts by every address that leads to them, their own and old ones, as ``same`` spells them."""
    found: dict[str, Post] = {}
    ordered = sorted(posts, key=lambda post: post.key)
    for post in ordered:
        found.setdefault(same_path(post.docname), post)
    for post in ordered:
        for address in old_addresses(post):
            found.setdefault(same_path(address), post)
    return found


def _in_folder(post: Post, name: str) -> str:
    """Return the address of ``name`` beside the post.

    It is ``blog/x`` for a post in ``src/content/blog/``, ``posts/x`` for one in ``source/_posts/``.
    """
    if name.startswith("/"):
        return same(name)  # as its author wrote it
    folder = posixpath.dirname(post.docname)
    if posixpath.basename(post.docname) == "index":
        folder = posixpath.dirname(folder)
    folder = _JEKYLL_FOLDER.sub("posts", _SOURCE_FOLDERS.sub("", folder)).strip("/")
    return posixpath.normpath(posixpath.join(folder, name.strip("/"))).removeprefix("../")


def _clean(address: str) -> str:
    path = urls.decode(urls.split(address).path)
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    return "/".join(parts) + ("/" if path.endswith("/") and parts else "")
