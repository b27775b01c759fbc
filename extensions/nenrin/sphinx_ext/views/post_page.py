"""What stands round the text of a post on its own page: neighbours, series, related posts, notice, licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from sphinx.locale import get_translation

from nenrin.outputs.services.comments import Comments, Place, comments
from nenrin.posts import urls
from nenrin.posts.library import Term
from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.l10n import CATALOG, language_tag
from nenrin.sphinx_ext.store.addresses import page_url
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.values import LinkView

_ = get_translation(CATALOG)
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.\d)", re.IGNORECASE)
_CC0 = re.compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A post of the series; ``current`` is the one on whose page the series is shown."""

    name: str
    url: str
    current: bool


class SeriesView:
    """A series, on the page of the post ``current``. Its values are made when they are asked for, as a post's are."""

    __slots__ = ("_current", "_term", "_views")

    def __init__(self, views: Views, term: Term, current: str = "") -> None:
        self._views = views
        self._term = term
        self._current = current

    def __repr__(self) -> str:
        """Stand for all values; by a digest, for each of a hundred pages lists the hundred."""
        listed = self._views.digest_once(
            ("series", self._term.path), lambda home: SeriesView(home, self._term).posts
        )
        return repr((self.link, listed, self._current))

    @property
    def link(self) -> LinkView:
        """The page of the series, with the number of its posts."""
        return self._views.term(self._term)

    @property
    def posts(self) -> tuple[SeriesPart, ...]:
        """Its posts in reading order."""
        posts = ((post.key, self._views.post(post)) for post in self._term.posts)
        return tuple(SeriesPart(post.title, post.url, key == self._current) for key, post in posts)


@dataclass(frozen=True, slots=True)
class PostPageView:
    """A post at the head of its own page, with its neighbours in time and what belongs to it.

    ``comments`` says whether it may have some: not where its author wants none, nor before readers may see it.
    """

    post: PostView
    older: PostView | None
    newer: PostView | None
    related: tuple[PostView, ...]
    series: SeriesView | None
    notice: str
    licence: LinkView | None
    source: LinkView | None
    toc: bool
    comments: bool
    comments_from: Comments | None


def post_page(views: Views, post: Post) -> PostPageView:
    """Return what the page of ``post`` shows round its text."""
    near = build_state(views.builder.env).relations[post.key]
    option = views.options.comments
    open_to_comments = post.switches.comments is not False and post.is_out(views.now)
    return PostPageView(
        post=views.post(post, full=True),
        older=next(iter(views.posts([near.older])), None),
        newer=next(iter(views.posts([near.newer])), None),
        related=views.posts(near.related),
        series=_series(views, post),
        notice=_notice(views, post),
        licence=licence(license_of(views, post)),
        source=LinkView(post.source, post.source) if post.source else None,
        toc=post.switches.toc is not False,
        comments=open_to_comments,
        comments_from=comments(option, _place(views, post)) if option and open_to_comments else None,
    )


def license_of(views: Views, post: Post) -> str:
    """Return the licence of a post as a text: its own, or the site's unless it is a reprint; ``""`` for none."""
    if post.license is not None:
        return post.license
    return "" if post.source else str(views.options.license)


def licence(text: str) -> LinkView | None:
    """Return the licence as a link: Creative Commons ones to their deed, others to nowhere; None for no text."""
    if not text:
        return None
    if match := _CREATIVE_COMMONS.fullmatch(text):
        kind, version = match[1].lower(), match[2]
        return LinkView(text, f"https://creativecommons.org/licenses/{kind}/{version}/")
    if _CC0.fullmatch(text):
        return LinkView(text, "https://creativecommons.org/publicdomain/zero/1.0/")
    return LinkView(text, "")


def _place(views: Views, post: Post) -> Place:
    """Return what the comments on ``post`` belong to: the same under either builder."""
    name = post.docname.removesuffix("/index")
    root = urls.split(views.base).path or "/"
    return Place(
        url=f"{views.base}{page_url(views.builder, post.docname)}" if views.base else "",
        path=f"{root}{urls.encode(name)}/",
        title=post.title,
        language=language_tag(post.language or views.builder.config.language),
    )


def _series(views: Views, post: Post) -> SeriesView | None:
    terms = views.library.terms_of(post, "series")
    return SeriesView(views, terms[0], post.key) if terms and len(terms[0].posts) > 1 else None


def _notice(views: Views, post: Post) -> str:
    days: int = views.options.outdated_after
    if not days or views.now - post.changed < timedelta(days=days):
        return ""
    # A date, not an age: an age would be wrong the year after, on a page that nobody wrote anew.
    text = _("This post was last changed on {date}. Some of it may be out of date.")
    return str(text).format(date=views.date(post.changed, timed=post.timed).text)
