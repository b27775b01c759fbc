"""Find posts that a page declares in its text by ABlog's ``post`` directive or reST fields, without parsing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from nenrin.posts import dates

# The directive in reST (``.. post:: DATE``) and in MyST (three backticks or colons, ``{post} DATE``).
_DIRECTIVE = re.compile(r"(?m)^[ \t]*(?:\.\.[ \t]+post::|[`:]{3,}\{post\})[ \t]*(?P<date>.*?)[ \t]*$")
_FIELD = re.compile(r"(?m)^:(?P<name>blogpost|date):[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Declared:
    """The dates of the posts declared in one page: None for a post without a date that can be read."""

    published: tuple[datetime | None, ...] = ()

    def is_out(self, now: datetime) -> bool:
        """Whether the page has something for readers: no declared posts, or one that is out.

        ABlog's rule holds: a declared post without a date is a draft.
        """
        return not self.published or any(date is not None and date <= now for date in self.published)


def find_declared(text: str, zone: tzinfo) -> Declared:
    """Return the posts that ``text`` declares; fields count only in the head of a reST page."""
    found = [match["date"] for match in _DIRECTIVE.finditer(text)]
    fields = {match["name"]: match["value"] for match in _FIELD.finditer(text[:2000])}
    if "blogpost" in fields and fields["blogpost"].lower() not in {"false", "no", "off"} and not found:
        found = [fields.get("date", "")]
    return Declared(tuple(_date(written, zone) for written in found))


def _date(written: str, zone: tzinfo) -> datetime | None:
    try:
        return dates.parse(written, zone).at
    except dates.DateProblem:
        # A date that is there but wrong is named when the page is read; until then it is no draft.
        return datetime(dates.FIRST_YEAR, 1, 1, tzinfo=zone) if written else None
