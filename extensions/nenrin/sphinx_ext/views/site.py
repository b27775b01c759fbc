"""What every page says of the site: its name, its menu, its feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.locale import get_translation

from nenrin.posts import urls
from nenrin.sphinx_ext.config.l10n import CATALOG, language_tag
from nenrin.sphinx_ext.config.values import site_title
from nenrin.sphinx_ext.store.domain import build_state
from nenrin.sphinx_ext.views.factory import Views
from nenrin.sphinx_ext.views.values import LinkView

_ = get_translation(CATALOG)
_FEEDS = {"application/atom+xml": "Atom", "application/rss+xml": "RSS", "application/feed+json": "JSON Feed"}


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the site's menu; ``current`` is the value of ``aria-current``."""

    name: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed of the page or site: its title, its address relative to the page and its media type."""

    title: str
    url: str
    type: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site: its name, what it is about, its language (BCP 47), its places and feeds, relative to the page."""

    title: str
    description: str
    language: str
    home: str
    posts: str
    places: tuple[PlaceView, ...]
    feeds: tuple[FeedView, ...]
    records: tuple[LinkView, ...]


def site_view(views: Views) -> SiteView:
    """Return what the page of ``views`` says of the site."""
    config = views.builder.config
    return SiteView(
        title=site_title(config),
        description=views.options.description,
        language=language_tag(config.language),
        home=views.url(config.root_doc),
        posts=views.url(views.library.root),
        places=tuple(_places(views)),
        feeds=tuple(
            FeedView(
                _FEEDS[planned.format.type],
                views.file(views.base + urls.encode(planned.name)),
                planned.format.type,
            )
            for planned in build_state(views.builder.env).feeds.get("", ())
        ),
        records=tuple(_records(views.options.records)),
    )


def _records(numbers: Mapping[str, str]) -> Iterator[LinkView]:
    """Yield the record numbers of a site in China, each with where it can be looked up."""
    if icp := numbers.get("icp"):
        yield LinkView(icp, "https://beian.miit.gov.cn/")
    if police := numbers.get("police"):
        code = "".join(char for char in police if char.isascii() and char.isdecimal())
        yield LinkView(police, f"https://beian.mps.gov.cn/#/query/webSearch?code={code}")


def _in_toctree(views: Views) -> set[str]:
    """Return what the toctrees of the home page name, which stands in the menu after our places."""
    env = views.builder.env
    toctrees = env.tocs[env.config.root_doc].findall(addnodes.toctree)
    introductions = build_state(env).introductions
    return {introductions.get(name, name) for toctree in toctrees for _title, name in toctree["entries"]}


def _places(views: Views) -> list[PlaceView]:
    if views.options.menu:
        return list(_menu(views))
    library = views.library
    places = [(library.archive, _("Archive"))]
    places += [(path, _(kind.title)) for path, kind in library.catalogs.items() if kind.in_menu]
    in_toctree = _in_toctree(views)

    def current(place: str) -> str:
        if views.pagename == place:
            return "page"
        return "true" if views.pagename.startswith(f"{place}/") else ""

    return [
        PlaceView(str(name), views.url(place), current(place))
        for place, name in places
        if place not in in_toctree
    ]


def _menu(views: Views) -> Iterator[PlaceView]:
    """Yield the entries that the author chose."""
    for entry in views.options.menu:
        page = str(entry.get("page", "")).strip("/")
        is_here = bool(page) and views.pagename == page
        yield PlaceView(entry["name"], views.url(page) if page else entry["url"], "page" if is_here else "")
