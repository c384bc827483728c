"""Pieces of a body on their way out and in."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.exchange.own.facts import Unreadable, moment
from blog.exchange.own.pieces import (
    Lines,
    escaped,
    inward,
    labels_in,
    numbers,
    outward,
    read_note,
    read_prose,
    written_note,
    written_prose,
)

LIQUID = st.text(alphabet='{}%" a/', max_size=30)


def numbered(start: int = 1) -> object:
    ready = count(start)
    return lambda: str(next(ready))


@given(LIQUID)
def test_liquid_comes_back_and_means_nothing_on_the_way(text: str) -> None:
    said = outward(text, {})

    assert inward(said, {}) == text
    assert "{%" not in said.replace('"{%"', "")


def test_stored_pictures_are_assets_and_get_the_path_they_have_here() -> None:
    pictures: dict[str, str] = {}

    said = outward("![x](/media/images/2025/01/ab.jpg) ![y](/media/renditions/2025/01/ab-480.webp)", pictures)

    assert said == "![x](/assets/images/ab.jpg) ![y](/assets/images/ab-480.webp)"
    assert pictures == {"ab.jpg": "images/2025/01/ab.jpg", "ab-480.webp": "renditions/2025/01/ab-480.webp"}
    assert inward(said, {"ab.jpg": "images/2026/12/ab.jpg"}) == (
        "![x](/media/images/2026/12/ab.jpg) ![y](/assets/images/ab-480.webp)"
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "Fog[^a] and rain[^b], `[^a]`.\n\n[^a]: thick[^b]\n\n[^b]: wet",
        "Fog[^2] and rain[^1].\n\n[^1]: wet\n\n[^2]: thick\n\n    and cold",
        "Undefined[^9] and defined[^x].\n\n[^x]: yes",
        "No notes at all",
    ],
)
def test_own_notes_are_numbered_in_order_and_named_again(markdown: str) -> None:
    text, fact = written_prose(markdown, numbered(3))  # type: ignore[arg-type]

    assert read_prose(text, fact) == markdown
    assert labels_in(text) >= {"3", "4"} or len(fact.get("labels", {})) < 2


@pytest.mark.parametrize(
    ("body", "voice"),
    [
        ("Plain.", ""),
        ("Two.\n\nParagraphs.\n\n- and\n- a list", "Cleo Marsh"),
        ("See[^b].\n\n[^b]: Inner\n    lines.[^c]\n\n[^c]: Innermost.", "B. & Co."),
        ("**Not signed:** though it looks so", ""),
        ("**Not signed:** but signed", "Cleo"),
    ],
)
def test_note_comes_back_from_its_definitions(body: str, voice: str) -> None:
    definitions, fact = written_note(body, "7", escaped(voice), numbered(8))  # type: ignore[arg-type]

    assert definitions[0].startswith("[^7]: ")
    assert read_note(definitions, fact) == body


def test_numbers_pass_over_those_that_stand_in_the_text() -> None:
    ready = numbers({"1", "3"})

    assert [next(ready) for _ in range(3)] == ["2", "4", "5"]


class TestLines:
    def test_pieces_stand_an_empty_line_apart(self) -> None:
        lines = Lines("a\nb\n\nc", {})

        assert [lines.take(2), lines.take(1)] == ["a\nb", "c"]
        lines.finish()

    @pytest.mark.parametrize("counts", [[1], [3], [9], [0], ["x"], [None], [2, 2], [-1]])
    def test_other_lines_are_not_read(self, counts: list[object]) -> None:
        lines = Lines("a\nb\n\nc", {})

        with pytest.raises(Unreadable):  # noqa: PT012  whichever piece does not fit
            for number in counts:
                lines.take(number)
            lines.finish()


@pytest.mark.parametrize("value", ["yesterday", "2025-13-01T00:00:00+00:00", "2025-01-01T00:00:00", 3])
def test_moment_without_its_zone_is_none(value: object) -> None:
    with pytest.raises(Unreadable, match="not a moment"):
        moment({"created": value}, "created")
