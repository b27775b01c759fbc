"""What stands round the text of a post on its own page: neighbours, series, related posts, notice, licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from sphinx.locale import get_translation

from nenrin.outputs.services.comments import Comments, Place, comments
from nenrin.posts import urls
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


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The series of a post, its posts in reading order."""

    link: LinkView
    posts: tuple[SeriesPart, ...]


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
    toc: bool
    comments: bool
    comments_from: Comments | None


def post_page(views: Views, post: Post) -> PostPageView:
    """Return what the page of ``post`` shows round its text."""
    around = build_state(views.builder.env).around[post.key]
    open_to_comments = post.switches.comments is not False and post.is_out(views.now)
    return PostPageView(
        post=views.post(post, full=True),
        older=views.post(around.older) if around.older else None,
        newer=views.post(around.newer) if around.newer else None,
        related=views.posts(around.related),
        series=_series(views, post),
        notice=_notice(views, post),
        licence=licence(views.options.license),
        toc=post.switches.toc is not False,
        comments=open_to_comments,
        comments_from=comments(views.options.comments, _place(views, post)) if open_to_comments else None,
    )


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
    if not terms or len(terms[0].posts) < 2:
        return None
    parts = (
        SeriesPart(
            other.title, other.external or views.url(other.docname, other.anchor), other.key == post.key
        )
        for other in terms[0].posts
    )
    return SeriesView(views.term(terms[0]), tuple(parts))


def _notice(views: Views, post: Post) -> str:
    days: int = views.options.outdated_after
    if not days or views.now - post.changed < timedelta(days=days):
        return ""
    # A date, not an age: an age would be wrong the year after, on a page that nobody wrote anew.
    text = _("This post was last changed on {date}. Some of it may be out of date.")
    return str(text).format(date=views.date(post.changed, timed=post.timed).text)
