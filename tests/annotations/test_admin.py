"""Annotations in the admin, and what they add to the pages of articles and captures."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Capture
from tests.factories import add_target, annotate, make_article, make_capture, make_editor, make_user
from tests.forms import errors, messages, row_errors, send

pytestmark = pytest.mark.django_db
ADD = "/admin/annotations/annotation/add/"
TEXT = """The ferry left at seven, with forty people and a goat.

“We have a timetable,” said Ada Quill. “What we do not have is a ferry.”"""


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(username="ines"))
    return client


def change_url(annotation: Annotation) -> str:
    return reverse("admin:annotations_annotation_change", args=[annotation.pk])


def target(capture: Capture, exact: str, row: int = 0, **fields: str) -> dict[str, str]:
    given = {"capture": str(capture.pk), "exact": exact, **fields}
    return {f"targets-{row}-{name}": value for name, value in given.items()}


def test_words_of_the_capture_become_a_target(editor: Client) -> None:
    capture = make_capture(TEXT)

    response = send(editor, ADD, {"body": "It *had* one.", **target(capture, '"What we do not have is a ferry."')})

    assert response.status_code == 302
    made = Target.objects.get()
    assert capture.plain[made.start : made.end] == made.exact == "“What we do not have is a ferry.”"
    assert made.prefix.endswith("said Ada Quill. ")
    assert (made.status, made.score) == ("anchored", 1.0)
    assert made.annotation.body_html == "<p>It <em>had</em> one.</p>"
    assert made.annotation.annotator == User.objects.get(username="ines")


def test_words_that_the_text_does_not_contain_are_refused_with_the_nearest(editor: Client) -> None:
    response = send(editor, ADD, {"body": "No.", **target(make_capture(TEXT), "forty persons and a goat")})

    assert row_errors(response, "targets")[0]["exact"] == [
        "The text does not contain these words. The nearest it has: forty people and a goat"
    ]
    assert not Annotation.objects.exists()


def test_words_that_occur_twice_are_chosen_by_number(editor: Client) -> None:
    capture = make_capture(TEXT)
    words = {"body": "Which?", **target(capture, "ferry")}

    refused = send(editor, ADD, words)
    send(editor, ADD, {**words, "targets-0-occurrence": "2"})

    [found] = [row["occurrence"] for row in row_errors(refused, "targets")]
    assert found[1:] == [
        "1: The [ferry] left at seven, with forty people and a …",
        "2: … Ada Quill. “What we do not have is a [ferry].”",
    ]
    assert Target.objects.get().start == capture.plain.rindex("ferry")


def test_words_of_the_headline(editor: Client) -> None:
    capture = make_capture(TEXT, make_article(headline="Ferry sails with goat"))

    send(editor, ADD, {"body": "Ha.", **target(capture, "with goat", part="headline")})

    made = Target.objects.get()
    assert (made.part, made.start, made.end) == ("headline", 12, 21)


def test_an_annotation_is_about_something(editor: Client) -> None:
    response = send(editor, ADD, {"body": "Hm."})

    assert row_errors(response, "targets") == [{"capture": ["This field is required."]}]
    assert not Annotation.objects.exists()


def test_the_same_words_twice_are_refused_in_the_second_row(editor: Client) -> None:
    capture = make_capture(TEXT)
    rows = {
        **target(capture, "a goat"),
        **target(capture, "a goat", 1, part="text"),
        "targets-TOTAL_FORMS": "2",
    }

    response = send(editor, ADD, {"body": "Twice.", **rows})

    assert row_errors(response, "targets") == [
        {},
        {"exact": ["Another row is about the same words. Remove one of them."]},
    ]
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("body", "", "This field is required."),
        ("body", "word " * 2_000_001, "2,000,000"),
        ("kind", "x", "not one of"),
    ],
)
def test_bad_input_is_said_at_the_field(editor: Client, field: str, value: str, message: str) -> None:
    response = send(editor, ADD, {"body": "Fine.", **target(make_capture(TEXT), "a goat"), field: value})

    [(name, found)] = errors(response).items()
    assert (name, message in found[0]) == (field, True)
    assert not Annotation.objects.exists()


def test_a_quotation_of_ten_megabytes_is_refused_at_once(editor: Client) -> None:
    response = send(editor, ADD, {"body": "Fine.", **target(make_capture(TEXT), "word " * 2_000_000)})

    assert "Quote at most 20,000" in row_errors(response, "targets")[0]["exact"][0]


def test_a_target_left_alone_stays_as_it_is_while_the_body_changes(editor: Client) -> None:
    capture = make_capture(TEXT)
    note = annotate(capture, "a goat")
    note.targets.all().delete()
    at = capture.plain.index(", with")
    add_target(note, capture, at, at, is_guess=True)
    add_target(note, capture, 4, 9, status="reworded", score=0.8, exact="The boat.\n\nIt left")
    before = list(note.targets.values())

    response = send(editor, change_url(note), {"body": "Changed.", "targets-0-exact": "The boat.\r\n\r\nIt left"})

    assert response.status_code == 302
    assert list(note.targets.values()) == before
    note.refresh_from_db()
    assert note.body_text == "Changed."


def test_a_place_is_widened_to_words(editor: Client) -> None:
    capture = make_capture(TEXT)
    note = annotate(capture, "a goat")
    at = capture.plain.index(", with")
    note.targets.update(start=at, end=at, exact="", is_guess=True)

    send(editor, change_url(note), {"targets-0-exact": "left at seven"})

    made = note.targets.get()
    assert (made.exact, made.start, made.is_guess) == ("left at seven", 10, False)


def test_from_a_captures_page_the_capture_and_the_passage_are_filled_in(editor: Client) -> None:
    capture = make_capture(TEXT)
    first = capture.passages.first()

    page = editor.get(f"{ADD}?capture={capture.pk}&passage={first.uid}").content.decode()

    assert f'<option value="{capture.pk}" selected>{capture}</option>' in page
    assert f"{first.text}</textarea>" in page
    for nonsense in ("x", "-1", "9" * 40, "٣"):
        assert editor.get(ADD, {"capture": nonsense}).status_code == 200
    response = send(editor, f"{ADD}?capture={capture.pk}", {"body": "Here.", "targets-0-exact": "a goat"})
    assert response.status_code == 302
    assert Target.objects.get().capture == capture


def test_a_captures_page_shows_the_text_with_its_notes(editor: Client) -> None:
    capture = make_capture(TEXT, make_article(headline="Ferry sails"))
    annotate(capture, "a goat", "Its name is *Plum*.")
    annotate(capture, "seven, with forty", "Eight, rather.", state=Annotation.State.DRAFT)
    lost = annotate(capture, "We have a timetable", "Had.")
    lost.targets.update(status="orphaned", exact="We had a timetable", start=900, end=919)

    page = editor.get(reverse("admin:articles_capture_change", args=[capture.pk])).content.decode()

    assert '<mark class="m s e"' in page
    assert ">seven, with forty</mark>" in page
    assert "Its name is Plum." in page
    assert '<b class="state">Draft</b>' in page
    assert "On the headline, or without a sure place" in page
    assert "on “We had a timetable”" in page


def test_a_changed_text_pasted_later_takes_the_notes_along_and_says_how(editor: Client) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "forty people and a goat")
    article_page = reverse("admin:articles_article_change", args=[capture.article_id])

    response = send(editor, article_page, {"text": "Corrected.\n\n" + TEXT})

    assert "looked for in this one: 1 moved." in messages(response)[-2]
    assert capture.article.latest_capture.targets.get().status == "moved"
    assert capture.targets.get().status == "anchored"


def test_publishing_and_withdrawing_from_the_list(editor: Client) -> None:
    note = annotate(make_capture(TEXT), "a goat", state=Annotation.State.DRAFT)
    page = "/admin/annotations/annotation/"

    response = editor.post(page, {"action": "publish", "_selected_action": [note.pk]})
    note.refresh_from_db()
    assert (note.state, messages(response)) == ("published", ["1 annotation: published."])
    editor.post(page, {"action": "withdraw", "_selected_action": [note.pk]})
    note.refresh_from_db()
    assert note.state == "withdrawn"


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_number_of_queries(editor: Client, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        annotate(make_capture(TEXT), "a goat", annotator=make_user())
    editor.get("/admin/annotations/annotation/")

    with django_assert_num_queries(8):
        assert editor.get("/admin/annotations/annotation/").content.count(b'class="field-summary') == number


@pytest.mark.parametrize("number", [1, 30])
def test_a_captures_page_takes_the_same_number_of_queries(
    editor: Client, number: int, django_assert_num_queries: Any
) -> None:
    capture = make_capture("\n\n".join(f"Paragraph {n} of the text." for n in range(number)))
    for n in range(number):
        annotate(capture, f"Paragraph {n} ")
    page = reverse("admin:articles_capture_change", args=[capture.pk])
    editor.get(page)

    with django_assert_num_queries(8):
        assert editor.get(page).content.count(b'<ol class="remarks">') == number


def test_deleting_a_capture_says_which_notes_keep_it(editor: Client) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "a goat")

    page = editor.get(reverse("admin:articles_capture_delete", args=[capture.pk])).content.decode()

    assert "would require deleting the following protected related objects" in page
    assert Capture.objects.filter(pk=capture.pk).exists()


def test_an_unknown_bookmark_of_the_list_does_no_harm(editor: Client) -> None:
    response = editor.get("/admin/annotations/annotation/?targets__status__exact=lost&q=%00")

    assert response.status_code in (200, 302)
