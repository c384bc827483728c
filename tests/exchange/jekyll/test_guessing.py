"""The words before a mark."""

import pytest

from blog.exchange.jekyll.guessing import Around, words_before


def guess(
    text: str,
    markdown: str = "",
    *,
    floor: int = 0,
    after: str = "",
    where: str = "",
    note: str = "",
    is_repeated: bool = False,
) -> str:
    """`|` in the text is the mark, at the end where there is none; `markdown` and `after` are the source around it."""
    front, _, rest = text.partition("|")
    around = Around(markdown or front, after or rest, where, note, is_repeated)
    start, end = words_before(front + rest, len(front), floor, around)
    return (front + rest)[start:end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board bought a ferry| and a buoy.", "ferry"),
        ("They call it Harbour/Pier| now", "Harbour/Pier"),
        ("said harbour master Ada Quill| twice", "Ada Quill"),
        ("said Lt. Gov. Ada Quill| twice", "Lt. Gov. Ada Quill"),
        ("before Jan. 6| in the fog", "Jan. 6"),
        ("the Jan. 6 ferry| in the fog", "Jan. 6 ferry"),
        ("worth $14 million9| then", "$14 million9"),
        ("They called it a “day of luck”| then", "“day of luck”"),
        ("first the pier, then the ferry,| and the fog", "then the ferry,"),
        ("The board, who were against| the ferry", "who were against"),
        ("The ferry   ", "The ferry"),
        ("", ""),
    ],
)
def test_within_a_sentence_it_is_the_word_the_name_or_the_clause(text: str, expected: str) -> None:
    assert guess(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board met. It bought a ferry, which sank.", "It bought a ferry, which sank."),
        ("The board met. It bought a ferry|.", "It bought a ferry"),
        ("The board met. It bought a ferry|.” Nobody knew.", "It bought a ferry"),
        ("The board met. It bought a ferry", "It bought a ferry"),
        ("The board met Ada Quill|.", "Ada Quill"),
        (
            "The board met. It asked Capts. Reed and Quill, who both sailed.",
            "It asked Capts. Reed and Quill, who both sailed.",
        ),
        ("Mr. Reed met Dr. Quill in the U.S. embassy. The U.S. is far.", "The U.S. is far."),
        ("The board met. “We have no ferry.”", "“We have no ferry.”"),
        ("She wrote “Big day at the pier. Be wild.”| twice", "“Big day at the pier. Be wild.”"),
        ("The board met. They called it “a blunder.”", "They called it “a blunder.”"),
        ("“The board met the mayor|. It sold the ferry.”", "The board met the mayor"),
        ("“The board met.” It sold the ferry|.", "It sold the ferry"),
        ("Speaker 1: The board met|.", "The board met"),
        ("Ada Quill: “We sold it|.”", "We sold it"),
        ("one\nthe ferry sails", "the ferry sails"),
    ],
)
def test_at_the_end_of_a_sentence_it_is_the_sentence_but_for_names(text: str, expected: str) -> None:
    assert guess(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("banned from the Pier (B.P.)| for a year", "Pier (B.P.)"),
        ("said Ada Quill (H-PIER)| then", "Ada Quill (H-PIER)"),
        ("the Harbour Board (HB)|.", "Harbour Board (HB)"),
        ("a ferry (an old one)| sank", "(an old one)"),
        ("It sank. (Nobody knew. It was late.)", "(Nobody knew. It was late.)"),
    ],
)
def test_brackets_are_never_cut_in_two(text: str, expected: str) -> None:
    assert guess(text) == expected


def test_words_that_the_note_takes_up_are_meant() -> None:
    assert guess("He was the fractional harbour master| of", note="fractional harbour master: one for some hours") == (
        "fractional harbour master"
    )
    assert guess("The board was bamboozled|.", note="[bamboozle • Lexicon](https://lexicon.example/bamboozle)") == (
        "bamboozled"
    )
    assert guess("Ada Quill Ferrying| The Mayor", where="heading", note="ferry: to carry over water") == "Ferrying"
    assert guess("says Ada Quill| now", note="Quill: harbour master") == "Ada Quill"
    assert guess("says Ada Quill| now", note="Adda Quil was there.") == "Ada Quill"
    assert guess("It was Capt. Ada Quill.", "It was [Capt. Ada Quill](https://pier.example).", note="Quill!") == (
        "Capt. Ada Quill."
    )
    assert guess("banned from the pier (B.P.)| for", note="B.P.: before the pier") == "(B.P.)"
    assert guess("The board met. It was late|.", note="It never is.") == "It was late"


def test_a_note_cited_again_and_again_is_about_words() -> None:
    assert guess("The clerk was pardoned|.", is_repeated=True) == "pardoned"
    assert guess("said Ada Quill|.", is_repeated=True) == "Ada Quill"


def test_cells_headings_and_key_points_are_no_sentences() -> None:
    assert guess("Year\tAda (Adelheid) Quill|\t1977", where="table") == "Ada (Adelheid) Quill"
    assert guess("cell\tferry", where="table") == "ferry"
    assert guess("Ferry Sold In Spring", where="heading") == "Ferry Sold In Spring"
    assert guess("Board Sells Ferry| In Spring", where="heading") == "Ferry"
    assert guess("Price: nobody knows|.", where="summary") == "nobody knows"


def test_after_a_link_it_is_the_link() -> None:
    assert guess("more than 1,500 ferry tickets", "more than [1,500 ferry tickets](https://pier.example/a_(b))") == (
        "1,500 ferry tickets"
    )


def test_after_emphasis_it_is_the_emphasis() -> None:
    assert guess("so the great calm", "so *the great calm*") == "the great calm"


def test_just_before_emphasis_or_a_link_ends_it_is_all_of_it_so_far() -> None:
    assert guess("so the great calm| – and", "so **the great calm", after=" –** and") == "the great calm"
    assert guess("so the old pier| and", "so [the old pier", after="](https://pier.example) and") == "the old pier"


def test_typographic_quotes_do_not_hide_the_link() -> None:
    assert guess("the “old pier”", 'the ["old pier"](https://pier.example)') == "“old pier”"


def test_at_the_beginning_of_a_passage_it_is_a_point() -> None:
    assert words_before("First. Second.", 7, 7) == (7, 7)


def test_nothing_before_the_passage_is_taken() -> None:
    assert guess("No full stop here\n\nferries sail| today", floor=19) == "sail"
