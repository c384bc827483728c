"""An annotation's own page."""

from typing import Any

import pytest

from blog.annotations.models import Annotation
from blog.posts.models import Correction
from tests.factories import add_target, annotate, make_article, make_capture, make_post, make_publisher, make_user
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db


def test_note_has_a_page_with_its_words_article_and_posts(get: Any) -> None:
    capture = make_capture(article=make_article(publisher=make_publisher("The Bee")))
    note = annotate(capture, "Tuesday", "A **Monday**, surely.", annotator=make_user(display_name="Ada Marsh"))
    annotate(capture, "ferry", "Another note.")
    post = make_post(title="On the board", blocks=(capture,))
    page = get(note.get_absolute_url())
    assert page.texts(".//h1") == ["On Tuesday"]
    assert text_of(page.by_id(f"m-{note.uid}")) == "Tuesday"
    assert "A Monday, surely." in text_of(page.by_id(f"n-{note.uid}"))
    assert "Another note." not in page.html
    assert page.links["On the board"] == f"{post.get_absolute_url()}#n-{note.uid}"
    assert page.texts(".//p[@class='pub']/b") == ["The Bee"]


def test_page_shows_only_the_paragraphs_the_note_is_about(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday")
    make_post(blocks=(capture,))
    assert "We have a timetable" not in get(note.get_absolute_url()).html


def test_page_never_shows_what_is_not_quoted(get: Any) -> None:
    capture = make_capture("This may be seen.\n\nThis may not.")
    note = annotate(capture, "may not", "A note.")
    add_target(note, capture, 0, 4)
    capture.passages.filter(position=1).update(is_quoted=False)
    make_post(blocks=(capture,))
    page = get(note.get_absolute_url())
    assert page.status == 200
    assert "may not" not in page.html


def test_two_places_of_one_note_are_both_shown(get: Any) -> None:
    capture = make_capture("A ferry.\n\nNothing.\n\nA pier.")
    note = annotate(capture, "ferry")
    add_target(note, capture, capture.plain.index("pier"), len(capture.plain) - 1)
    make_post(blocks=(capture,))
    page = get(note.get_absolute_url())
    assert [text_of(mark) for mark in page.all(".//mark")] == ["ferry", "pier"]
    assert len(page.of_class("note")) == 1


@pytest.mark.parametrize(("state", "status"), [("withdrawn", 410), ("draft", 404)])
def test_note_that_is_not_public_is_not_given(get: Any, state: str, status: int) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday", "Nobody may read this.", state=state)
    make_post(blocks=(capture,))
    page = get(note.get_absolute_url())
    assert page.status == status
    assert "Nobody may read this." not in page.html


def test_note_of_no_published_post_is_not_found(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday")
    make_post(published=False, blocks=(capture,))
    assert get(note.get_absolute_url()).status == 404
    assert get("/notes/nosuchnote/").status == 404


def test_correction_of_the_note_stands_beside_it(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday")
    make_post(blocks=(capture,))
    Correction.objects.create(annotation=note, body="It was Monday.")
    [fix] = get(note.get_absolute_url()).of_class("righted")
    assert "It was Monday." in text_of(fix)


def test_data_says_whose_words_are_answered(get: Any) -> None:
    capture = make_capture(article=make_article(url="https://bee.example/1"))
    note = annotate(capture, "Tuesday", "Really?", annotator=make_user(display_name="Ada Marsh"))
    make_post(blocks=(capture,))
    data = get(note.get_absolute_url()).data
    assert (data["@type"], data["text"], data["author"]["name"]) == ("Comment", "Really?", "Ada Marsh")
    assert data["about"] == {
        "@type": "Quotation",
        "text": "Tuesday",
        "isPartOf": {"@id": "https://bee.example/1", "@type": "CreativeWork", "name": capture.article.headline},
    }


@pytest.mark.parametrize("targets", [1, 20])
def test_page_asks_the_database_as_often_for_one_place_as_for_many(
    client: Any, django_assert_num_queries: Any, targets: int
) -> None:
    capture = make_capture(
        "\n\n".join(f"Paragraph {n} of it." for n in range(30)), article=make_article(authors=("A", "B"))
    )
    note = annotate(capture, "Paragraph 0 ")
    for n in range(1, targets):
        start = capture.plain.index(f"Paragraph {n} ")
        add_target(note, capture, start, start + 9)
    make_post(blocks=(capture,))
    client.get(note.get_absolute_url())
    with django_assert_num_queries(7):
        assert client.get(note.get_absolute_url()).status_code == 200
    assert Annotation.objects.count() == 1
