import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps

from blog.annotations.models import Annotation
from blog.core.fields import MarkdownField
from blog.core.markdown import MAX_SOURCE, MarkdownTooLong
from blog.posts.models import Snippet

pytestmark = pytest.mark.django_db


def stored(annotation: Annotation) -> tuple[str, str, str]:
    row: tuple[str, str, str] = Annotation.objects.values_list("body", "body_html", "body_text").get(pk=annotation.pk)
    return row


def test_a_save_stores_what_was_typed_and_what_was_made_of_it() -> None:
    annotation = Annotation.objects.create(body="The *ferry*\r\nsank\x07.")
    expected = ("The *ferry*\nsank.", "<p>The <em>ferry</em> sank.</p>", "The ferry sank.")
    assert (annotation.body, annotation.body_html, annotation.body_text) == expected
    assert stored(annotation) == expected
    annotation.body = "It **did**."
    annotation.save()
    assert stored(annotation) == ("It **did**.", "<p>It <strong>did</strong>.</p>", "It did.")


def test_bulk_create_renders_too() -> None:
    (annotation,) = Annotation.objects.bulk_create([Annotation(body="*a*")])
    assert stored(annotation) == ("*a*", "<p><em>a</em></p>", "a")


def test_a_save_of_the_typed_text_alone_stores_its_columns() -> None:
    annotation = Annotation.objects.create(body="one")
    annotation.body = "*two*"
    annotation.save(update_fields=["body"])
    assert stored(annotation) == ("*two*", "<p><em>two</em></p>", "two")


def test_a_save_that_names_all_columns_or_none_of_them_needs_one_update() -> None:
    annotation = Annotation.objects.create(body="one")
    annotation.body = "*two*"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        annotation.save(update_fields=["body", "body_html", "body_text"])
    assert sum(query["sql"].startswith("UPDATE") for query in queries) == 1
    assert stored(annotation) == ("*two*", "<p><em>two</em></p>", "two")
    annotation.body = "three"
    with CaptureQueriesContext(connection) as queries:
        annotation.save(update_fields=["state"])
    assert sum(query["sql"].startswith("UPDATE") for query in queries) == 1
    assert stored(annotation) == ("*two*", "<p><em>two</em></p>", "two")


def test_a_save_of_a_row_with_deferred_columns_stores_them() -> None:
    pk = Annotation.objects.create(body="one").pk
    annotation = Annotation.objects.only("body").get(pk=pk)
    annotation.body = "*two*"
    annotation.save()
    assert stored(annotation) == ("*two*", "<p><em>two</em></p>", "two")


def test_ids_in_a_body_begin_with_the_uid() -> None:
    annotation = Annotation.objects.create(body="a[^1]\n\n[^1]: n")
    assert f'<a href="#{annotation.uid}-fn-1" id="{annotation.uid}-fnref-1-1">' in annotation.body_html


def test_notes_are_stored_once_for_each_label_as_the_last_defined() -> None:
    snippet = Snippet.objects.create(name="a", body="a[^2] b[^1]\n\n[^1]: old\n[^2]: two\n[^1]: *new*")
    snippet.refresh_from_db()
    assert json.loads(json.dumps(snippet.body_notes)) == [
        {"label": "2", "html": "<p>two</p>", "text": "two"},
        {"label": "1", "html": "<p><em>new</em></p>", "text": "new"},
    ]


def test_a_text_too_long_is_refused_with_a_sentence() -> None:
    annotation = Annotation(body="a" * (MAX_SOURCE + 1))
    with pytest.raises(ValidationError) as caught:
        annotation.full_clean()
    assert caught.value.message_dict["body"] == [
        "This text has 2,000,001 characters; at most 2,000,000 can be shown. Divide it into several texts."
    ]
    with pytest.raises(MarkdownTooLong), transaction.atomic():
        annotation.save()
    assert Annotation.objects.count() == 0


@isolate_apps("blog.core")
def test_columns_that_are_missing_or_declared_before_are_found_at_start() -> None:
    class Page(models.Model):  # noqa: DJ008 - no row is ever made
        html = models.TextField()
        body = MarkdownField(html_field="html", text_field="plain")

        class Meta:
            app_label = "core"

    assert [(error.id, error.msg) for error in Page._meta.get_field("body").check()] == [
        ("core.E002", "“html” is declared before this field, so a save would store it unrendered."),
        ("core.E001", "There is no field “plain” to render into."),
    ]


def test_migrations_see_a_plain_text_column() -> None:
    _, path, args, kwargs = Annotation._meta.get_field("body").deconstruct()
    assert (path, args, kwargs) == ("django.db.models.TextField", [], {})
