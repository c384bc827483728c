"""What was imported: the list of what an editor should look at, and each file with its doubts beside the lines."""

from collections import defaultdict
from typing import Any

from django.contrib import admin, messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Max, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.articles.models import Passage
from blog.core.counting import in_number
from blog.core.identifiers import key_of
from blog.exchange import reviewing
from blog.exchange.models import ImportRecord
from blog.exchange.moving import CannotMove, Place, adopt, to_article, to_blogger

Confidence = ImportRecord.Confidence
WORST_FIRST = Case(
    When(confidence=Confidence.REVIEW, then=0), When(confidence=Confidence.LOOK, then=1), default=Value(2)
)


def files_by_doubt() -> dict[str, list[int]]:
    """Primary keys of the records with each kind of doubt, the commonest first; read anew after an import."""
    state = ImportRecord.objects.aggregate(n=Count("pk"), latest=Max("imported_at"))
    key = f"import-doubts-{state['n']}-{state['latest'] and state['latest'].timestamp()}"
    found: dict[str, list[int]] | None = cache.get(key)
    if found is None:
        by_what: dict[str, list[int]] = defaultdict(list)
        for pk, doubts in ImportRecord.objects.order_by("pk").values_list("pk", "report__entry__doubts"):
            for what in {doubt["what"] for doubt in doubts or []}:
                by_what[what].append(pk)
        found = dict(sorted(by_what.items(), key=lambda item: (-len(item[1]), item[0])))
        cache.set(key, found, 3600)
    return found


class DoubtFilter(admin.SimpleListFilter):
    title = "doubt"
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(what, f"{what} ({len(pks)})") for what, pks in files_by_doubt().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ImportRecord]) -> QuerySet[ImportRecord]:
        what = self.value()
        return queryset if what is None else queryset.filter(pk__in=files_by_doubt().get(what, []))


@admin.register(ImportRecord)
class ImportRecordAdmin(admin.ModelAdmin[ImportRecord]):
    list_display = ["path", "row_link", "confidence", "why", "doubt_count"]
    list_filter = ["confidence", DoubtFilter]
    list_select_related = ["post", "page"]
    search_fields = ["path", "post__title", "page__title"]
    search_help_text = "Words of the file's path or of the title"
    list_per_page = 50
    show_full_result_count = False
    actions = ["mark_reviewed", "mark_unreviewed"]
    change_form_template = "admin/exchange/record.html"
    fields = ()

    class Media:
        css = {"all": ["css/admin/importing.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRecord]:
        return super().get_queryset(request).defer("raw").select_related("post", "page")

    def get_ordering(self, request: HttpRequest) -> Any:
        return [WORST_FIRST, "path"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Imported files", **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRecord | None = None) -> bool:
        """A file that was imported is kept."""
        return False

    def save_model(self, request: HttpRequest, obj: ImportRecord, form: Any, change: bool) -> None:
        """Nothing of it is a form's to change; a save would move the moment of the import."""

    @admin.display(description="doubts")
    def doubt_count(self, record: ImportRecord) -> int:
        return len(reviewing.doubts(record))

    @admin.display(description="why")
    def why(self, record: ImportRecord) -> str:
        return "; ".join(reviewing.reasons(record)) or "–"

    @admin.display(description="post or page", ordering=Coalesce("post__title", "page__title"))
    def row_link(self, record: ImportRecord) -> str | SafeString:
        row = record.post or record.page
        if row is None:
            return "–"
        address = reverse(f"admin:posts_{row._meta.model_name}_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, row)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/move/", view(self.move), name="exchange_importrecord_move"),
            path("<int:pk>/reviewed/", view(self.reviewed), name="exchange_importrecord_reviewed"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record: ImportRecord = kwargs["obj"]
        context["review"] = reviewing.review(record)
        context["reasons"] = reviewing.reasons(record)
        context["may_move"] = self._may_move(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST with `passage` (a uid), `?to=` is blogger or article; or with `paragraph`, see `moving.Place`."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self._may_move(request):
            raise PermissionDenied
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        anchor = self._adopt(request, record) if "paragraph" in request.POST else self._move(request, record)
        return redirect(f"{reverse('admin:exchange_importrecord_change', args=[pk])}#{anchor}")

    def _move(self, request: HttpRequest, record: ImportRecord) -> str:
        """The anchor of the paragraph."""
        passage = get_object_or_404(Passage, uid=request.POST.get("passage", ""))
        act = to_article if request.GET.get("to") == "article" else to_blogger
        user: Any = request.user
        try:
            act(record, passage, user)
        except CannotMove as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self._moved(request, record, passage, "the article's again" if act is to_article else "the blogger's now")
        return f"p-{passage.uid}"

    def _adopt(self, request: HttpRequest, record: ImportRecord) -> str:
        """The anchor of the passage that the paragraph became; of the paragraph where it stays one."""
        prose, line, excerpt = (key_of(request.GET.get(name, "")) for name in ("prose", "line", "excerpt"))
        user: Any = request.user
        try:
            passage = adopt(record, Place(prose, line, request.POST["paragraph"], excerpt), user)
        except CannotMove as error:
            self.message_user(request, str(error), messages.ERROR)
            return f"own-{prose}-{line}"
        self._moved(request, record, passage, "the article's now")
        return f"p-{passage.uid}"

    def _moved(self, request: HttpRequest, record: ImportRecord, passage: Passage, whose: str) -> None:
        self.log_change(request, record, f"“{passage}”: {whose}.")
        self.message_user(request, f"“{passage}” is {whose}.", messages.SUCCESS)

    def reviewed(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST; with `undo` the file is put back among those to look at."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        self._mark(request, self.get_queryset(request).filter(pk=pk), undo="undo" in request.POST)
        return redirect("admin:exchange_importrecord_change", pk)

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[ImportRecord]) -> None:
        """The doubts stay on record; the file leaves the list of what is to be looked at."""
        self._mark(request, queryset, undo=False)

    @admin.action(description="Put back among those to look at", permissions=["change"])
    def mark_unreviewed(self, request: HttpRequest, queryset: QuerySet[ImportRecord]) -> None:
        self._mark(request, queryset, undo=True)

    def _mark(self, request: HttpRequest, records: QuerySet[ImportRecord], *, undo: bool) -> None:
        done = 0
        for record in records:
            if reviewing.mark_unreviewed(record) if undo else reviewing.mark_reviewed(record, str(request.user)):
                self.log_change(request, record, "To be looked at again." if undo else "Reviewed.")
                done += 1
        text = "to look at again" if undo else "marked as reviewed"
        self.message_user(request, f"{in_number(done, 'file')} {text}.", messages.SUCCESS if done else messages.WARNING)

    def _may_move(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return self.has_change_permission(request) and user.has_perms(
            ["posts.change_post", "posts.change_block", "articles.change_passage"]
        )
