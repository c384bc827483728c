import pytest

from blog.core.text import Origins, clean, shorten, text_fragment, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x1fd\x7fe\x85f", "abcdef"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\ufeff# Head\ufeff", "# Head"),
        ("lone \ud83d and \udc00, whole 😀", "lone  and , whole 😀"),
        ("\ufdd0\ufdef\ufffe\uffff", ""),
        ("soft\u00adhyphen zero\u200bwidth nbsp\u00a0", "soft\u00adhyphen zero\u200bwidth nbsp\u00a0"),
    ],
)
def test_clean_takes_out_what_cannot_be_stored(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert clean(kept) == kept


def test_origins_lead_back_to_what_was_typed() -> None:
    typed = "\ufeffone\r\n\x00two\rthree"
    cleaned, origins = clean(typed), Origins(typed)
    assert cleaned == "one\ntwo\nthree"
    assert [typed[origins[at]] for at in range(len(cleaned))] == list("one\ntwo\rthree")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n - — … ", 0),
        ("The ferry didn't sail.", 4),
        ("half-built pier—again – 3.5 km", 5),
        ("привет, мир", 2),
        ("नमस्ते दुनिया", 2),
        ("مرحبا بالعالم", 2),
        ("渡轮停航", 4),
        ("フェリー", 4),
        ("페리가 멈췄다", 2),
        ("สวัสดีชาวโลก", 3),
        ("The 渡轮 sailed", 4),
    ],
)
def test_words_counts_in_any_script(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("The ferry sails", 15, "The ferry sails"),
        ("The ferry sails at dawn", 15, "The ferry…"),
        ("The ferry sails at dawn", 16, "The ferry sails…"),
        ("The ferry, which sails", 11, "The ferry…"),
        ("  two\n\nlines ", 20, "two lines"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrtsgesellschaft", 10, "A Donauda…"),
        ("渡轮停航了三天", 5, "渡轮停航…"),
        ("aaae\u0301e\u0301", 5, "aaa…"),
        ("ab👩\u200d🚀cdefg", 5, "ab…"),
        ("word", 1, "…"),
        ("word", 0, ""),
        ("", 5, ""),
    ],
)
def test_shorten_cuts_between_words_and_never_through_a_character(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short
    assert len(short) <= max(length, 0)


LONG = "The harbour board " + "met and met again " * 20 + "and then went home at last"


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        ("", ""),
        ("a ferry, half-built & late", "a%20ferry%2C%20half%2Dbuilt%20%26%20late"),
        ("naïve ‘quotes’", "na%C3%AFve%20%E2%80%98quotes%E2%80%99"),
        ("first line\nsecond line", "first%20line,second%20line"),
        ("one\ttwo\n\nthree", "one,three"),
        (
            LONG,
            "The%20harbour%20board%20met%20and%20met%20again%20met%20and%20met%20again%20met,"
            "and%20met%20again%20met%20and%20met%20again%20and%20then%20went%20home%20at%20last",
        ),
    ],
)
def test_text_fragment_names_the_words_or_both_their_ends(exact: str, fragment: str) -> None:
    assert text_fragment(exact) == fragment
