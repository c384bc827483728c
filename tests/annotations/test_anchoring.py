import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.annotations.anchoring import Anchor, Quote, Status, describe, find, nearest

TEXT = """The mill on Tanner Street will close in June, its owner said on Friday. Eighty people work there.

“We did try to sell it,” said Olive Prosser, whose grandfather built the mill. “Nobody came.”

The town had offered to waive the rent. The mill paid 9,000 a year. Workers said they were told by letter.

Prosser’s brother, who runs the mill in Upper Wend, said it would stay open. Sixty people work there."""


def quote(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return describe(text, start, start + len(words))


def found(new: str, words: str, *, old: str | None = None) -> tuple[Status, str]:
    anchor = find(new, quote(words), old=old)
    return anchor.status, new[anchor.start : anchor.end]


def test_describe_takes_32_characters_on_either_side() -> None:
    assert quote("offered to waive") == Quote(
        "offered to waive", " mill. “Nobody came.”\n\nThe town had "[-32:], " the rent. The mill paid 9,000 a", 207, 223
    )


def test_describe_is_cut_by_the_ends_of_the_text() -> None:
    assert describe("abc", 0, 3) == Quote("abc", "", "", 0, 3)
    assert describe("abc", 1, 1) == Quote("", "a", "bc", 1, 1)


def test_describe_takes_more_around_words_that_stand_twice() -> None:
    start = TEXT.rindex("people work")
    again = describe(TEXT, start, start + len("people work"))
    assert (len(again.prefix), again.suffix) == (64, " there.")


def test_describe_lengthens_a_side_until_it_stands_once() -> None:
    text = "first " + "x" * 40 + " end. second " + "x" * 40 + " end."
    start = text.index("end")
    assert describe(text, start, start + 3).prefix == text[:start]
    assert len(describe("ab" * 500, 400, 402).prefix) == 128


def test_find_unchanged_words_where_they_were() -> None:
    start = TEXT.index("Nobody came")
    assert find(TEXT, quote("Nobody came")) == Anchor(start, start + 11, Status.ANCHORED, 1.0)


def test_find_words_that_moved_with_their_paragraph() -> None:
    first, second, third, fourth = TEXT.split("\n\n")
    new = "\n\n".join([third, first, fourth, second])
    assert found(new, "The mill paid 9,000 a year.") == (Status.MOVED, "The mill paid 9,000 a year.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("’", "'"),
        ("“", '"'),
        (" ", "\u00a0"),
        (" ", "\n"),
        ("i", "i\u200b"),
        ("e", "e\u00ad"),
        ("\n\n", " "),
    ],
)
def test_find_words_in_other_typography(before: str, after: str) -> None:
    new = TEXT.replace(before, after)
    words = "whose grandfather built the mill. “Nobody came."
    status, there = found("Corrected version.\n\n" + new, words)
    assert (status, there) == (Status.MOVED, words.replace(before, after))


def test_find_words_in_other_unicode_normal_form() -> None:
    old = "Le café de l’été est fermé, dit Zoë Müller à Đà Nẵng, 한국어 신문은 말했다."
    for form, other in (("NFC", "NFD"), ("NFD", "NFC")):
        before, after = unicodedata.normalize(form, old), "Mise à jour. " + unicodedata.normalize(other, old)
        for words in ("café", "Zoë Müller à Đà Nẵng", "한국어 신문은"):
            given_words = unicodedata.normalize(form, words)
            start = before.index(given_words)
            anchor = find(after, describe(before, start, start + len(given_words)))
            assert after[anchor.start : anchor.end] == unicodedata.normalize(other, words)
            assert anchor.status is Status.MOVED


def test_find_corrected_figure() -> None:
    assert found(TEXT.replace("9,000", "9,600"), "The mill paid 9,000 a year.") == (
        Status.REWORDED,
        "The mill paid 9,600 a year.",
    )


def test_find_reworded_words_scores_their_likeness() -> None:
    anchor = find(TEXT.replace("9,000", "9,600"), quote("The mill paid 9,000 a year."))
    assert 0.9 < anchor.score < 1


@pytest.mark.parametrize("old", [None, TEXT])
def test_find_leaves_a_denial_to_a_human(old: str | None) -> None:
    new = TEXT.replace("We did try", "We did not try")
    assert found(new, "We did try to sell it", old=old) == (Status.NEEDS_REVIEW, "We did not try to sell it")


@pytest.mark.parametrize("old", [None, TEXT])
def test_find_leaves_words_of_another_speaker_to_a_human(old: str | None) -> None:
    new = TEXT.replace("said Olive Prosser", "said Edwin Hatch")
    assert found(new, "We did try to sell it", old=old) == (Status.NEEDS_REVIEW, "We did try to sell it")


@pytest.mark.parametrize("old", [None, TEXT])
def test_find_leaves_a_changed_figure_in_speech_to_a_human(old: str | None) -> None:
    text = TEXT.replace("Nobody came", "We asked 40 buyers and nobody came")
    words = "We asked 40 buyers and nobody came"
    anchor = find(text.replace("40", "14"), quote(words, text), old=text if old else None)
    assert anchor.status is Status.NEEDS_REVIEW


@pytest.mark.parametrize("old", [None, TEXT])
def test_find_takes_no_near_twin_for_deleted_words(old: str | None) -> None:
    new = TEXT.replace(" Eighty people work there.", "")
    assert not find(new, quote("Eighty people work there."), old=old).is_found


@pytest.mark.parametrize("old", [None, TEXT])
def test_find_takes_no_twin_for_deleted_words(old: str | None) -> None:
    new = TEXT.replace(" Eighty people work there.", "")
    start = TEXT.index("people work there")
    anchor = find(new, describe(TEXT, start, start + len("people work there")), old=old)
    assert anchor.status is Status.NEEDS_REVIEW


def test_find_tells_a_twin_by_its_context() -> None:
    start = TEXT.rindex("people work there")
    new = "A correction was made.\n\n" + TEXT
    anchor = find(new, describe(TEXT, start, start + len("people work there")))
    assert (anchor.start, anchor.status) == (new.rindex("people work there"), Status.MOVED)


def test_find_with_the_earlier_text_tells_more() -> None:
    sentence = " Workers said they were told by letter."
    new = TEXT.replace(sentence, "") + sentence
    assert found(new, sentence.strip())[0] is Status.NEEDS_REVIEW
    assert found(new, sentence.strip(), old=TEXT) == (Status.MOVED, sentence.strip())


def test_find_keeps_whole_words_whole() -> None:
    old = "It was the end. A legend told by the trend setters."
    anchor = find("A legend told by the trend setters.", describe(old, 11, 14))
    assert not anchor.is_found


def test_find_of_lost_words_is_orphaned_within_the_text() -> None:
    assert find("Elsewhere.", quote("Sixty people work there.")) == Anchor(10, 10, Status.ORPHANED, 0.0)
    assert find("", quote("Nobody came")) == Anchor(0, 0, Status.ORPHANED, 0.0)


def test_find_of_an_earlier_text_that_does_not_fit_goes_by_context() -> None:
    new = "Update.\n\n" + TEXT
    assert found(new, "waive the rent", old="quite another text") == (Status.MOVED, "waive the rent")


def test_find_words_without_any_context_needs_them_to_be_certain() -> None:
    assert find(TEXT, Quote("Nobody came")).status is Status.NEEDS_REVIEW
    start = TEXT.index("Nobody came")
    assert find(TEXT, Quote("Nobody came", start=start, end=start + 11)).status is Status.ANCHORED


def point(new: str, after: str) -> tuple[Status, str]:
    """How the place after some words is found again, and the words before it."""
    place = TEXT.index(after) + len(after)
    anchor = find(new, describe(TEXT, place, place))
    assert anchor.start == anchor.end
    return anchor.status, new[max(0, anchor.start - 20) : anchor.start]


def test_find_a_point_where_it_was() -> None:
    assert point(TEXT, "waive the rent.") == (Status.ANCHORED, "ered to waive the rent."[-20:])


def test_find_a_point_that_moved() -> None:
    assert point("Update.\n\n" + TEXT, "waive the rent.") == (Status.MOVED, "ered to waive the rent."[-20:])


def test_find_a_point_after_which_a_sentence_was_inserted() -> None:
    new = TEXT.replace("the rent. ", "the rent. It took a year. ")
    assert point(new, "waive the rent.") == (Status.ANCHORED, "ered to waive the rent."[-20:])


def test_find_a_point_after_words_that_changed() -> None:
    new = TEXT.replace("waive the rent", "halve the rent")
    assert point(new, "waive the rent.") == (Status.REWORDED, "ered to halve the rent."[-20:])


def test_find_a_point_after_words_that_went() -> None:
    new = TEXT.replace("The town had offered to waive the rent. ", "")
    assert not find(new, describe(TEXT, TEXT.index(" The mill paid"), TEXT.index(" The mill paid"))).is_found


def test_find_a_point_that_knows_nothing() -> None:
    assert find(TEXT, Quote("")).status is Status.ORPHANED


def test_nearest_words_begin_and_end_with_words() -> None:
    assert nearest(TEXT, "the town has offered to waive a rent") == "The town had offered to waive the rent"
    assert nearest("", "anything") == ""
    assert nearest("short", "a much longer quotation than the text") == "short"


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "mill",
            "river",
            "“said”",
            "don’t",
            "14",
            "7-2",
            "été",
            "\u200b",
            "مدينة",
            "日本",
            "👩\u200d🚀",
            ".",
            "\n\n",
            "–",
            "\xa0",
            "…",
        ]
    ),
    max_size=40,
).map(" ".join)
TEXTS = WORDS | st.text(max_size=120)


@given(TEXTS, st.data())
def test_words_of_an_unchanged_text_are_where_they_were(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = find(text, describe(text, start, end), old=text)
    if text:
        assert anchor == Anchor(start, end, Status.ANCHORED, 1.0)


@given(TEXTS, TEXTS, st.data(), st.booleans())
def test_find_answers_within_the_text_whatever_it_is(old: str, new: str, data: st.DataObject, with_old: bool) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    anchor = find(new, describe(old, start, end), old=old if with_old else None)
    assert 0 <= anchor.start <= anchor.end <= len(new)
    assert 0 <= anchor.score <= 1
    assert nearest(new, old[start:end]) in new


PLAIN_WORDS = st.lists(
    st.sampled_from(["the", "mill", "river", "“said”", "14", "7-2", "été", "مدينة", "日本", ".", "–", "🚀"]),
    max_size=30,
)


@given(PLAIN_WORDS.map(" ".join), PLAIN_WORDS.map(" ".join), st.data())
def test_text_put_before_and_after_moves_nothing_else(text: str, more: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = f"{more}\n\n{text}\n\n{more}"
    anchor = find(new, describe(text, start, end), old=text)
    if anchor.is_found and text[start:end].strip():
        assert new[anchor.start : anchor.end].split() == text[start:end].split()
