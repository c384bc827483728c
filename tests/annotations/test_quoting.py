"""Words typed by an editor, found in a text or refused."""

import pytest

from blog.annotations.quoting import Unplaced, occurrences, place

TEXT = "“We’ll see,” said the mayor.\n\nThe may-fly and the mayor — both — waited. Maybe the mayor slept."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("said the mayor", "said the mayor"),
        ('"We\'ll see,"', "“We’ll see,”"),
        ("mayor - both - waited", "mayor — both — waited"),
        ("  waited.\n", "waited."),
        ("said the mayor. The may-fly", "said the mayor.\n\nThe may-fly"),
        ("may", "may"),
    ],
)
def test_words_are_found_whatever_their_quotation_marks_dashes_and_spaces(words: str, found: str) -> None:
    start, end = place(TEXT, words)

    assert TEXT[start:end] == found


def test_a_word_inside_another_counts_only_where_nothing_else_is_found() -> None:
    assert [TEXT[a - 1 : b + 1] for a, b in occurrences(TEXT, "may")] == [" may-"]
    assert [TEXT[a:b] for a, b in occurrences(TEXT, "layb")] == []
    assert [TEXT[a:b] for a, b in occurrences(TEXT, "ayb")] == ["ayb"]


def test_scripts_without_spaces_have_no_word_edges() -> None:
    text = "市長は水曜日に話した。市長は木曜日に黙った。"

    assert occurrences(text, "曜日") == [(4, 6), (15, 17)]


def test_words_that_occur_twice_need_a_choice() -> None:
    with pytest.raises(Unplaced) as refusal:
        place(TEXT, "the mayor")

    assert refusal.value.is_ambiguous
    assert refusal.value.messages == (
        "The words occur 3 times. Write here which occurrence is meant, or quote more words.",
        "1: “We’ll see,” said [the mayor]. The may-fly and the mayor — both — …",
        "2: … see,” said the mayor. The may-fly and [the mayor] — both — waited. Maybe the mayor slept.",
        "3: … and the mayor — both — waited. Maybe [the mayor] slept.",
    )
    assert place(TEXT, "the mayor", 3) == (TEXT.rindex("the mayor"), TEXT.rindex("the mayor") + 9)


def test_an_occurrence_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unplaced) as refusal:
        place(TEXT, "waited", 2)

    assert refusal.value.messages == ("The words occur only once.",)


def test_words_that_are_not_there_are_refused_with_the_nearest() -> None:
    with pytest.raises(Unplaced) as refusal:
        place(TEXT, "Maybe the major slept")

    assert not refusal.value.is_ambiguous
    assert refusal.value.messages == (
        "The text does not contain these words. The nearest it has: Maybe the mayor slept",
    )


@pytest.mark.parametrize(("words", "message"), [(" ", "Copy the words here"), ("x" * 20_001, "Quote at most 20,000")])
def test_no_words_and_too_many_are_refused(words: str, message: str) -> None:
    with pytest.raises(Unplaced) as refusal:
        place(TEXT, words)

    assert message in refusal.value.messages[0]
