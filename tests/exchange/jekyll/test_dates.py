"""Dates of posts."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from blog.exchange.jekyll.dates import read

ZONE = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2031-05-01 2:20 PM", "2031-05-01T14:20:00-04:00"),
        ("2031-05-01 12:05 AM", "2031-05-01T00:05:00-04:00"),
        ("2031-05-01  9:15 AM", "2031-05-01T09:15:00-04:00"),
        ("2031-12-01 17:40", "2031-12-01T17:40:00-05:00"),
        ("2031-12-01", "2031-12-01T00:00:00-05:00"),
        ("2031-12-01 04:01:23 PM", "2031-12-01T16:01:23-05:00"),
        ("2031-05-01 10:00:00 -0700", "2031-05-01T13:00:00-04:00"),
        ("2031-05-01T14:00:00Z", "2031-05-01T10:00:00-04:00"),
        ("2031-05-01v8:18 PM", "2031-05-01T20:18:00-04:00"),
        ("2031-05-01 04:00:52 PMx y", "2031-05-01T16:00:52-04:00"),
        ("2031-05-01 13:14:15", "2031-05-01T13:14:15-04:00"),
    ],
)
def test_a_date_is_wall_time_of_the_site(raw: str, expected: str) -> None:
    read_date = read(raw, ZONE)
    assert read_date is not None
    assert read_date.moment == dt.datetime.fromisoformat(expected)


@pytest.mark.parametrize("raw", ["", "tomorrow", "2031-13-01", "2031-02-30 10:00", "2031-05-01 25:00"])
def test_no_date_is_none(raw: str) -> None:
    assert read(raw, ZONE) is None


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("2031-05-01 2:20 PM", False),
        ("2031-05-01", False),
        ("2031-05-01v8:18 PM", True),
        ("2031-05-01 04:00:52 PMx y", True),
        ("2031-05-01 13:14:15", True),
    ],
)
def test_what_is_odd_is_told(raw: str, told: bool) -> None:
    read_date = read(raw, ZONE)
    assert read_date is not None
    assert bool(read_date.oddity) is told
