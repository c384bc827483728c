"""What was imported, with its doubts beside the text: the list of what an editor should look at."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.exchange.models import ImportRecord

Confidence = ImportRecord.Confidence


@admin.register(ImportRecord)
class ImportRecordAdmin(admin.ModelAdmin[ImportRecord]):
    list_display = ["path", "confidence", "doubt_count", "post_link", "imported_at"]
    list_filter = ["confidence"]
    list_select_related = ["post"]
    search_fields = ["path", "post__title"]
    list_per_page = 50
    actions = ["mark_reviewed"]
    fields = ("path", "post_link", "confidence", "reasons", "doubts", "conflict", "file")
    readonly_fields = ("path", "post_link", "confidence", "reasons", "doubts", "conflict", "file")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRecord]:
        is_list = (
            request.resolver_match is not None and request.resolver_match.url_name == "exchange_importrecord_changelist"
        )
        queryset = super().get_queryset(request)
        return queryset.defer("raw") if is_list else queryset

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRecord | None = None) -> bool:
        return False

    @admin.display(description="doubts")
    def doubt_count(self, record: ImportRecord) -> int:
        return len(_entry(record).get("doubts", []))

    @admin.display(description="post", ordering="post__title")
    def post_link(self, record: ImportRecord) -> str | SafeString:
        if record.post is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:posts_post_change", args=[record.post.pk]), record.post
        )

    @admin.display
    def reasons(self, record: ImportRecord) -> SafeString:
        said = format_html_join("", "<li>{}</li>", ((reason,) for reason in _entry(record).get("reasons", [])))
        return format_html("<ul>{}</ul>", said)

    @admin.display
    def doubts(self, record: ImportRecord) -> SafeString:
        found = _entry(record).get("doubts", [])
        rows = ((doubt["line"], doubt["line"], doubt["what"], doubt["text"]) for doubt in found)
        item = '<li><a href="#line-{}">Line {}</a>: {}. <q>{}</q></li>'
        return format_html("<ul>{}</ul>", format_html_join("", item, rows))

    @admin.display(description="changed since")
    def conflict(self, record: ImportRecord) -> str | SafeString:
        """The newer version of a file whose post an editor has changed."""
        newer = record.report.get("conflict")
        return (
            format_html("<details><summary>The newer file</summary><pre>{}</pre></details>", newer["text"])
            if newer
            else "–"
        )

    @admin.display
    def file(self, record: ImportRecord) -> SafeString:
        lines = bytes(record.raw).decode("utf-8", "replace").split("\n")
        doubtful = {doubt["line"] for doubt in _entry(record).get("doubts", [])}
        rows = ((n, n, " ◄" if n in doubtful else "", line.rstrip("\r")) for n, line in enumerate(lines, 1))
        return format_html("<pre>{}</pre>", format_html_join("\n", '<span id="line-{}">{}{}</span>  {}', rows))

    @admin.action(description="Mark as reviewed")
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[ImportRecord]) -> None:
        """The doubts stay on record; the file leaves the list of what is to be looked at."""
        done = 0
        for record in queryset.defer("raw").exclude(confidence=Confidence.HIGH):
            said = {"by": request.user.get_username(), "at": timezone.now().isoformat(), "was": record.confidence}
            record.report = record.report | {"reviewed": said}
            ImportRecord.objects.filter(pk=record.pk).update(confidence=Confidence.HIGH, report=record.report)
            done += 1
        messages.success(request, f"{done} marked as reviewed.")


def _entry(record: ImportRecord) -> dict[str, Any]:
    entry: dict[str, Any] = record.report.get("entry") or {}
    return entry
