"""The words before a mark."""

import pytest

from blog.exchange.jekyll.guessing import words_before


def guess(text: str, markdown: str | None = None, floor: int = 0) -> str:
    start, end = words_before(text, len(text), floor, text if markdown is None else markdown)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board bought a ferry", "ferry"),
        ("They call it Harbour/Pier", "Harbour/Pier"),
        ("said harbour master Ada Quill", "Ada Quill"),
        ("The board met. It bought a ferry, which sank.", "It bought a ferry, which sank."),
        ("Mr. Reed met Dr. Quill in the U.S. embassy. The U.S. is far.", "The U.S. is far."),
        ("The board met. “We have no ferry.”", "“We have no ferry.”"),
        ("They called it a “day of luck”", "“day of luck”"),
        ("first the pier, then the ferry,", "then the ferry,"),
        ("before Jan. 6", "Jan. 6"),
        ("one\ntwo", "two"),
        ("cell\tferry", "ferry"),
        ("The ferry   ", "ferry"),
        ("", ""),
    ],
)
def test_word_name_phrase_clause_or_sentence(text: str, expected: str) -> None:
    assert guess(text) == expected


def test_after_a_link_it_is_the_link() -> None:
    assert guess("more than 1,500 ferry tickets", "more than [1,500 ferry tickets](https://pier.example/a_(b))") == (
        "1,500 ferry tickets"
    )


def test_after_emphasis_it_is_the_emphasis() -> None:
    assert guess("so the great calm", "so *the great calm*") == "the great calm"


def test_typographic_quotes_do_not_hide_the_link() -> None:
    assert guess("the “old pier”", 'the ["old pier"](https://pier.example)') == "“old pier”"


def test_at_the_beginning_of_a_passage_it_is_a_point() -> None:
    assert words_before("First. Second.", 7, 7) == (7, 7)


def test_nothing_before_the_passage_is_taken() -> None:
    assert guess("No full stop here\n\nferries sail", floor=19) == "sail"
