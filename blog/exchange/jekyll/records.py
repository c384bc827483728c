"""What was imported before: kept, compared, cleared for a new version."""

import hashlib
from typing import Any

from django.db.models import Q
from reversion.models import Version

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Capture
from blog.exchange.jekyll.documents import Document
from blog.exchange.models import ImportRecord
from blog.posts.models import Block, Page, Post, Snippet


def keep(
    document: Document,
    sha256: str,
    row: Post | Page | None,
    confidence: str,
    report: dict[str, Any],
    record: ImportRecord | None,
) -> ImportRecord:
    record = record or ImportRecord(path=document.path)
    record.sha256, record.raw = sha256, document.raw
    record.post, record.page = (row, None) if isinstance(row, Post) else (None, row)
    record.confidence, record.report = confidence, report
    record.save()
    return record


def is_edited(record: ImportRecord) -> bool:
    """Whether anybody has changed the post or the page, or a note that came with it, since it was imported."""
    row = record.post or record.page
    if row is None:
        return False
    since = record.imported_at
    if row.modified > since:
        return True
    notes = list(record.report.get("rows", {}).get("annotations", {}).values())
    if Annotation.objects.filter(pk__in=notes, modified__gt=since).exists():
        return True
    versions = Version.objects.get_for_object_reference(type(row), row.pk)
    return bool(versions.filter(revision__date_created__gt=since).exists())


def clear(record: ImportRecord) -> dict[str, int]:
    """Takes away what an earlier version of the file became, except the post and its notes, which keep their addresses.

    The notes by their keys.
    """
    rows = record.report.get("rows", {})
    notes: dict[str, int] = rows.get("annotations", {})
    Target.objects.filter(annotation__in=list(notes.values())).delete()
    Block.objects.filter(post=record.post).delete()
    used = Q(blocks__isnull=False) | Q(targets__isnull=False)
    Capture.objects.filter(pk__in=rows.get("captures", [])).exclude(pk__in=Capture.objects.filter(used)).delete()
    shown = Q(captures__isnull=False) | Q(video_blocks__isnull=False)
    Article.objects.filter(pk__in=rows.get("articles", [])).exclude(pk__in=Article.objects.filter(shown)).delete()
    return notes


def snippet(name: str, text: str) -> Snippet:
    """Made, or brought up to date where no editor has changed it since."""
    path, digest = f"_includes/{name}", hashlib.sha256(text.encode()).hexdigest()
    known = Snippet.objects.filter(name=name).first()
    record = ImportRecord.objects.filter(path=path).first()
    if known is None:
        known = Snippet.objects.create(name=name, body=text)
    elif record is None or record.sha256 == digest or known.body != record.report.get("body"):
        return known
    else:
        known.body = text
        known.save()
    record = record or ImportRecord(path=path)
    record.sha256, record.raw, record.report = digest, text.encode(), {"entry": {}, "body": known.body}
    record.save()
    return known
