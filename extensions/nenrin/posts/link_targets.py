"""Guess the page that a link to an unknown address means: by its last part, then by what stands before it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from itertools import takewhile

from nenrin.posts.addresses import old_addresses, same_path
from nenrin.posts.library import Library
from nenrin.posts.slugs import slugify
from nenrin.posts.terms import ARCHIVE, WITH_CATALOG

# What other tools call the archives, and what ours are called; "" is the list of all posts.
_ARCHIVES = {
    **dict.fromkeys(("blog", "post", "posts", "article", "articles"), ""),
    **dict.fromkeys((ARCHIVE, "archives"), ARCHIVE),
    **{word: kind.catalog for kind in WITH_CATALOG for word in kind.words},
}
_LISTS_OF_POSTS = frozenset(word for word, kind in _ARCHIVES.items() if not kind)
_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]")
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown)$")


class Guesses:
    """Pages by the last part of their addresses, old ones included.

    Other tools publish ``src/content/blog/x.md`` at ``/blog/x/``, ``_posts/2020-02-29-x.md`` at
    ``/2020/02/29/x.html`` and ``source/_posts/x.md`` at ``/posts/1a2b/``: the rule is in their settings,
    but the last part is the file's name or a key of its front matter. ``files`` are docnames by the paths
    of their files without suffix.
    """

    def __init__(self, library: Library, files: Mapping[str, str]) -> None:
        self._root = library.root
        self._named: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, dict[str, list[list[str]]]] = defaultdict(dict)
        for path, docname in sorted(files.items()):
            for address in dict.fromkeys((docname, path)):
                self._add(address, docname)
                parts = address.split("/")
                for start in range(len(parts)):
                    self._named[_folded("/".join(parts[start:]))].add(docname)
        for post in sorted(library.all, key=lambda post: post.key):
            for address in old_addresses(post):
                self._add(address, post.docname)
            for name in (post.title, *post.aliases):
                self._named[_folded(name)].add(post.docname)

    def named(self, name: str) -> str | None:
        """Return the docname of the one page of a name, as links of vaults give it; None without such a one.

        A name is the end of a file's path without suffix, a title or an alias; case does not count.
        """
        pages = self._named.get(_folded(_SUFFIX.sub("", name)), set())
        return next(iter(pages)) if len(pages) == 1 else None

    def archive(self, address: str) -> str:
        """Return where our archive would be that another tool has at ``address``, spelled by ``same``; or ``""``."""
        word, *names = address.split("/")
        kind = _ARCHIVES.get(word)
        if kind is None or (names and not kind):
            return ""
        if kind == ARCHIVE and names:
            return "/".join([self._root, *names])
        return "/".join([part for part in (self._root, kind) if part] + [slugify(name) for name in names])

    def _add(self, address: str, docname: str) -> None:
        if parts := _parts(address):
            self._found[parts[-1]].setdefault(docname, []).append(parts)

    def page(self, address: str) -> str | None:
        """Return the docname of the one page whose address ends most like ``address``; None without such a one.

        ``address`` holds no escapes.
        """
        parts = _parts(address)
        if not parts or (parts[0] in _ARCHIVES and parts[0] not in _LISTS_OF_POSTS):
            return None
        known = self._found.get(parts[-1], {})
        alike = {
            docname: max(_in_common(parts, other) for other in others) for docname, others in known.items()
        }
        most = max(alike.values(), default=0)
        best = [docname for docname, count in alike.items() if count == most]
        return best[0] if len(best) == 1 else None


def _parts(address: str) -> list[str]:
    path = same_path(_SUFFIX.sub("", address))
    parts = [part for part in path.split("/") if part]
    return [*parts[:-1], _DATE.sub("", parts[-1])] if parts else []


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip("/ ").removesuffix("/index").casefold()


def _in_common(one: list[str], other: list[str]) -> int:
    """Return how many parts two addresses have in common, counted from the end."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
