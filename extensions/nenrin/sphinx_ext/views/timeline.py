"""The archive as values for templates: years with their months and posts, and the annual rings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.numbers import format_decimal
from sphinx.locale import get_translation

from nenrin.outputs.rings import Ring, drawing
from nenrin.sphinx_ext.config.l10n import CATALOG, in_words, plural
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.post import PostView
from nenrin.sphinx_ext.views.values import LinkView

_ = get_translation(CATALOG)


_ANY_YEAR = 2000
"""A month has the same name in all."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the archive and its posts; ``name`` is the month without its year."""

    name: str
    link: LinkView
    posts: tuple[PostView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the archive and its months, newest first."""

    number: str
    link: LinkView
    count: str
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the table beside the rings, its numbers written as the site's language writes them."""

    name: str
    url: str
    posts: str
    words: str


@dataclass(frozen=True, slots=True)
class RingsView:
    """The annual rings as inline SVG, what stands below them, and the same in rows, newest first."""

    svg: str
    caption: str
    rows: tuple[YearRow, ...]


def timeline(views: Views) -> tuple[YearView, ...]:
    """Return the years with their months and posts, newest first."""
    library = views.library
    years = []
    for year in library.by_kind["year"]:
        months = tuple(
            MonthView(
                in_words("MMMM", date(_ANY_YEAR, int(month.name), 1), views.locale),
                views.term(month),
                views.posts(month.posts),
            )
            for month in library.children[year.path]
        )
        count = plural("{n} post", "{n} posts", len(year.posts))
        years.append(YearView(year.name, views.term(year), count, months))
    return tuple(years)


def rings(views: Views) -> RingsView | None:
    """Return the annual rings of the blog; None for a blog without posts."""
    rows, drawn = [], []
    for year in views.library.by_kind["year"]:
        words = sum(post.body.words for post in year.posts)
        link = views.term(year)
        count = plural("{n} post", "{n} posts", len(year.posts))
        row = YearRow(link.name, link.url, *(_number(views, number) for number in (len(year.posts), words)))
        name = _("{year}: {posts}, {words}").format(
            year=link.name, posts=count, words=plural("{n} word", "{n} words", words)
        )
        rows.append(row)
        drawn.append(Ring(year.name, name, link.url, words))
    if not rows:
        return None
    svg = drawing(drawn[::-1], str(_("Annual rings")))
    return RingsView(svg, str(_("A ring for each year, as wide as what was written in it.")), tuple(rows))


def _number(views: Views, number: int) -> str:
    return str(format_decimal(number, locale=views.locale))
