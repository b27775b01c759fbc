"""Which feeds a blog has, and at which URLs: for all posts, and for the kinds of terms that the site chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nenrin.outputs.feeds.atom import atom
from nenrin.outputs.feeds.entry import Feed
from nenrin.outputs.feeds.json_feed import json_feed
from nenrin.outputs.feeds.rss import rss
from nenrin.posts.library import Library, Term
from nenrin.posts.model import Post
from nenrin.posts.terms import WITH_CATALOG


@dataclass(frozen=True, slots=True)
class Format:
    """A format of feeds: the name of its file, its media type and what writes it."""

    filename: str
    type: str
    write: Callable[[Feed], bytes]


FORMATS: Mapping[str, Format] = {
    "atom": Format("atom.xml", "application/atom+xml", atom),
    "rss": Format("rss.xml", "application/rss+xml", rss),
    "json": Format("feed.json", "application/feed+json", json_feed),
}

BLOG = "blog"
"""The choice that stands for all posts."""

KINDS = (BLOG, *(kind.name for kind in WITH_CATALOG))
"""What can have feeds of its own."""


@dataclass(frozen=True, slots=True)
class PlannedFeed:
    """A feed to write at ``name``, a path from the site's root; ``term`` is None for the feed of all posts."""

    term: Term | None
    format: Format
    name: str

    def posts(self, library: Library, length: int) -> tuple[Post, ...]:
        """Return the newest ``length`` posts, newest first, series too."""
        if self.term is None:
            return library.posts[:length]
        filed = {post.key for post in self.term.posts}
        return tuple(post for post in library.posts if post.key in filed)[:length]


def plan(library: Library, chosen: Mapping[str, Sequence[str]]) -> Iterator[PlannedFeed]:
    """Yield the feeds of ``chosen``, formats by kind (``{"blog": ["atom", "rss"], "tag": ["atom"]}``).

    Each lies where its archive page does: ``blog/atom.xml``, ``blog/tag/python/atom.xml``.
    """
    for form in chosen.get(BLOG, ()):
        yield PlannedFeed(None, FORMATS[form], f"{library.root}/{FORMATS[form].filename}")
    for kind in WITH_CATALOG:
        for term in library.by_kind[kind.name]:
            for form in chosen.get(kind.name, ()):
                yield PlannedFeed(term, FORMATS[form], f"{term.path}/{FORMATS[form].filename}")
