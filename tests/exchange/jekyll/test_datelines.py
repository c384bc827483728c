"""Date lines of articles, as printed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from blog.exchange.jekyll.datelines import begins_with_date, of_release, of_video, read, trailing

ZONE = ZoneInfo("America/New_York")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Aug. 20, 2031, 9:53 AM EDT", "2031-08-20T09:53-04:00", None),
        ("July 15, 2031, 3:37 PM EDT", "2031-07-15T15:37-04:00", None),
        ("Sept. 2, 2031, 12:10 AM EDT", "2031-09-02T00:10-04:00", None),
        ("August 4, 2031", "2031-08-04T00:00-04:00", None),
        (
            "Aug. 20, 2031, 9:53 AM EDT / Updated Aug. 20, 2031, 1:05 PM EDT",
            "2031-08-20T09:53-04:00",
            "2031-08-20T13:05-04:00",
        ),
        ("Updated 10:02 PM EST, January 29, 2031", None, "2031-01-29T22:02-05:00"),
        ("February 13, 2031 at 6:56 a.m. EST", "2031-02-13T06:56-05:00", None),
        (
            "09/22/2031 04:23 PM EDT. Updated: 09/22/2031 05:01 PM EDT",
            "2031-09-22T16:23-04:00",
            "2031-09-22T17:01-04:00",
        ),
        (
            "Published Oct 09, 2031 at 5:16 AM EDT. Updated Oct 09, 2031 at 9:16 AM EDT",
            "2031-10-09T05:16-04:00",
            "2031-10-09T09:16-04:00",
        ),
        ("Published 12:00 AM EST, Mon December 22, 2031", "2031-12-22T00:00-05:00", None),
        ("Tue 4 Feb 2031 11.23 EST", "2031-02-04T11:23-05:00", None),
        ("FEB 24, 2031", "2031-02-24T00:00-05:00", None),
        ("Dec 19, 2031  #Harbour #LastFerry", "2031-12-19T00:00-05:00", None),
        ("March 8. 2031", "2031-03-08T00:00-05:00", None),
        ("March 3, 20314:11 PM EST", "2031-03-03T16:11-05:00", None),
        ("Thu., 4/17/2031 - 11:31 pm", "2031-04-17T23:31-04:00", None),
        ("11-06-2031", "2031-11-06T00:00-05:00", None),
        ("June 1, 2031, 6:00 PM CEST", "2031-06-01T18:00+02:00", None),
        ("June 1, 2031, 6:00 PM ET", "2031-06-01T18:00-04:00", None),
        ("October 24, 20316:53 AM EDTUpdated", "2031-10-24T06:53-04:00", None),
        ("Oct 9, 2031Updated Oct 10, 2031", "2031-10-09T00:00-04:00", "2031-10-10T00:00-04:00"),
        ("October 24, 2031, 6:53 AM EDT Updated 2 hours ago", "2031-10-24T06:53-04:00", None),
        ("`October 8, 2031 at 8:56 a.m. EDT'", "2031-10-08T08:56-04:00", None),
    ],
)
def test_shapes_of_date_lines(line: str, published: str | None, modified: str | None) -> None:
    found = read(line, ZONE)
    assert found is not None
    assert found.published_at == (at(published) if published else None)
    assert found.modified_at == (at(modified) if modified else None)


@pytest.mark.parametrize(
    "line",
    [
        "On May 4, 2031, the board met again.",
        "By ADA QUILL",
        "The ferry sails at 9:30 a.m.",
        "2 hours ago",
        "",
        "Ferry No. 7 sank on 4/17/2031 off the pier",
    ],
)
def test_sentences_are_no_date_lines(line: str) -> None:
    assert read(line, ZONE) is None


@pytest.mark.parametrize("line", ["January 4, 203", "February 30, 2031"])
def test_a_date_that_does_not_exist_is_kept_as_printed(line: str) -> None:
    found = read(line, ZONE)
    assert found is not None
    assert (found.printed, found.published_at, bool(found.problem)) == (line, None, True)


def test_a_date_at_the_end_of_a_byline_is_cut_off() -> None:
    rest, found = trailing("Story by Ada Quill, Tern Times. October 7, 2031.", ZONE)
    assert found is not None
    assert (rest, found.published_at) == ("Story by Ada Quill, Tern Times", at("2031-10-07T00:00-04:00"))


def test_a_line_without_a_date_at_its_end_stays() -> None:
    assert trailing("Story by Ada Quill. She lives here.", ZONE) == ("Story by Ada Quill. She lives here.", None)


@pytest.mark.parametrize(
    ("line", "printed"),
    [("October 7, 2031.", "October 7, 2031"), ("May 1, 2031 at 8:56 a.m.", "May 1, 2031 at 8:56 a.m.")],
)
def test_a_full_stop_that_only_ends_the_line_is_not_printed(line: str, printed: str) -> None:
    found = read(line, ZONE)
    assert found is not None
    assert found.printed == printed


@pytest.mark.parametrize(
    ("line", "printed", "beside"),
    [
        ("Mar 4, 2031  #13 on Trending", "Mar 4, 2031", "#13 on Trending"),
        ("Dec 19, 2031 #Harbour #Ferry", "Dec 19, 2031", "#Harbour #Ferry"),
        (
            "Jan 5, 2031  [#Harbour](https://tern.example/h) #Ferry",
            "Jan 5, 2031",
            "[#Harbour](https://tern.example/h) #Ferry",
        ),
        ("1,234 views  Jan 5, 2031", "Jan 5, 2031", "1,234 views"),
        ("1.2M views • Premiered Jan 5, 2031 • Tern Times", "Premiered Jan 5, 2031", "1.2M views Tern Times"),
        ("Streamed live on Jan 5, 2031", "Streamed live on Jan 5, 2031", ""),
    ],
)
def test_what_stands_beside_the_date_of_a_video(line: str, printed: str, beside: str) -> None:
    found = of_video(line, ZONE)
    assert found is not None
    assert (found[0].printed, bool(found[0].published_at), found[1]) == (printed, True, beside)


@pytest.mark.parametrize("line", ["May 4, 2031, the board met.", "Dec 19, 2031 the ferry sank", "Ferry No. 7  sank"])
def test_sentences_are_no_dates_of_videos(line: str) -> None:
    assert of_video(line, ZONE) is None


@pytest.mark.parametrize(
    ("line", "day", "moment"),
    [
        ("For release at 2:00 p.m. EST", "2031-01-28T00:00-05:00", "2031-01-28T14:00-05:00"),
        ("Embargoed until 8:30 a.m. (ET) Friday, August 1, 2031", None, "2031-08-01T08:30-04:00"),
    ],
)
def test_the_time_of_a_release(line: str, day: str | None, moment: str) -> None:
    found = of_release(line, ZONE, at(day) if day else None)
    assert found is not None
    assert (found.printed, found.published_at) == (line, at(moment))


@pytest.mark.parametrize(
    "line", ["For release at 2:00 p.m. EST", "FOR IMMEDIATE RELEASE", "For release on video, at 2 p.m."]
)
def test_no_time_of_a_release_without_a_day(line: str) -> None:
    assert of_release(line, ZONE, None) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated May 4, 2031 from Port Anna", True),
        ("May 4, 2031 the board, all of it", True),
        ("May 4, 2031, was the day on which the board met.", False),
        ("The board met on May 4, 2031", False),
    ],
)
def test_a_line_that_begins_with_a_date_but_says_more(line: str, expected: bool) -> None:
    assert begins_with_date(line) is expected


@pytest.mark.parametrize("line", ["Date: May 1, 2031", "Date May 1, 2031", "Posted on date: May 1, 2031"])
def test_a_label_before_a_date_is_none_of_it(line: str) -> None:
    found = read(line, ZONE)
    assert found is not None
    assert found.published_at == at("2031-05-01T00:00-04:00")


@pytest.mark.parametrize(
    ("line", "expected"),
    [("10/15/31 1:24 PM ET", "2031-10-15T13:24-04:00"), ("5/1/31", "2031-05-01T00:00-04:00"), ("5-1-31", None)],
)
def test_a_year_of_two_figures_behind_slashes(line: str, expected: str | None) -> None:
    found = read(line, ZONE)
    assert (found.published_at if found else None) == (at(expected) if expected else None)
