"""Whose words an excerpt is."""

import pytest

from blog.exchange.jekyll.excerpts import TWO_VOICES, Excerpt, read

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


def test_of_two_quotations_the_owners_is_own() -> None:
    excerpt = "“It sails in spring.” – Tom Bacon, former mayor. “NEVER!” – @AdaQuill"
    assert read(excerpt, "", ["AdaQuill"]) == Excerpt(
        "NEVER!", "It sails in spring.", "Tom Bacon, former mayor", TWO_VOICES
    )


def test_quotations_of_two_others_stay_together() -> None:
    excerpt = "“It sails in spring.” – Tom Bacon “It sank.” – Mia Stone"
    assert read(excerpt, "") == Excerpt("", excerpt, "", TWO_VOICES)
