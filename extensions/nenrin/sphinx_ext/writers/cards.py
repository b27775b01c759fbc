"""Social cards: a picture for each post without a cover, drawn when what it shows has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from nenrin.outputs.cards import fonts
from nenrin.outputs.cards.card import HEIGHT, WIDTH, Card, made_by
from nenrin.outputs.feeds.entry import Picture
from nenrin.posts.model import Post
from nenrin.sphinx_ext.config.guard import attempt, costs, for_each
from nenrin.sphinx_ext.config.l10n import language_tag
from nenrin.sphinx_ext.config.parallel import shared_out
from nenrin.sphinx_ext.config.values import is_set
from nenrin.sphinx_ext.config.warnings_ import Subtype, warn
from nenrin.sphinx_ext.store.site_urls import Site, site_of
from nenrin.sphinx_ext.store.state_files import read_state, write_state
from nenrin.sphinx_ext.views.factory import Views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from nenrin.outputs.cards.painter import Painter

_CARD = "its social card"
_LOGGER = logging.getLogger(__name__)


@costs("social cards")
def draw_cards(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw the cards that are not there yet, and note all of them in the domain, before pages name them."""
    site = site_of(app)
    if site is None or not site.base or not site.options.cards:
        return
    maker = _CardMaker(site)
    wanted = dict(for_each(list(_cards(site)), _CARD, maker.must_draw))
    to_draw = [each for each, must_draw in wanted.items() if must_draw]
    maker.read_fonts({each.language for each in to_draw})
    made = dict(zip((each.docname for each in to_draw), shared_out(app, maker.draw, to_draw), strict=True))
    unseen = {docname: characters for docname, characters in made.items() if characters}
    for each in wanted:
        if made.get(each.docname, "") == "":
            picture = Picture(site.file(each.name), "image/png", each.card.title, 0, WIDTH, HEIGHT)
            site.build.cards[each.docname] = picture
    maker.remember_fonts()
    _tell(site, unseen)


class _Wanted(NamedTuple):
    """The card of a page, in the letters of ``language``."""

    docname: str
    language: str
    card: Card

    @property
    def name(self) -> str:
        """The output file."""
        return f"_cards/{self.docname}.png"


class _CardMaker:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.store = Path(site.app.doctreedir) / "nenrin-fonts"
        self.shape = f"fonts {site.app.extensions['nenrin'].version}"
        self.chosen = _chosen_fonts(site)
        self.faces: dict[str, list[fonts.Face]] = {}
        self.made_by: dict[str, str] = {}
        self.painters: dict[str, Painter] = {}

    def must_draw(self, wanted: _Wanted) -> bool:
        """Whether the card is not in the output yet; it belongs to this build either way."""
        faces = self._faces(wanted.language)
        if wanted.language not in self.made_by:
            self.made_by[wanted.language] = made_by(faces)
        return self.site.must_write(wanted.name, f"{self.made_by[wanted.language]} {wanted.card!r}")

    def draw(self, cards: Sequence[_Wanted]) -> list[str | None]:
        """Write the cards; return for each the characters no font has: there is no card then. None where one failed."""
        return [attempt(partial(self._draw, wanted), wanted.docname, _CARD) for wanted in cards]

    def _draw(self, wanted: _Wanted) -> str:
        faces = self._faces(wanted.language)
        card = wanted.card.with_glyphs_of(faces)
        unseen = fonts.missing(card.text, faces)
        if unseen:
            self.site.build.manifest.folder.delete(wanted.name)
        else:
            self.site.write(wanted.name, self._painter(wanted.language).draw(card))
        return unseen

    def read_fonts(self, languages: Iterable[str]) -> None:
        """Read the first font of each language, or recall what the last build read, before processes each do it."""
        for language in languages:
            fonts.recall(self._faces(language), self.facts)
            for face in self._faces(language)[:1]:
                face.characters  # noqa: B018 - it is kept by being asked for

    def remember_fonts(self) -> None:
        """Keep what was read from fonts for the next build."""
        facts = self.facts | fonts.learned(face for faces in self.faces.values() for face in faces)
        if facts.keys() != self.facts.keys():
            write_state(self.store, self.shape, facts)

    @cached_property
    def facts(self) -> fonts.Facts:
        """What is known of fonts; nothing where the file is not there, or is of another version."""
        return read_state(self.store, self.shape) or {}

    def _faces(self, language: str) -> list[fonts.Face]:
        """Return the fonts for the letters of ``language``: the author's first, then those of the system."""
        if language not in self.faces:
            chosen = [fonts.Face(path, language) for path in self.chosen]
            self.faces[language] = [*chosen, *fonts.preferred(fonts.folders(), language)]
        return self.faces[language]

    def _painter(self, language: str) -> Painter:
        from nenrin.outputs.cards.painter import Painter  # noqa: PLC0415 - most builds draw nothing, and load no Pillow

        if language not in self.painters:
            self.painters[language] = Painter(self._faces(language))
        return self.painters[language]


def _tell(site: Site, unseen: dict[str, str]) -> None:
    """Say once which cards are not made, as a warning to those who asked for cards."""
    if not unseen:
        return
    docname, characters = next(iter(unseen.items()))
    text = (
        f"no card for {docname} (and {len(unseen) - 1} more): no font here has {characters[:8]!r}; "
        "set nenrin_card_font, or install a font such as Noto Sans CJK"
    )
    if is_set(site.app.config, "nenrin_cards") or is_set(site.app.config, "nenrin_card_font"):
        warn(Subtype.CARD, text)
    else:
        _LOGGER.info("[nenrin] %s", text)


def _cards(site: Site) -> Iterator[_Wanted]:
    """Yield the card of each post that wants one, and that of the home page.

    The card of a post has a ring for each year from the blog's first to its own, of widths that come of the
    year alone: a post that is added or goes changes no other card. The home page's has the true widths.
    """
    views = Views(site.builder, site.app.config.root_doc)
    years = Counter(post.published.year for post in site.library.posts)

    def card_of(post: Post) -> _Wanted | None:
        if not _wants_card(site, post):
            return None
        date = views.date(post.published, timed=post.timed).text
        topic = post.categories[0][-1] if post.categories else ""
        card = Card(post.title, site.title, date, topic, _grown(min(years), post.published.year))
        return _Wanted(post.docname, language_tag(post.language or site.language), card)

    for _post, wanted in for_each(reversed(site.library.posts), _CARD, card_of):
        if wanted:
            yield wanted
    if site.library.posts:
        rings = tuple(years[year] for year in sorted(years))
        card = Card(site.title, site.options.description, years=rings)
        yield _Wanted(site.app.config.root_doc, site.language, card)


def _grown(first: int, last: int) -> tuple[int, ...]:
    """Return widths for the rings of the years, uneven as those of a tree."""
    return tuple(3 + year * 7 % 5 for year in range(first, last + 1))


def _wants_card(site: Site, post: Post) -> bool:
    cover = site.build.covers.get(post.key)
    is_page = site.library.post_of(post.docname) is not None
    return is_page and not (cover and cover.is_shown_anywhere)


def _chosen_fonts(site: Site) -> list[Path]:
    named = site.options.card_font
    found = []
    for name in [named] if isinstance(named, str) and named else named or ():
        path = Path(site.app.confdir) / name
        if path.is_file():
            found.append(path)
        else:
            warn(Subtype.CARD, f"nenrin_card_font: found {name!r}, expected a font file that is there")
    return found
