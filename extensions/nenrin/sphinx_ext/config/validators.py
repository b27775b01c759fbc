"""Check the values of options: each function returns what was expected, or "" for a good value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from babel.dates import format_date

from nenrin.outputs.feeds.plan import FORMATS, KINDS
from nenrin.outputs.services.policy import DIRECTIVES
from nenrin.outputs.services.schema import fault
from nenrin.outputs.services.table import ANALYTICS, COMMENTS
from nenrin.posts import dates
from nenrin.posts.front_matter.values import WrongValue, language
from nenrin.posts.urls import as_link


def instance(kind: type, expected: str) -> Callable[[Any], str]:
    """Return a check for a value of one type; ``expected`` is what the author is told."""
    # bool is an int to Python, and never what an author means by a number.
    return lambda value: "" if isinstance(value, kind) and (kind is bool or value is not True) else expected


def one_of(*values: str) -> Callable[[Any], str]:
    """Return a check for one of a few texts."""
    return lambda value: "" if value in values else " or ".join(f'"{each}"' for each in values)


def some_of(*values: str) -> Callable[[Any], str]:
    """Return a check for a list with some of a few texts."""

    def check(value: Any) -> str:
        good = not texts(value) and set(value) <= set(values)
        return "" if good else f"a list with some of {', '.join(values)}"

    return check


def widths(value: Any) -> str:
    """Check a list of widths in pixels."""
    good = isinstance(value, (list, tuple)) and bool(value) and not any(at_least(16)(each) for each in value)
    return "" if good else "a list of whole numbers of at least 16"


def at_least(least: int) -> Callable[[Any], str]:
    """Return a check for a whole number."""

    def check(value: Any) -> str:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= least
        return "" if good else f"a whole number of at least {least}"

    return check


def texts(value: Any) -> str:
    """Check a list of texts."""
    good = isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return "" if good else "a list of texts"


def languages(value: Any) -> str:
    """Check a list of languages."""
    expected = "a list of languages, such as ['ja', 'zh-TW']"
    if texts(value):
        return expected
    try:
        return "" if all(language(tag) for tag in value) else expected
    except WrongValue:
        return expected


def texts_by_text(value: Any) -> str:
    """Check a mapping of texts to texts."""
    good = isinstance(value, dict) and all(isinstance(text, str) for pair in value.items() for text in pair)
    return "" if good else 'a mapping of texts to texts, such as {"@/": "src/"}'


def text_or_texts(value: Any) -> str:
    """Check a text or a list of texts."""
    return "" if isinstance(value, str) or not texts(value) else "a text or a list of texts"


def switch_or_texts(value: Any) -> str:
    """Check True, False or a list of texts."""
    return "" if isinstance(value, bool) or not texts(value) else "True, False or a list of texts"


def zone(value: Any) -> str:
    """Check the name of a time zone."""
    good = isinstance(value, str) and dates.zone_named(value) is not None
    return "" if good else "a time zone of the IANA list, such as Asia/Taipei"


def people(value: Any) -> str:
    """Check authors by their short names."""
    fields = {"name", "link", "email", "avatar", "bio"}
    expected = 'a mapping such as {"mei": {"name": "美", "link": "https://example.org/"}}'
    if not isinstance(value, dict):
        return expected
    good = all(
        isinstance(key, str)
        and isinstance(person, dict)
        and set(person) <= fields
        and all(isinstance(text, str) for text in person.values())
        for key, person in value.items()
    )
    return "" if good else expected


def address_or_nothing(value: Any) -> str:
    """Check a web address, or ``""``."""
    good = isinstance(value, str) and (not value or re.match(r"https?://[^/\s]+", value) is not None)
    return "" if good else "an address such as https://example.org/"


def feeds(value: Any) -> str:
    """Check which feeds are wanted."""
    good = isinstance(value, dict) and all(
        kind in KINDS and isinstance(forms, (list, tuple)) and all(form in tuple(FORMATS) for form in forms)
        for kind, forms in value.items()
    )
    return "" if good else f"lists of {', '.join(FORMATS)} by {', '.join(KINDS)}, such as {{'tag': ['atom']}}"


def feed_copies(value: Any) -> str:
    """Check further names of the main feed."""
    good = isinstance(value, dict) and all(
        isinstance(name, str) and form in tuple(FORMATS) and name.strip("/") and ".." not in name.split("/")
        for name, form in value.items()
    )
    return "" if good else "formats by file name, such as {'rss.xml': 'rss'}"


def comments(value: Any) -> str:
    """Check the service that keeps comments, with its settings."""
    return fault(COMMENTS, value, most=1)


def analytics(value: Any) -> str:
    """Check the services that count visits, with their settings."""
    return fault(ANALYTICS, value, most=len(ANALYTICS))


def policy_sources(value: Any) -> str:
    """Check further sources of the policy by directive; one with a comma or semicolon would end it."""
    good = isinstance(value, dict) and all(
        directive in DIRECTIVES
        and not texts(sources)
        and not any(re.search(r"[\s,;]", each) for each in sources)
        for directive, sources in value.items()
    )
    return "" if good else f"lists of sources by {', '.join(DIRECTIVES)}, such as {{'img-src': ['https:']}}"


def menu(value: Any) -> str:
    """Check the entries of the menu."""
    expected = (
        'a list such as [{"name": "About", "page": "about"}, {"name": "Code", "url": "https://example.org/"}]'
    )
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, dict) for entry in value):
        return expected
    for entry in value:
        texts_only = all(isinstance(text, str) and text for text in entry.values())
        goes_somewhere = bool(entry.get("page")) != bool(as_link(entry.get("url") or ""))
        if (
            not texts_only
            or not goes_somewhere
            or set(entry) - {"name", "page", "url"}
            or "name" not in entry
        ):
            return expected
    return ""


def date_pattern(value: Any) -> str:
    """Check how dates are written."""
    expected = "a pattern of Unicode, such as y-MM-dd"
    if not isinstance(value, str):
        return expected
    try:
        return "" if not value or format_date(date(2024, 1, 2), value, locale="en") else expected
    except (ValueError, KeyError, AttributeError, LookupError):
        return expected


def records(value: Any) -> str:
    """Check the record numbers of a site."""
    good = not texts_by_text(value) and set(value) <= {"icp", "police"}
    return (
        ""
        if good
        else 'a mapping such as {"icp": "京ICP备12345678号", "police": "京公网安备11000002000001号"}'
    )
