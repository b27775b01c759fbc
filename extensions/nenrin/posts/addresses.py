"""Addresses of posts: those an author's old blog had, how two spellings of one compare, and who claims which."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nenrin.posts import urls
from nenrin.posts.model import Post
from nenrin.posts.slugs import short_path

MISSING = "404"
"""The page for addresses that are not there. Hosts look for it at the root of the site, as ``404.html``."""

# A pattern such as Hexo's `:year/:title/` is the old site's rule, not an address.
_PATTERN = re.compile(r"(?:^|/):\w+")
# How the addresses of files end; a dot alone makes none: `/v1.2` is a page.
_FILE_ENDING = re.compile(
    r"\.(?:html?|xhtml|shtml|php\d?|aspx?|jsp|cgi|xml|json|rss|atom|txt|md|pdf)$", re.IGNORECASE
)
# Folders in which other tools keep posts and which are no part of an address.
_SOURCE_FOLDERS = re.compile(r"^(?:src/(?:content|data|pages)|content|source)(?=/|$)")
_JEKYLL_FOLDER = re.compile(r"(?:^|(?<=/))_(?:posts|drafts)(?=/|$)")


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of a term as what a redirect may lead to: ``docname`` is its page, ``title`` what readers call it."""

    docname: str
    title: str
    anchor: str = ""
    language: str = ""

    @property
    def key(self) -> str:
        """What tells it from posts and other archives."""
        return self.docname


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, as a path below the site's root, and the post or archive it leads to."""

    path: str
    post: Post | Archive

    @property
    def docname(self) -> str:
        """The page it leads to."""
        return self.post.docname


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
    named = post.permalink if post.permalink and not _PATTERN.search(post.permalink) else _by_slug(post)
    return short_path(_below_root(same(named)))


def site_path(address: str) -> str:
    """Return the path below the root of the site that an address means, without percent-encoding.

    A slash at the end stays: it tells a folder from a file.
    """
    path = urls.decode(urls.split(address).path)
    below = _below_root(path)
    return f"{below}/" if below and path.endswith("/") else below


def named_addresses(post: Post) -> tuple[str, ...]:
    """Return the addresses that the author of the post says it had, in their order: aliases and permalink."""
    # Hugo's bare aliases stand beside the post; a path without a first slash is Zola's or Hexo's, from the root.
    written = [alias if "/" in alias else _in_folder(post, alias) for alias in post.aliases]
    return _others(post, [*written, post.permalink])


def old_addresses(post: Post) -> tuple[str, ...]:
    """Return every address the post may have had, never its own: those that are named, then that of its ``slug``."""
    return tuple(dict.fromkeys((*named_addresses(post), *_others(post, [_by_slug(post)]))))


def redirects(
    posts: Iterable[Post], taken: Mapping[str, str], *, by_slug: bool = True
) -> tuple[list[Redirect], list[Claim]]:
    """Return the redirects of all posts, and the claims on addresses that are taken.

    ``taken`` maps the addresses of pages, as ``same`` spells them, to docnames. Posts are asked in the order of their
    keys; the first to claim an address has it. A slug says nothing of the folder that the old site had it in, so posts
    may share one: it claims nothing, and gives an address only where no one names it, and if ``by_slug`` is set.
    """
    ordered = sorted(posts, key=lambda post: post.key)
    owners = dict(taken)
    made: list[Redirect] = []
    claims: list[Claim] = []
    for post in ordered:
        for path in named_addresses(post):
            owner = owners.setdefault(same_path(path), post.key)
            if owner == post.key:
                made.append(Redirect(path, post))
            elif owner != post.docname:
                claims.append(Claim(path, owner, post))
    for post in ordered if by_slug else ():
        for path in old_addresses(post):
            if same_path(path) not in owners:
                owners[same_path(path)] = post.key
                made.append(Redirect(path, post))
    return sorted(made, key=lambda redirect: (redirect.post.key, redirect.path)), claims


def file_of(path: str) -> str:
    """Return the file a static host serves for the address ``path``: ``a/`` and ``a`` are ``a/index.html``."""
    name = path.strip("/")
    is_file = not path.endswith("/") and _FILE_ENDING.search(name)
    return name if is_file else posixpath.join(name, "index.html")


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


def _others(post: Post, written: Iterable[str]) -> tuple[str, ...]:
    """Return as paths the addresses that are no rules of an old site, and not the post's own."""
    paths = [site_path(address) for address in written if address and not _PATTERN.search(address)]
    own = same_path(post.docname) if paths else ""
    return tuple(dict.fromkeys(path for path in paths if same_path(path) not in {"", own}))


def _by_slug(post: Post) -> str:
    """Return the address that the slug gives, percent-encoded."""
    return _in_folder(post, urls.name_as_url(post.slug)) if post.slug else ""


def _in_folder(post: Post, name: str) -> str:
    """Return the address of ``name`` beside the post.

    It is ``blog/x`` for a post in ``src/content/blog/``, ``posts/x`` for one in ``source/_posts/``.
    """
    if name.startswith("/"):
        return name  # as its author wrote it
    folder = posixpath.dirname(post.docname)
    if posixpath.basename(post.docname) == "index":
        folder = posixpath.dirname(folder)
    folder = _JEKYLL_FOLDER.sub("posts", _SOURCE_FOLDERS.sub("", folder)).strip("/")
    return posixpath.join(urls.encode(folder), name.strip("/"))


def _below_root(path: str) -> str:
    """Return a path, without percent-encoding, as seen from the root of the site: what leads above it leads there."""
    parts = posixpath.normpath(f"/{path}").split("/")
    return "/".join(part for part in parts if part)
