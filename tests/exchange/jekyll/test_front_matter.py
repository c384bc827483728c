"""Front matter as people type it."""

import pytest

from blog.exchange.jekyll import front_matter
from blog.exchange.jekyll.front_matter import names, read


def test_scalars_stay_text() -> None:
    front = read("tags: [2031, 0123, yes, 1.50, ~]\ndate: 2031-05-01 13:14:15\n")
    assert front.values == {"tags": ["2031", "0123", "yes", "1.50", ""], "date": "2031-05-01 13:14:15"}


def test_a_tab_in_a_flow_list_is_part_of_the_tag() -> None:
    assert read("tags: [Fish Market\tHarbour Street,tide]").values["tags"] == ["Fish Market\tHarbour Street", "tide"]


def test_the_last_of_two_equal_keys_wins_and_the_first_is_kept() -> None:
    front = read("categories: [ferries]\ntitle: A\ncategories: [harbour, tides]")
    assert front.values["categories"] == ["harbour", "tides"]
    assert front.doubles == [("categories", 2, ["ferries"])]


def test_an_empty_list_after_a_full_one_does_not_win() -> None:
    front = read("tags: [ferries, tides]\ntags: []")
    assert front.values["tags"] == ["ferries", "tides"]
    assert [key for key, _, _ in front.doubles] == ["tags"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("ategories", "categories"), ("Aacategories", "categories"), ("ate", "date")]
)
def test_a_misspelt_key_stands_in_for_the_missing_one(typed: str, meant: str) -> None:
    front = read(f"{typed}: harbour")
    assert front.values[meant] == "harbour"
    assert front.misspelt == [(typed, meant, 2)]


def test_a_misspelt_key_does_not_replace_a_filled_one() -> None:
    assert read("date: 2031-05-01\nate: nonsense").values["date"] == "2031-05-01"


def test_a_key_that_is_only_like_a_word_is_unknown() -> None:
    front = read("mood: calm\nupdate: never")
    assert [key for key, _, _ in front.unknown] == ["mood", "update"]
    assert front.misspelt == []


def test_a_mapping_inside_a_list_becomes_its_text() -> None:
    front = read("tags: [ferries, Chapter 4: Of Harbours, {Notice: Closed}, tags: [tides, piers]]")
    assert front.values["tags"] == ["ferries", "Chapter 4: Of Harbours", "Notice: Closed", "tides", "piers"]


@pytest.mark.parametrize(
    ("typed", "expected", "repair"),
    [
        ("tags: ferries tides", ["ferries", "tides"], ""),
        ("tags: Harbour Board, tides", ["Harbour Board", "tides"], "a list without its brackets"),
        ("tags: ferry season]", ["ferry season"], "a list without its brackets"),
        ("tags: [ferries, tides, ferries, '']", ["ferries", "tides"], ""),
        ("tag: Harbour Board", ["Harbour Board"], ""),
        ("title: none", [], ""),
    ],
)
def test_names_as_jekyll_reads_them_or_as_they_are_meant(typed: str, expected: list[str], repair: str) -> None:
    assert names(read(typed), "tags", "tag") == (expected, repair)


def test_yaml_that_no_parser_takes_is_rescued_line_by_line() -> None:
    front = read('title: "Ferry"s end\ntags: [ferries, tides]\ndate: 2031-05-01')
    assert front.error
    assert (front.values["tags"], front.values["date"]) == (["ferries", "tides"], "2031-05-01")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("[Harbour Board,\nTide: high,\n, \nferries]", ["Harbour Board", "Tide: high", "ferries"]),
        ("\n  - 'Harbour Board'\n  -  ferries", ["Harbour Board", "ferries"]),
        ("[ferries, ,, tides]", ["ferries", "tides"]),
        ("[Harbour Board, ferries", "[Harbour Board, ferries"),
        ("[Harbour Board,\nferries", "[Harbour Board,"),
    ],
)
def test_lists_over_several_lines_are_rescued_up_to_their_bracket(tags: str, expected: object) -> None:
    front = read(f'tags: {tags}\ndate: 2031-05-01\ncategories: [a]\ntitle: "Ferry"s end')
    assert front.error
    assert (front.values["tags"], front.values["date"]) == (expected, "2031-05-01")
    assert front.lines["tags"] == (2, 2 + (tags.count("\n") if isinstance(expected, list) else 0) + 1)


def test_the_body_begins_behind_the_second_line_of_dashes() -> None:
    front, lines = front_matter.split("---\r\ntitle: A\r\n---\r\nText\r\n")
    assert front is not None
    assert (front.text("title"), lines) == ("A", 3)


def test_a_file_without_front_matter_has_none() -> None:
    assert front_matter.split("Text\n---\n") == (None, 0)


@pytest.mark.parametrize(("value", "expected"), [("false", True), ("no", True), ("true", False), ("", False)])
def test_published_false_is_read(value: str, expected: bool) -> None:
    assert read(f"published: {value}").is_unpublished is expected
