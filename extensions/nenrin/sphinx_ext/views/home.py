"""What the home page shows: the latest posts, those kept on top, the terms and the rings."""

from __future__ import annotations

from dataclasses import dataclass

from nenrin.sphinx_ext.config.l10n import plural
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.timeline import RingsView, rings
from nenrin.sphinx_ext.views.values import TermView


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page lists, and how: in ``rows`` or ``cards``."""

    pinned: tuple[PostView, ...]
    posts: tuple[PostView, ...]
    total: str
    more: bool
    style: str
    categories: tuple[TermView, ...]
    tags: tuple[TermView, ...]
    rings: RingsView | None


def home_view(views: Views) -> HomeView:
    """Return what the home page lists; ``views`` are those of the home page."""
    library = views.library
    size: int = views.options.page_size
    latest = [post for post in library.posts if post not in library.pinned][:size]
    return HomeView(
        pinned=views.posts(library.pinned),
        posts=views.posts(latest),
        total=plural("{n} post", "{n} posts", len(library.posts)),
        more=len(library.posts) > len(latest) + len(library.pinned),
        style=views.options.home_style,
        categories=views.tree(library.by_kind["category"]),
        tags=views.cloud(library.by_kind["tag"]),
        rings=rings(views),
    )
