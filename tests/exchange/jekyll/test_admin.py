"""The list of what an editor should look at."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from blog.exchange.models import ImportRecord
from tests.exchange.jekyll.conftest import MakeSite, post
from tests.exchange.jekyll.steps import run
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(make_site: MakeSite) -> ImportRecord:
    body = "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\n<b>It</b> sank[^62]."
    folder: Path = make_site({"_posts/2021-05-01-A.md": post(body)})
    run(folder)
    return ImportRecord.objects.get()


@pytest.fixture
def editor(client: Client, record: ImportRecord) -> Client:
    client.force_login(make_editor())
    return client


def test_doubts_stand_beside_the_file(editor: Client, record: ImportRecord) -> None:
    page = editor.get(reverse("admin:exchange_importrecord_change", args=[record.pk])).content.decode()
    assert '<tr id="line-7" class="doubtful">' in page
    assert "<strong>publisher named after its host</strong>: <q>tern.example</q>" in page
    assert '<td class="import-text">&lt;b&gt;It&lt;/b&gt; sank[^62].</td>' in page


def test_the_list_is_filtered_by_confidence(editor: Client, record: ImportRecord) -> None:
    address = reverse("admin:exchange_importrecord_changelist")
    assert record.path in editor.get(address, {"confidence__exact": "review"}).content.decode()
    assert record.path not in editor.get(address, {"confidence__exact": "high"}).content.decode()


def test_what_was_reviewed_leaves_the_list_and_keeps_its_doubts(editor: Client, record: ImportRecord) -> None:
    data = {"action": "mark_reviewed", "_selected_action": [str(record.pk)]}
    editor.post(reverse("admin:exchange_importrecord_changelist"), data)
    record.refresh_from_db()
    assert (record.confidence, record.report["reviewed"]["was"]) == ("high", "review")
    assert record.report["entry"]["doubts"]


def test_records_cannot_be_added_or_deleted(editor: Client, record: ImportRecord) -> None:
    assert editor.get(reverse("admin:exchange_importrecord_add")).status_code == 403
    assert (
        editor.post(reverse("admin:exchange_importrecord_delete", args=[record.pk]), {"post": "yes"}).status_code == 403
    )
