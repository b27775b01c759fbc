"""Say languages, dates and counts in the words of the site's language."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from sphinx.locale import get_translator

_NOT_IN_TAGS = re.compile(r"[^A-Za-z0-9-]")

CATALOG = "nenrin"
"""The gettext domain of our own words."""


def language_tag(language: str | None) -> str:
    """Return the BCP 47 tag of a Sphinx ``language``: ``zh-CN`` for ``zh_CN``; nothing else can stand in a tag."""
    return _NOT_IN_TAGS.sub("", (language or "").replace("_", "-")) or "en"


@cache
def locale_of(language: str | None) -> Locale:
    """Return Babel's locale of a language tag, or of the tag less its last parts; English where Babel has none."""
    parts = language_tag(language).split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def language_name(tag: str, locale: Locale | None = None) -> str:
    """Return what a language is called, in ``locale`` or by its own speakers; the tag where Babel does not know it."""
    own = locale_of(tag)
    if own.language != language_tag(tag).partition("-")[0].lower():
        return tag
    return str(own.get_display_name(locale or own) or tag)


@cache
def day_in_words(day: date, locale: Locale, pattern: str = "") -> tuple[str, str]:
    """Return the date, by a pattern or in words, and the day of the month; kept, for Babel takes its time."""
    return format_date(day, pattern or "long", locale=locale), in_words("d", day, locale)


@cache
def in_words(skeleton: str, day: date, locale: Locale) -> str:
    """Return the parts of a date that ``skeleton`` (CLDR) names, in the words of a language."""
    return str(format_skeleton(skeleton, day, locale=locale))


def plural(one: str, many: str, number: int) -> str:
    """Return our words for ``number`` things in the site's language, the number put in."""
    return _plural(get_translator(CATALOG), one, many, number)


@lru_cache(maxsize=1000)
def _plural(words: NullTranslations, one: str, many: str, number: int) -> str:
    return words.ngettext(one, many, number).format(n=f"{number:,}")
