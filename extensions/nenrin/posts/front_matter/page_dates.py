"""Read the dates of one page: when it comes out and when it was changed, from its keys or its name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import PurePosixPath

from nenrin.posts import dates
from nenrin.posts.front_matter import keys, privacy, values
from nenrin.posts.front_matter.block import FrontMatter
from nenrin.posts.front_matter.reading import Settings
from nenrin.posts.model import Problem, Value

_RELEASES = ("pubdate", "pubdatetime", "publishdate", "published", "publish", "published_at", "publishedat")
"""Keys that say when a post comes out, in lower case; ``date`` and ``created`` may say when it was written."""

_FILE_DATE = re.compile(
    r"(?P<year>\d{4})(?:(?P<sign>[-_])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})|(?P<mm>\d{2})(?P<dd>\d{2}))"
    r"(?:[-_ ]+(?=.)|$)"
)
# Folders of years, months and days, of which the last may be the beginning of the name.
_FOLDER_DATE = re.compile(r"(?:^|.*/)((?:19|20)\d\d)/(\d{1,2})(?:/(\d{1,2})/[^/]+|-(\d{1,2})[-_ ][^/]+)$")


def file_title(source: str) -> str:
    """Return the title a file name gives: its stem, or its folder's name for ``index``, less a date before it."""
    name = _named(source).rpartition("/")[2]
    found = _FILE_DATE.match(name)
    return (name[found.end() :] if found and _day_in(found) else "") or name


def file_date(source: str) -> str:
    """Return the date that a file's name begins with, or that of its folder for ``index``; ``""`` for none.

    ``2024-01-10-x``, ``2024_01_10_x``, ``20240110_x``, and folders such as ``2024/01/10/x`` and ``2024/01-10-x``.
    """
    named = _named(source)
    if found := _FILE_DATE.match(named.rpartition("/")[2]):
        return _day_in(found)
    if found := _FOLDER_DATE.match(named):
        return _day(found[1], found[2], found[3] or found[4])
    return ""


def _named(source: str) -> str:
    path = PurePosixPath(source)
    return path.parent.as_posix() if path.name == "index" and path.parent.name else path.as_posix()


def _day_in(found: re.Match[str]) -> str:
    return _day(found["year"], found["month"] or found["mm"], found["day"] or found["dd"])


def _day(year: str, month: str, day: str) -> str:
    """Return a day as it is written in ISO 8601; ``""`` for one that no calendar has."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and "1970" <= year <= "2100"):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"


_OF_QIITA = "organization_url_name"
"""A key that every article has that Qiita's own program writes."""


class PageDates:
    """Reads the dates of one page; collects problems and the keys used on the way.

    ``possible`` is the latest day that a date speaks of which cannot be read.
    """

    def __init__(self, front: FrontMatter, docname: str, settings: Settings, source: str) -> None:
        self.front = front
        self.docname = docname
        self.source = source
        self.settings = settings
        self.folded = keys.by_folded_key(front.values)
        # What touches a key that can hide the page hides it.
        self.notes = [replace(note, holds=privacy.is_asked(note.key)) for note in front.notes]
        self.problems: list[Problem] = []
        self.used: dict[str, str] = {}
        self.possible: datetime | None = None
        self.zone = self._zone()

    def _problem(self, code: str, key: str, value: Value, expected: str, *, fatal: bool) -> None:
        text = f"found {privacy.shortened(value)}, expected {expected}"
        self.problems.append(Problem(code, key, self.front.line(key), text, fatal))

    def _zone(self) -> tzinfo:
        name = self._timezone()
        zone = dates.zone_named(name) if name else None
        if name and zone is None:
            key = self.used["timezone"]
            self._problem("date", key, name, "a time zone such as Asia/Taipei", fatal=False)
        return zone or self.settings.zone

    def _timezone(self) -> str:
        key, value = keys.find(self.folded, keys.BY_NAME["timezone"])
        if not isinstance(value, str):
            return ""
        self.used["timezone"] = key
        return value.strip()

    def _date(self, name: str) -> dates.Moment | None:
        meaning = keys.BY_NAME[name]
        for each in meaning.keys:
            key, value = self.folded.get(each.casefold(), ("", None))
            # Quarto's `date: {created: …}` is found by a later key of the table; `published: true` is a switch.
            is_switch = each in privacy.SWITCH_OR_DATE and values.is_switch(value)
            if keys.is_empty(value) or isinstance(value, dict) or is_switch:
                continue
            self.used[name] = key
            return self._moment(key, value, fatal=meaning.fatal)
        return None

    def _moment(self, key: str, value: Value, *, fatal: bool) -> dates.Moment | None:
        try:
            # A list is no date either, and is told as it is written.
            moment = dates.parse(value if isinstance(value, str) else str(value), self.zone)
        except dates.DateProblem as wrong:
            self._problem("date", key, value, str(wrong), fatal=fatal)
            if fatal:
                self._hold_what_may_come(key, str(value))
            return None
        if "timezone" in self.used and moment.timed:
            # AstroPaper stores the instant in UTC and shows it in the post's own zone.
            moment = dates.in_zone(moment, self.zone)
        return moment

    def _hold_what_may_come(self, key: str, written: str) -> None:
        """Hold the page back if its date, which cannot be read, may be one to come, or may be the word for no."""
        self.possible = dates.latest_in(written)
        is_to_come = self.possible is not None and self.possible > self.settings.now
        if is_to_come or key.casefold() in privacy.SWITCH_OR_DATE:
            self.problems[-1] = replace(self.problems[-1], holds=True)

    def _is_blogpost(self) -> bool:
        """Whether the page is a post of ABlog's, by its key ``blogpost``."""
        key, blogpost = keys.find(self.folded, keys.BY_NAME["blogpost"])
        return bool(key) and (not values.is_switch(blogpost) or bool(values.switch(blogpost)))

    def _published(self, draft: bool) -> dates.Moment | None:
        moment = self._date("published")
        if moment:
            return self._last_of_release(moment)
        if "published" in self.used:
            return None
        moment = self._without_key(draft)
        if moment is None and draft:
            return dates.Moment(self.settings.now, timed=False)
        return moment

    def _without_key(self, draft: bool) -> dates.Moment | None:
        """Return when a page comes out that has no key for it: what its file's name says."""
        if self._is_blogpost() and not draft:
            return None  # for ABlog a post without a date is a draft: a page in no list, whatever its file is called
        if text := file_date(self.source):
            self.used["published"] = "file name"
            return self._moment("", text, fatal=True)
        # Qiita's own files say no more than when they were changed.
        return self._date("updated") if _OF_QIITA in self.folded else None

    def _last_of_release(self, moment: dates.Moment) -> dates.Moment:
        """Return the moment the post comes out: the one its first key names, or one to come that another names."""
        for each in _RELEASES:
            value = self.folded.get(each, ("", None))[1]
            if not isinstance(value, str) or values.is_switch(value):
                continue
            try:
                other = dates.parse(value, self.zone)
            except dates.DateProblem:
                continue  # the key is not the one that counts
            if other.at > max(self.settings.now, moment.at):
                moment = other
        return moment

    def _updated(self, published: datetime) -> dates.Moment | None:
        moment = self._date("updated")
        if moment is None:
            return None
        if moment.at < published and moment.at.date() < published.date():
            key = self.used["updated"]
            value = keys.lookup(self.front.values, key)
            self._problem("date", key, value, f"a date not before {published.isoformat()}", fatal=False)
            return None
        return moment if moment.at > published else None
