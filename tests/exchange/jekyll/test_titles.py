"""Series in titles."""

import pytest

from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.titles import dated_name, series_of

RULES = load()


@pytest.mark.parametrize(
    ("title", "name", "part"),
    [
        ("The Ferry – Part 6: Fog / Tide", "The Ferry", 6),
        ("The Ferry Part 2: Fog", "The Ferry", 2),
        ("The Ferry, Part 3", "The Ferry", 3),
        ("The Ferry / Part 4", "The Ferry", 4),
        ("The Ferry – Part 5 (Fog)", "The Ferry", 5),
        ("The Ferry – Part 5 [Fog]", "The Ferry", 5),
        ("Bless the Boat – Fog Part 7a: Rambling", "Bless the Boat – Fog", 7),
    ],
)
def test_series_and_part(title: str, name: str, part: int) -> None:
    found = series_of(title, RULES)
    assert found is not None
    assert (found.name, found.part) == (name, part)


@pytest.mark.parametrize(
    "title", ["The Best Part of the Ferry", "Part 3: Nothing Before It", "A Ferry", "Part Two Tickets"]
)
def test_titles_of_no_series(title: str) -> None:
    assert series_of(title, RULES) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2021-03-09: Harbour Figures: Herring (Up). Cod (Down)", "Harbour Figures"),
        ("2021-03-09 – Harbour Figures", "Harbour Figures"),
        ("March 9, 2021: Harbour Figures", "Harbour Figures"),
        ("Harbour Figures for March 9, 2021", "Harbour Figures"),
        ("Harbour Figures (9 March 2021)", "Harbour Figures"),
        ("Harbour Figures", ""),
        ("2021-03-09", ""),
        ("The year 2021: a review", ""),
    ],
)
def test_the_name_of_a_title_with_a_day(title: str, name: str) -> None:
    assert dated_name(title) == name


def test_a_letter_behind_the_number_is_told() -> None:
    found = series_of("The Ferry Part 7a: Fog", RULES)
    assert found is not None
    assert found.oddity == "part 7a taken for part 7"
