"""Dates as people write them, in the zone they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nenrin.posts import dates

FIRST, LAST = datetime(1970, 1, 2), datetime(2100, 12, 30)  # noqa: DTZ001 - hypothesis adds no zone


@given(st.datetimes(FIRST, LAST), st.integers(-14 * 60, 14 * 60))
def test_what_was_written_is_what_is_read(naive: datetime, minutes: int) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    moment = dates.parse(at.isoformat(), UTC)
    assert moment.at == at
    assert moment.at.isoformat() == at.isoformat()
    assert moment.timed


@given(st.dates(FIRST.date(), LAST.date()))
def test_a_day_is_that_day_in_every_zone(day: date) -> None:
    for zone in ("Asia/Taipei", "America/Los_Angeles", "UTC"):
        moment = dates.parse(day.isoformat(), ZoneInfo(zone))
        assert moment.at.date() == day
        assert not moment.timed


def test_summer_time_is_the_zones() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert dates.parse("2024-07-01 12:00", zone).at.isoformat() == "2024-07-01T12:00:00+02:00"
    assert dates.parse("2024-01-01 12:00", zone).at.isoformat() == "2024-01-01T12:00:00+01:00"


def test_words_leave_nothing_to_the_clock() -> None:
    assert dates.parse("Mar 2025", UTC).at == datetime(2025, 3, 1, tzinfo=UTC)


def test_the_clock_is_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert dates.now() == datetime(1970, 1, 2, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert dates.now().year >= 2026


@pytest.mark.parametrize(
    "text", ["", "true", "2024", "10", "yesterday", "2024-13-01", "1969-12-31", "2101-01-01"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(dates.DateProblem, match=r"a date such as|a year between"):
        dates.parse(text, UTC)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "a" * 300])
def test_no_zone(name: str) -> None:
    assert dates.zone_named(name) is None
