"""The editor's widget and preview."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import resolve, reverse

from blog.annotations.models import Annotation
from blog.core.editing import MarkdownWidget
from blog.core.markdown import MAX_SOURCE, Notes
from blog.posts.models import Snippet
from tests.factories import make_editor, make_user

SOURCE = """# Ferries

Some *words*[^1] at https://ferry.example/ and "quotes" -- <script>alert(1)</script>.

[^1]: A note with **weight**.
"""


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def preview(client: Client, **fields: str) -> Any:
    return client.post(reverse("markdownx_markdownify"), fields)


def test_address_is_markdownx_own_and_the_view_ours(settings: Any) -> None:
    assert reverse("markdownx_markdownify") == settings.MARKDOWNX_URLS_PATH
    assert resolve(settings.MARKDOWNX_URLS_PATH).func.__module__ == "blog.core.editing"


@pytest.mark.django_db
def test_preview_is_what_a_save_stores(editor: Client) -> None:
    snippet = Snippet.objects.create(name="ferries", body=SOURCE)

    answer = preview(editor, content=SOURCE)

    assert answer.status_code == 200
    assert answer.json()["html"] == snippet.body_html
    assert answer.json()["notes"] == [{"label": n["label"], "html": n["html"]} for n in snippet.body_notes]
    assert "<script" not in answer.content.decode()


@pytest.mark.django_db
def test_preview_of_an_annotation_ends_with_its_notes(editor: Client) -> None:
    annotation = Annotation.objects.create(body=SOURCE, annotator=make_user())

    answer = preview(editor, content=SOURCE, notes="append")

    def without_ids(html: str) -> str:
        return html.replace(f"{annotation.uid}-", "")

    assert answer.json() == {"html": without_ids(annotation.body_html), "notes": []}


@pytest.mark.django_db
def test_empty_text_has_an_empty_preview(editor: Client) -> None:
    assert preview(editor, content="").json() == {"html": "", "notes": []}


@pytest.mark.django_db
def test_missing_text_is_refused(editor: Client) -> None:
    answer = preview(editor)

    assert answer.status_code == 400
    assert answer.json() == {"error": "There is no text to show: the field “content” is missing."}


@pytest.mark.django_db
def test_too_long_text_is_refused(editor: Client) -> None:
    answer = preview(editor, content="a" * (MAX_SOURCE + 1))

    assert answer.status_code == 400
    assert f"{MAX_SOURCE:,}" in answer.json()["error"]


@pytest.mark.django_db
def test_unknown_manner_of_notes_is_refused(editor: Client) -> None:
    assert preview(editor, content="a", notes="sing").json()["error"] == "The field “notes” must be mark or append."


@pytest.mark.django_db
def test_preview_is_not_stored_anywhere(editor: Client) -> None:
    assert "no-store" in preview(editor, content="a").headers["Cache-Control"]


@pytest.mark.django_db
def test_preview_is_refused_to_visitors_and_to_staff_who_may_not_write(client: Client) -> None:
    assert preview(client, content="a").status_code == 403

    client.force_login(make_user())
    assert preview(client, content="a").status_code == 403

    reader = make_user(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_snippet"))
    client.force_login(reader)
    assert preview(client, content="a").status_code == 403


@pytest.mark.django_db
def test_preview_is_shown_to_staff_who_may_write_something(client: Client) -> None:
    writer = make_user(is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="change_snippet"))
    client.force_login(writer)

    assert preview(client, content="*a*").json()["html"] == "<p><em>a</em></p>"


def test_widget_brings_its_own_script_and_style_only() -> None:
    media = str(MarkdownWidget().media)

    assert re.findall(r'(?:src|href)="[^"]*/((?:js|css)/[^"?]+?)(?:\.[0-9a-f]{12})?\.(?:js|css)"', media) == [
        "css/admin/markdown",
        "js/admin/markdown",
    ]
    assert 'type="module"' in media
    assert "markdownx/" not in media


def test_widget_says_where_it_sends_and_how_notes_are_shown() -> None:
    class Form(forms.Form):
        body = forms.CharField(widget=MarkdownWidget(notes=Notes.APPEND))

    html = str(Form()["body"])

    assert f'data-preview-url="{reverse("markdownx_markdownify")}"' in html
    assert f'data-upload-url="{reverse("markdownx_upload")}"' in html
    assert 'data-notes="append"' in html
    assert 'class="markdownx-preview"' in html


def test_widget_does_not_share_attributes_between_fields() -> None:
    widget = MarkdownWidget()
    first = widget.render("a", "", {"id": "id_a"})
    second = widget.render("b", "")

    assert 'id="id_a"' in first
    assert "id_a" not in second


@pytest.mark.django_db
def test_every_markdown_field_of_the_admin_has_the_editor(editor: Client) -> None:
    for name in (
        "posts_snippet_add",
        "posts_series_add",
        "posts_category_add",
        "posts_post_add",
        "annotations_annotation_add",
    ):
        page = editor.get(reverse(f"admin:{name}")).content.decode()
        assert "js/admin/markdown" in page, name
        assert "markdownx-editor" in page, name
