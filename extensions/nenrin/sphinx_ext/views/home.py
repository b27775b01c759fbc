"""What the home page shows: the latest posts, those kept on top, the terms and the rings."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.locale import get_translation

from nenrin.posts.terms import KINDS
from nenrin.sphinx_ext.config.l10n import CATALOG, plural
from nenrin.sphinx_ext.config.values import site_title
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.timeline import RingsView, rings
from nenrin.sphinx_ext.views.values import LinkView, TermView

_ = get_translation(CATALOG)


_TAGS = 20
"""How many tags stand beside the posts, the most used; the others are a click away."""


@dataclass(frozen=True, slots=True)
class HeroView:
    """The person who writes the blog: ``avatar`` and ``banner`` are addresses, ``figures`` what there is to read."""

    name: str
    text: str
    avatar: str
    banner: str
    figures: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page lists, and how: in one of the styles that ``nenrin_home_style`` has.

    ``tags`` are the most used, with a link to all of them, called by their number, where there are more.
    """

    pinned: tuple[PostView, ...]
    posts: tuple[PostView, ...]
    total: str
    more: bool
    style: str
    categories: tuple[TermView, ...]
    tags: tuple[TermView, ...]
    all_tags: LinkView | None
    rings: RingsView | None
    hero: HeroView | None


def home_view(views: Views) -> HomeView:
    """Return what the home page lists; ``views`` are those of the home page."""
    library = views.library
    size: int = views.options.page_size
    tags = library.by_kind["tag"]
    used = sorted(tags, key=lambda term: (-len(term.posts), term.name))[:_TAGS]
    latest = [post for post in library.posts if post not in library.pinned][:size]
    return HomeView(
        pinned=views.posts(library.pinned),
        posts=views.posts(latest),
        total=plural("{n} post", "{n} posts", len(library.posts)),
        more=len(library.posts) > len(latest) + len(library.pinned),
        style=views.options.home_style,
        categories=views.tree(library.by_kind["category"]),
        tags=views.cloud(tuple(term for term in tags if term in used)),
        all_tags=_all_tags(views, len(tags)) if len(tags) > len(used) else None,
        rings=rings(views),
        hero=_hero(views) if views.options.home_profile else None,
    )


def _all_tags(views: Views, count: int) -> LinkView:
    return LinkView(str(count), views.url(f"{views.library.root}/{KINDS['tag'].catalog}"))


def _hero(views: Views) -> HeroView:
    """Return the author of the blog, or the blog itself where it names none."""
    authors = views.options.reading().default_authors
    person = authors[0] if len(authors) == 1 else None
    posts = views.library.posts
    words = sum(post.body.words for post in posts)
    figures = [plural("{n} post", "{n} posts", len(posts)), plural("{n} word", "{n} words", words)]
    if posts:
        figures.insert(0, str(_("Since {year}")).format(year=min(post.published.year for post in posts)))
    avatar, banner = person.avatar if person else "", views.options.home_banner
    return HeroView(
        name=person.name if person else site_title(views.builder.config),
        text=(person.bio if person else "") or views.options.description,
        avatar=_address(views, avatar),
        banner=_address(views, banner),
        figures=" · ".join(figures),
    )


def _address(views: Views, written: str) -> str:
    """Return the address of a picture: elsewhere, or of a file of the site, from its root."""
    return written if "://" in written or not written else views.file(f"{views.base}{written.lstrip('/')}")
