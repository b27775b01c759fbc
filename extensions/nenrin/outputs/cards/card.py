"""The data of a social card, the picture that sites show for a shared link, and its cache key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nenrin.outputs.cards.fonts import Face, without_unseen
from nenrin.outputs.cards.png import COMPRESSOR

WIDTH, HEIGHT = 1200, 630
"""What networks that show links ask for (Open Graph pictures, 1.91 to 1)."""

_DESIGN = 2
"""The number of the design: another one draws every card again."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is written on a card; ``years`` are numbers of posts by year, the oldest first."""

    title: str
    site: str
    date: str = ""
    topic: str = ""
    years: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Every character that is drawn."""
        return f"{self.title}{self.site}{self.date}{self.topic}…"

    def with_glyphs_of(self, faces: Sequence[Face]) -> Card:
        """Return the card without emoji and invisible characters that no font has, unless nothing is left."""
        title, site, date, topic = (
            without_unseen(text, faces) or text for text in (self.title, self.site, self.date, self.topic)
        )
        return Card(title, site, date, topic, self.years)


def made_by(faces: Sequence[Face]) -> str:
    """Return, as text, what a card's picture depends on besides its data: part of its cache key."""
    return repr((_DESIGN, COMPRESSOR, [face.identity for face in faces]))
