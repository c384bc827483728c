"""Marks and labels of notes: slips put right where there is one meaning, told at their lines where there is not."""

import pytest

from blog.exchange.jekyll.marks import is_citation, labels, relabel
from tests.exchange.jekyll.conftest import Look, Text


def told(text: Text) -> list[tuple[int, str, str]]:
    return [(doubt.line, doubt.what, doubt.text) for doubt in text.tree.doubts]


@pytest.mark.parametrize("slip", [">^11]", "(^11]", "{^11]", "[^11}", "[^11)", "^[11]", "[11^]", "[^ 11]", "[^11["])
def test_the_only_place_that_can_be_the_mark_of_a_note_is_it(look: Look, slip: str) -> None:
    text = look(f"It sank.{slip} Twice.\n\n[^11]: In spring.")
    assert text.own == "It sank.[^11] Twice."
    assert told(text) == [(7, "mistyped mark of a note", slip)]


@pytest.mark.parametrize("body", ["A >^11] b (^11] c.", "A [^11] and ^11] b.", "A ^12] b."])
def test_what_can_mean_several_things_stays(look: Look, body: str) -> None:
    assert look(f"{body}\n\n[^11]: In spring.").own == body


@pytest.mark.parametrize(("mark", "label"), [("2501", "2510"), ("2501", "2502"), ("12a", "12"), ("11", "111")])
def test_the_one_note_without_a_mark_is_the_one_that_a_mark_lacks(look: Look, mark: str, label: str) -> None:
    text = look(f"It sank[^{mark}].\n\n[^{label}]: In spring.")
    assert [note.label for note in text.tree.definitions] == [mark]
    assert told(text) == [(9, "mistyped label of a note", f"[^{label}] read as [^{mark}]: In spring.")]
    assert text.tree.verdict.confidence == "review"


def test_the_second_note_of_a_label_may_be_the_missing_one(look: Look) -> None:
    text = look("It[^61] sank[^62].\n\n[^61]: The ferry.\n[^61]: In spring.")
    assert [note.label for note in text.tree.definitions] == ["61", "62"]
    assert told(text) == [(10, "mistyped label of a note", "[^61] read as [^62]: In spring.")]


def test_a_mark_without_a_note_is_told_at_its_line_with_the_notes_that_are_left(look: Look) -> None:
    text = look("- One.\n- Two[^21].\n\n[^99]: See\n    [^33].\n")
    over = "; notes without a mark: [^99] (line 10)"
    assert told(text) == [
        (8, "mark without a note", f"[^21]{over}"),
        (11, "mark without a note", f"[^33]{over}"),
    ]
    assert text.tree.verdict.reasons[0] == "a mark without a note"


@pytest.mark.parametrize(("mark", "label"), [("1", "2"), ("2501", "3512"), ("2501", "1502")])
def test_labels_that_are_not_alike_stay(look: Look, mark: str, label: str) -> None:
    assert [note.label for note in look(f"It[^{mark}].\n\n[^{label}]: Fog.").tree.definitions] == [label]


def test_what_looks_like_a_mark_in_code_is_none(look: Look) -> None:
    body = "Strip `[^0-9]` and\n\n```\nre.sub('[^1]', '', a)[b](www.pier.example)\n```"
    text = look(body)
    assert text.own == body
    assert told(text) == []
    assert labels(f"{body}\nbut[^1] here") == ["1"]
    assert relabel(f"{body}\nbut[^1] here", {"1": "", "0-9": ""}) == f"{body}\nbut here"


@pytest.mark.parametrize(
    ("body", "is_signed", "expected"),
    [
        ("[Ferry • Harbour Lexicon](https://lexicon.example/ferry): a boat", False, True),
        ("[Ferry](https://lexicon.example/ferry) by Mia Stone", False, True),
        ("https://lexicon.example/ferry", False, True),
        ("[Tom Bacon](https://bacon.example/) was born on a ferry, with his family.", False, False),
        ("[Tom Bacon](https://bacon.example/) as child was born on a ferry.", True, False),
        ("[Ferry [old]](https://lexicon.example/ferry_(boat)).", True, True),
        ("[Ferry](https://lexicon.example/). Which is what I have said in every post of this spring.", True, False),
        ("The [ferry](https://lexicon.example/).", False, False),
    ],
)
def test_a_note_is_a_source_where_its_link_is_not_the_subject_of_a_sentence(
    body: str, is_signed: bool, expected: bool
) -> None:
    assert is_citation(body, is_signed=is_signed) is expected
