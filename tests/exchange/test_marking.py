"""Marks in Markdown at a place of its plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.markdown import render
from blog.exchange.marking import definition, place, relabelled, split_notes, with_marks, without_marks


@pytest.mark.parametrize(
    ("markdown", "words", "expected"),
    [
        ("The **harbour** board.", "harbour", "The **harbour**[^3] board."),
        ("It [met](https://port.example/a_b) late.", "met", "It [met](https://port.example/a_b)[^3] late."),
        ("A [night ferry](https://port.example/) left.", "night", "A [night[^3] ferry](https://port.example/) left."),
        ("| a | b |\n|---|---|\n| one | two |", "one", "| a | b |\n|---|---|\n| one[^3] | two |"),
        ("- fog\n- rain", "fog", "- fog[^3]\n- rain"),
        ("> It sails\n> at ten", "sails", "> It sails[^3]\n> at ten"),
        ('"Smart" -- quotes...', "“Smart”", '"Smart"[^3] -- quotes...'),
        ("Fish &amp; chips for \\$5", "Fish & chips", "Fish &amp; chips[^3] for \\$5"),
        ("ferry", "fer", "fer[^3]ry"),
        ("霧の中の船", "霧の中", "霧の中[^3]の船"),
    ],
)
def test_mark_stands_after_the_words(markdown: str, words: str, expected: str) -> None:
    text = render(markdown).text
    end = text.index(words) + len(words)

    assert with_marks(markdown, [(end, "3")]) == expected
    assert without_marks(expected, ["3"]) == markdown


def test_mark_that_fits_nowhere_stands_below() -> None:
    code = "    tide = moon * 2"

    assert place(code, 4) is None
    assert with_marks(code, [(4, "3"), (6, "4")]) == f"{code}\n\n[^3][^4]"
    assert without_marks(f"{code}\n\n[^3][^4]", ["3", "4"]) == code


def test_marks_at_one_place_stand_in_the_order_given() -> None:
    assert with_marks("Fog. Rain.", [(10, "9"), (4, "2"), (4, "1")]) == "Fog.[^2][^1] Rain.[^9]"


@given(st.text(alphabet="ab *_`[]()|#>-\n\\&;^1<~", max_size=40), st.integers(0, 40))
def test_whatever_is_marked_comes_back(markdown: str, offset: int) -> None:
    marked = with_marks(markdown, [(offset, "zz")])

    assert without_marks(marked, ["zz"]) == markdown.rstrip("\n")


def test_labels_change_in_marks_and_definitions_and_nowhere_else() -> None:
    markdown = "Fog[^a], `[^a]` and [^b].\n\n[^a]: thick, see [^b]"

    assert relabelled(markdown, {"a": "7"}) == "Fog[^7], `[^a]` and [^b].\n\n[^7]: thick, see [^b]"


def test_notes_are_split_off() -> None:
    markdown = f"Fog[^a] and rain[^b].\n\n{definition('a', 'thick' + chr(10) + chr(10) + 'and cold')}\n\n[^b]: wet"

    assert split_notes(markdown) == ("Fog[^a] and rain[^b].", [("a", "thick\n\nand cold"), ("b", "wet")])
    assert split_notes("No notes.") == ("No notes.", [])
