import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.annotations.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Don’t,” he said…", '"Don\'t," he said...'),
        ("«да» „ja“ 「はい」", '"да" "ja" "はい"'),
        ("one – two—three -- four - five", "one-two-three-four-five"),
        ("a well-known 7-2 vote", "a well-known 7-2 vote"),
        ("a\u00a0b \n\n c\td", "a b c d"),
        ("co\u00adop\u200berate \u202bאב\u202c", "cooperate אב"),
        ("cafe\u0301 \u212bngstro\u0308m", "café Ångström"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_given_offsets_leave_out_unseen_marks_at_the_edges() -> None:
    text = "to \u200bthe\u200b end"
    start = fold(text).text.index("the")
    assert text[slice(*fold(text).given(start, start + 3))] == "the"


def test_given_offsets_of_decomposed_letters_hold_their_marks() -> None:
    text = "un cafe\u0301 noir"
    start = fold(text).text.index("café")
    assert text[slice(*fold(text).given(start, start + 4))] == "cafe\u0301"


def test_folded_offset_inside_a_letter_takes_all_of_it() -> None:
    text = "cafe\u0301!"
    assert (fold(text).folded(4), fold(text).folded(4, is_end=True)) == (3, 4)


def test_breaks_are_where_lines_begin() -> None:
    folded = fold("one\ntwo \n\n three")
    assert [folded.text[at:] for at in folded.breaks] == ["two three", "three"]
    assert (folded.line_start(6), folded.line_end(6)) == (4, 8)
    assert (folded.line_start(2), folded.line_end(9)) == (0, 13)


TEXT = st.text(alphabet="ab \n\t-–—“’…\u00a0\u200b\u00ade\u0301é한ᄒ\u1161שא日👩\u200d🚀.", max_size=30)


@given(TEXT)
def test_fold_is_the_same_for_both_normal_forms(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)).text == fold(unicodedata.normalize("NFD", text)).text


@given(TEXT, st.data())
def test_given_offsets_lead_to_text_that_folds_to_the_same(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.given(start, end)
    assert 0 <= first <= last <= len(text)
    assert folded.text[start:end].strip(' -."') in fold(text[first:last]).text


@given(st.text(max_size=30))
def test_folded_and_given_offsets_are_each_others_way_back(text: str) -> None:
    folded = fold(text)
    for offset in range(len(text) + 1):
        there = folded.folded(offset)
        assert 0 <= there <= len(folded.text)
        assert folded.folded(folded.given(there, there)[0]) == there
    assert folded.folded(len(text)) == len(folded.text)
