"""What stands between a source's heading and its text."""

from zoneinfo import ZoneInfo

from blog.exchange.jekyll.heads import Head
from blog.exchange.jekyll.tree import Confidence, Line, Source, Tree

ZONE = ZoneInfo("America/New_York")


def take(*lines: str, kind: str = "article") -> tuple[Source, Tree, list[list[str]]]:
    source, tree = Source("Ferry", "https://tern.example/a", kind, 1, 2), Tree()
    head = Head(source, tree, ZONE, ())
    left = head.take([Line(line, number) for number, line in enumerate(lines, 3)])
    head.finish()
    return source, tree, [[str(line) for line in run] for run in left]


def names(source: Source) -> list[str]:
    return [person.name for person in source.people]


def test_a_reading_time_does_not_end_the_head() -> None:
    source, _, left = take("By Ada Quill and Mia Stone", "5 minute read", "Updated 8:45 PM EDT, Mon October 13, 2031")
    assert (names(source), source.dates_printed, left) == (
        ["Ada Quill", "Mia Stone"], "Updated 8:45 PM EDT, Mon October 13, 2031", [],
    )  # fmt: skip


def test_a_short_line_between_byline_and_date_is_kept_as_text() -> None:
    source, _, left = take("By Ada Quill", "PORT ANNA", "May 1, 2031", "The ferry sank.")
    assert (source.dates_printed, left) == ("May 1, 2031", [["PORT ANNA"], ["The ferry sank."]])


def test_text_ends_the_head() -> None:
    source, _, left = take("By Ada Quill", "The ferry sank.", "May 1, 2031")
    assert (source.dates_printed, left) == ("", [["The ferry sank.", "May 1, 2031"]])


def test_the_second_line_of_a_document_may_be_its_date() -> None:
    lines = (
        "Transmission of this news release of the harbour board is embargoed until",
        "8:30 a.m. (ET) Friday, August 1, 2031",
    )
    assert take(*lines, kind="document")[0].dates_printed == lines[1]
    assert take(*lines)[0].dates_printed == ""


def test_the_time_of_a_release_completes_its_day() -> None:
    source, _, _ = take("January 28, 2031", "For release at 2:00 p.m. EST", kind="document")
    assert source.published_at is not None
    assert source.published_at.isoformat() == "2031-01-28T14:00:00-05:00"
    assert source.dates_printed == "January 28, 2031 / For release at 2:00 p.m. EST"


def test_a_first_name_that_is_none_wants_a_review() -> None:
    _, tree, _ = take("By Ada Quill. October 9 maybe")
    assert tree.verdict.confidence is Confidence.REVIEW
    assert [(doubt.line, doubt.what, doubt.text) for doubt in tree.doubts] == [
        (3, "byline: person or role?", "October 9 maybe")
    ]


def test_a_full_stop_behind_a_byline_and_a_stray_quotation_mark_before_the_date() -> None:
    source, _, left = take("By Ada Quill-Stone. 'October 8, 2031 at 8:56 a.m. EDT")
    assert (names(source), bool(source.published_at), left) == (["Ada Quill-Stone"], True, [])


def test_a_surname_is_no_label_of_a_date() -> None:
    source, tree, left = take("Story by S.V. Date. March 8. 2031")
    assert (names(source), source.dates_printed, left) == (["S.V. Date"], "March 8. 2031", [])
    assert tree.doubts == []


def test_initials_alone_are_told() -> None:
    source, tree, _ = take("Story by S.V. March 8, 2031")
    assert (names(source), [doubt.what for doubt in tree.doubts]) == (["S.V"], ["byline: person or role?"])
    assert tree.verdict.confidence == Confidence.LOOK


def test_a_date_in_figures_behind_a_dash_is_no_role() -> None:
    source, tree, left = take(" by Ada Quill - 10/15/31 1:24 PM ET.")
    assert ([(p.name, p.role) for p in source.people], source.dates_printed) == (
        [("Ada Quill", "")], "10/15/31 1:24 PM ET",
    )  # fmt: skip
    assert (left, tree.doubts) == ([], [])
