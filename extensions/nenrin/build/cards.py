"""Social cards: a picture for each post without a cover, drawn when what it shows has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from nenrin.build.config import is_set
from nenrin.build.messages import Subtype, warn
from nenrin.build.site import Site, site_of
from nenrin.build.views import Views, language_tag
from nenrin.outputs import fonts
from nenrin.outputs.card import DESIGN, HEIGHT, WIDTH, Card, Painter
from nenrin.outputs.feed import Picture
from nenrin.posts.model import Post

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LOGGER = logging.getLogger(__name__)


def draw_cards(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw the cards that are not there yet, and note all of them in the domain, before pages name them."""
    site = site_of(app)
    if site is None or not site.base or not site.options.cards:
        return
    maker = _CardMaker(site)
    for docname, language, card in _cards(site):
        if maker.make(docname, language, card):
            picture = Picture(site.file(_name(docname)), "image/png", card.title, 0, WIDTH, HEIGHT)
            site.domain.cards[docname] = picture
    maker.tell()


class _CardMaker:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.chosen = _chosen_fonts(site)
        self.painters: dict[str, Painter] = {}
        self.left_out: list[tuple[str, str]] = []

    def make(self, docname: str, language: str, card: Card) -> bool:
        """Have the card of a page in the output; return whether it is there."""
        name = _name(docname)
        painter = self._painter(language)
        if not self.site.must_write(name, repr((DESIGN, painter.identity, card))):
            return True
        card = card.with_glyphs_of(painter.faces)
        if unseen := fonts.missing(card.text, painter.faces):
            self.left_out.append((docname, unseen))
            (Path(self.site.app.outdir) / name).unlink(missing_ok=True)
            return False
        self.site.write(name, painter.draw(card))
        return True

    def _painter(self, language: str) -> Painter:
        """Return who draws in the letters of ``language``: the author's fonts first, then those of the system."""
        if language not in self.painters:
            chosen = [fonts.Face(path, language) for path in self.chosen]
            self.painters[language] = Painter([*chosen, *fonts.preferred(fonts.folders(), language)])
        return self.painters[language]

    def tell(self) -> None:
        """Say once which cards are not made, as a warning to those who asked for cards."""
        if not self.left_out:
            return
        docname, unseen = self.left_out[0]
        text = (
            f"no card for {docname} (and {len(self.left_out) - 1} more): no font here has {unseen[:8]!r}; "
            "set nenrin_card_font, or install a font such as Noto Sans CJK"
        )
        if is_set(self.site.app.config, "nenrin_cards") or is_set(self.site.app.config, "nenrin_card_font"):
            warn(Subtype.CARD, text)
        else:
            _LOGGER.info("[nenrin] %s", text)


def _cards(site: Site) -> Iterator[tuple[str, str, Card]]:
    """Yield docname, language and card of each post that wants one, and of the home page.

    The card of a post has a ring for each year from the blog's first to its own, of widths that come of the
    year alone: a post that is added or goes changes no other card. The home page's has the true widths.
    """
    views = Views(site.builder, site.app.config.root_doc)
    years = Counter(post.published.year for post in site.library.posts)
    for post in reversed(site.library.posts):
        if _wants_card(site, post):
            date = views.date(post.published, timed=post.timed).text
            topic = post.categories[0][-1] if post.categories else ""
            card = Card(post.title, site.title, date, topic, _grown(min(years), post.published.year))
            yield post.docname, language_tag(post.language or site.language), card
    if site.library.posts:
        rings = tuple(years[year] for year in sorted(years))
        yield site.app.config.root_doc, site.language, Card(site.title, site.options.description, years=rings)


def _grown(first: int, last: int) -> tuple[int, ...]:
    """Return widths for the rings of the years, uneven as those of a tree."""
    return tuple(3 + year * 7 % 5 for year in range(first, last + 1))


def _wants_card(site: Site, post: Post) -> bool:
    cover = site.domain.covers.get(post.key)
    alone = len(site.library.by_docname[post.docname]) == 1 and not post.anchor
    return alone and not (cover and cover.is_shown_anywhere)


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


def _name(docname: str) -> str:
    return f"_cards/{docname}.png"
