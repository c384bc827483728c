"""Whose words an excerpt is."""

import pytest

from blog.exchange.jekyll.excerpts import NO_SPEAKER, TWO_VOICES, Excerpt, read

ARTICLE = (
    "The harbour board has bought a ferry that nobody had seen before. It will sail in spring. "
    "“We had been looking for such a ferry for years,” Rep. Tom Bacon told the Tern. “I never liked the old one.” "
    "The mayor, who was not asked, said that the price was a secret of the harbour."
)


@pytest.mark.parametrize(
    ("excerpt", "words", "by"),
    [
        (
            "“The ferry is late. It is always late.” – Ada Quill, former harbour master.",
            "The ferry is late. It is always late.",
            "Ada Quill, former harbour master",
        ),
        ("We never saw it again. – one of the passengers", "We never saw it again.", "one of the passengers"),
        ("“The ferry is late.” – Ada Quill Jr.", "The ferry is late.", "Ada Quill Jr."),
        ("“The ferry is late.”", "The ferry is late.", ""),
    ],
)
def test_a_quotation_and_who_said_it(excerpt: str, words: str, by: str) -> None:
    assert read(excerpt, "") == Excerpt("", words, by)


@pytest.mark.parametrize("excerpt", ["The ferry is late – and nobody minds", "My thoughts about the ferry.", ""])
def test_own_words(excerpt: str) -> None:
    assert read(excerpt, ARTICLE) == Excerpt(excerpt)


@pytest.mark.parametrize(
    ("excerpt", "by"),
    [
        ("", ""),
        (" ‐ The Tern's Ada Quill", "The Tern's Ada Quill"),
        (" U.S. Rep. Tom Bacon (T-NE.)", "U.S. Rep. Tom Bacon (T-NE.)"),
    ],
)
def test_words_that_the_article_has_are_a_quotation(excerpt: str, by: str) -> None:
    words = "The harbour board has bought a ferry that nobody had seen before."
    assert read(words + excerpt, ARTICLE) == Excerpt("", words, by)


def test_the_speaker_behind_a_closing_mark_that_nothing_opens() -> None:
    excerpt = "We had been looking for such a ferry for years,” U.S. Rep. Tom Bacon (T-NE)"
    assert read(excerpt, ARTICLE) == Excerpt(
        "", "We had been looking for such a ferry for years", "U.S. Rep. Tom Bacon (T-NE)"
    )


def test_sentences_from_several_places_of_the_article_are_one_quotation() -> None:
    excerpt = (
        "The harbour board has bought a ferry that nobody had seen before. "
        "The mayor, who wasn’t asked, said that the price was a secret of the harbour."
    )
    assert read(excerpt, ARTICLE) == Excerpt("", excerpt)


def test_what_the_article_does_not_have_stays_own() -> None:
    excerpt = (
        "The harbour board has bought a ferry that nobody had seen before. "
        "Nobody but its cousin, I suppose, who sells rotten boats."
    )
    first, own = excerpt.split(". ")
    assert read(excerpt, ARTICLE) == Excerpt(own, f"{first}.", "", TWO_VOICES)


def test_what_follows_the_owners_handle_is_own() -> None:
    words = "The harbour board has bought a ferry that nobody had seen before."
    assert read(f"{words} @AdaQuill: And nobody will.", ARTICLE, ["adaquill"]) == Excerpt(
        "And nobody will.", words, "", TWO_VOICES
    )
    assert read("@AdaQuill: And nobody will.", ARTICLE, ["adaquill"]) == Excerpt("And nobody will.")


@pytest.mark.parametrize("dash", ["–", "--", "-"])
def test_what_the_owner_signs_behind_a_quotation_is_own_and_nobody_is_made_its_speaker(dash: str) -> None:
    words = "The harbour board has bought a ferry that nobody had seen before."
    excerpt = f"{words} {dash} Rep. Tom Bacon (T-NE) just wants his boat back, @AdaQuill"
    own = "Rep. Tom Bacon (T-NE) just wants his boat back"
    assert read(excerpt, ARTICLE, ["adaquill"]) == Excerpt(own, words, "", TWO_VOICES)


@pytest.mark.parametrize(
    ("excerpt", "own"),
    [
        ("The ferry is late – and nobody minds. – @AdaQuill", "The ferry is late – and nobody minds."),
        ("Rotten boats! @@AdaQuill", "Rotten boats!"),
        ("The ferry is late – ask the mayor, @AdaQuill", "The ferry is late – ask the mayor, @AdaQuill"),
        ("Find me at @AdaQuill", "Find me at @AdaQuill"),
        ("“Rotten boats!” – Tom Bacon, @TomBacon", None),
    ],
)
def test_own_words_signed_by_the_owner_and_other_ends_in_a_handle(excerpt: str, own: str | None) -> None:
    expected = Excerpt(own) if own else Excerpt("", "Rotten boats!", "Tom Bacon, @TomBacon")
    assert read(excerpt, ARTICLE, ["AdaQuill"]) == expected


@pytest.mark.parametrize(
    ("by", "oddity"),
    [
        ("Tom Bacon will never see his boat again", NO_SPEAKER),
        ("Tom Bacon and all the other captains of rotten old boats", NO_SPEAKER),
        ("The Tern's Ada Quill", ""),
        ("Tom Bacon, who was mayor when the ferry sank and never said a word about it", ""),
        ("Harbour master Tom Bacon (who was there)", ""),
        ("a captain who was not asked", ""),
    ],
)
def test_a_speaker_of_whom_something_is_said_is_told(by: str, oddity: str) -> None:
    assert read(f"“The ferry is late.” – {by}", "") == Excerpt("", "The ferry is late.", by, oddity)


def test_sentences_of_the_article_behind_ones_that_it_does_not_have_are_a_quotation() -> None:
    words = "It will sail in spring. The mayor, who was not asked, said that the price was a secret of the harbour."
    assert read(words, ARTICLE) == Excerpt("", words)
    assert read(f"Rotten boats! {words}", ARTICLE) == Excerpt("Rotten boats!", words, "", TWO_VOICES)


def test_a_sentence_of_the_article_among_more_own_words_is_none() -> None:
    excerpt = (
        "My cousin sells rotten boats to whoever asks, and he has a new one every week of the year. "
        "It will sail in spring. Who pays for the coal, the crew, the paint and the brass band on the pier?"
    )
    assert read(excerpt, ARTICLE) == Excerpt(excerpt)


def test_of_two_quotations_the_owners_is_own() -> None:
    excerpt = "“It sails in spring.” – Tom Bacon, former mayor. “NEVER!” – @AdaQuill"
    assert read(excerpt, "", ["AdaQuill"]) == Excerpt(
        "NEVER!", "It sails in spring.", "Tom Bacon, former mayor", TWO_VOICES
    )


def test_quotations_of_two_others_stay_together() -> None:
    excerpt = "“It sails in spring.” – Tom Bacon “It sank.” – Mia Stone"
    assert read(excerpt, "") == Excerpt("", excerpt, "", TWO_VOICES)
