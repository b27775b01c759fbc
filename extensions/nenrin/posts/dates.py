"""Read dates as authors write them, in the site's time zone, and hold the project's only clock."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""A year outside these is a slip of the pen (``227-01-01`` is in the wild), not a date to sort by."""

EXPECTED = "a date such as 2024-12-31 or 2024-12-31T13:11:52+08:00"

_NUMERIC = re.compile(
    r"""(?P<year>\d{1,4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?
        (?:(?:\s*[Tt]\s*|\s+|,\s*)
           (?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?)?
           \s*(?P<half>[AaPp][Mm])?
           \s*(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2}(?::\d{2})?|[+-]\d{1,2})?
        )?""",
    re.VERBOSE,
)
_NAMED_MONTH = re.compile(
    r"(?i)(?=.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b)(?=.*\b\d{4}\b)[\w\s,.:+/-]+$"
)
_MONTH_ONLY = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})$")
# ISO 8601's basic format: 20241231, 20241231T131152.
_BASIC = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])(?:[T ]?([0-2][0-9])([0-5][0-9])([0-5][0-9])?)?")
_EPOCH = re.compile(r"\d{9,10}$|\d{13}$")


_YEAR = re.compile(
    r"(?<![0-9+])([0-9]{4,})(?:\s?[-/.年]\s?([0-9]{1,2})(?:\s?[-/.月]\s?([0-9]{1,2}))?)?(?![0-9])"
)
_LONGEST_TEXT = 10_000
_LONGEST = 100


class DateProblem(ValueError):
    """A text that is no date, or a date no post can have; ``str()`` says what was expected."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and the day readers see: ``at`` is aware; ``timed`` is False for a date alone."""

    at: datetime
    timed: bool


def now() -> datetime:
    """Return the build's time in UTC: ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) or the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else int(time.time())
    return datetime.fromtimestamp(seconds, UTC)


def looks_like_date(text: str) -> bool:
    """Tell a date from a switch or a word: ``published`` is a date for Fuwari, a switch for Jekyll."""
    text = text.strip()
    patterns = (_NUMERIC, _BASIC, _NAMED_MONTH, _MONTH_ONLY)
    return any(pattern.fullmatch(text) for pattern in patterns) or bool(_EPOCH.match(text))


def parse(text: str, zone: tzinfo) -> Moment:
    """Return the moment ``text`` names; without an offset it is local time in ``zone``.

    An offset the author wrote is kept, so that the day and year are those they saw. Raises ``DateProblem``.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise DateProblem(EXPECTED)
    if basic := _BASIC.fullmatch(text):
        text = "{}-{}-{}".format(*basic.group(1, 2, 3)) + (
            f" {basic[4]}:{basic[5]}:{basic[6] or 0}" if basic[4] else ""
        )
    if numeric := _NUMERIC.fullmatch(text):
        moment = _numeric(numeric, zone)
    elif month := _MONTH_ONLY.match(text):
        moment = Moment(_build(int(month["year"]), int(month["month"]), 1, zone=zone), timed=False)
    elif _EPOCH.match(text):
        seconds = int(text[:10]) if len(text) == 13 else int(text)
        local = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
        moment = Moment(local.replace(tzinfo=_fixed(local)), timed=True)
    elif _NAMED_MONTH.fullmatch(text):
        moment = _named_month(text, zone)
    else:
        raise DateProblem(EXPECTED)
    if not FIRST_YEAR <= moment.at.year <= LAST_YEAR:
        raise DateProblem(f"a year between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def _numeric(found: re.Match[str], zone: tzinfo) -> Moment:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if found["hour"] is None:
        return Moment(_build(year, month, day, zone=zone), timed=False)
    hour = int(found["hour"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    micro = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    clock = (hour, int(found["minute"]), int(found["second"] or 0), micro)
    return Moment(_build(year, month, day, *clock, zone=_offset(found["zone"], zone)), timed=True)


def _build(
    year: int,
    month: int,
    day: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    micro: int = 0,
    *,
    zone: tzinfo,
) -> datetime:
    try:
        at = datetime(year, month, day, hour, minute, min(second, 59), micro, tzinfo=zone)
        return at.replace(tzinfo=_fixed(at))
    except (ValueError, OverflowError) as error:
        raise DateProblem(f"{EXPECTED} ({error})") from None


def _fixed(at: datetime) -> timezone:
    """Return the offset in force at that time as a zone of its own, which pickles and compares simply."""
    return timezone(at.utcoffset() or timedelta())


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    if not text:
        return zone
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:2]), int(digits[2:4]))
    delta = timedelta(hours=hours, minutes=minutes)
    if delta >= timedelta(hours=24):
        raise DateProblem("an offset below 24 hours")
    return timezone(-delta if text[0] == "-" else delta)


def _named_month(text: str, zone: tzinfo) -> Moment:
    # The default fills what the text leaves out; dateutil would take today's day, and so the clock.
    try:
        at = dateutil_parser.parse(text, default=datetime(FIRST_YEAR, 1, 1), tzinfos=_named_offset)  # noqa: DTZ001 - the zone comes below
        aware = at if at.tzinfo else at.replace(tzinfo=zone)
        return Moment(aware.replace(tzinfo=_fixed(aware)), timed=":" in text)
    except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError):
        # dateutil says ParserError, and where it did not think of something, what Python says.
        raise DateProblem(EXPECTED) from None


def _named_offset(name: str | None, seconds: int | None) -> tzinfo | None:
    """Return the offset a date has, by no name but UTC: dateutil would take this machine's, which another has not."""
    return None if seconds is None else timezone(timedelta(seconds=seconds))


def latest_in(text: str) -> datetime | None:
    """Return the latest day that a text may speak of, which as a whole is no date; None where there is no year.

    A month that cannot be counts as December, a day that cannot be as the 28th, a year of five figures as 9999:
    whoever asks wants to know whether it may be to come.
    """
    found = [
        datetime(
            min(max(int(year[:9]), 1), 9999),
            min(max(int(month or 12), 1), 12),
            min(max(int(day or 28), 1), 28),
            tzinfo=UTC,
        )
        for year, month, day in _YEAR.findall(text[:_LONGEST_TEXT])
    ]
    return max(found, default=None)


def in_zone(moment: Moment, zone: tzinfo) -> Moment:
    """Return the same instant as the clocks of ``zone`` show it."""
    local = moment.at.astimezone(zone)
    return Moment(local.replace(tzinfo=_fixed(local)), moment.timed)


def zone_named(name: str) -> tzinfo | None:
    """Return the time zone of an IANA name such as ``Asia/Taipei``, or None where there is none."""
    try:
        return UTC if name.upper() in {"UTC", "Z"} else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
