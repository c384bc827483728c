"""The admin of annotations, and what they add to the pages of articles and captures."""

from collections import Counter
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from blog.annotations.anchoring import Status
from blog.annotations.forms import TargetForm, TargetFormSet
from blog.annotations.models import Annotation, Target
from blog.annotations.reading import Reading, words_at
from blog.annotations.reanchoring import follow_headline, follow_text
from blog.articles import admin as articles
from blog.articles.models import Article, Capture, Passage
from blog.core.counting import number_of
from blog.core.editing import MarkdownAdminMixin
from blog.core.identifiers import key_of
from blog.core.moments import in_words
from blog.core.revising import RevisedMixin
from blog.core.text import clean, shorten

OUTCOMES = {
    Status.ANCHORED: "at the same words",
    Status.MOVED: "moved",
    Status.REWORDED: "at words that changed",
    Status.NEEDS_REVIEW: "to be looked at",
    Status.ORPHANED: "whose words are gone",
}


class TargetInline(admin.StackedInline[Target, Annotation]):
    model = Target
    form = TargetForm
    formset = TargetFormSet  # type: ignore[assignment]  # its forms are TargetForms
    extra = 0
    fields = ["capture", "part", "exact", "occurrence", "standing"]
    readonly_fields = ["standing"]
    autocomplete_fields = ["capture"]
    verbose_name = "quotation"
    verbose_name_plural = "On these words"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Target]:
        return super().get_queryset(request).select_related("capture__article")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "capture":
            kwargs["queryset"] = Capture.objects.select_related("article")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_min_num(self, request: HttpRequest, obj: Annotation | None = None, **kwargs: Any) -> int | None:
        return None if obj else 1

    def get_formset(self, request: HttpRequest, obj: Annotation | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=obj is None, **kwargs)

    @admin.display(description="where")
    def standing(self, target: Target) -> str:
        if target._state.adding:
            return "Looked for when you save."
        found = words_at(target)
        words_now = found if target.is_placed and found != target.exact else ""
        context = {"target": target, "words_now": words_now, "guess": found}
        return render_to_string("admin/annotations/_standing.html", context)


@admin.register(Annotation)
class AnnotationAdmin(RevisedMixin, MarkdownAdminMixin, admin.ModelAdmin[Annotation]):
    list_display = ["summary", "kind", "state", "voice", "about", "words_are", "modified"]
    list_select_related = ["annotator"]
    list_filter = ["state", "kind", "targets__status"]
    date_hierarchy = "created"
    search_fields = ["body_text", "uid", "targets__exact", "targets__capture__article__headline"]
    search_help_text = "Words of the note, words it is about, or the article's headline"
    autocomplete_fields = ["annotator"]
    fieldsets = [
        (None, {"fields": ["body", ("kind", "state")]}),
        ("By", {"fields": [("annotator", "attribution")]}),
    ]
    inlines = [TargetInline]
    actions = ["publish", "withdraw"]
    list_per_page = 50
    change_form_template: ClassVar[Any] = "admin/annotations/annotation_form.html"

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/unsaved.js", type="module"), Script("js/admin/words.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        targets = Target.objects.select_related("capture__article").defer("capture__text", "capture__plain")
        return super().get_queryset(request).prefetch_related(Prefetch("targets", targets, to_attr="listed"))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"annotator": request.user.pk, **super().get_changeform_initial_data(request)}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the texts to choose words from."""
        annotation: Annotation | None = kwargs.get("obj")
        captures = Capture.objects.select_related("article").prefetch_related("passages")
        if annotation and not annotation._state.adding:
            context["sources"] = captures.filter(targets__annotation=annotation).distinct()[:3]
        else:
            context["sources"] = captures.filter(pk=key_of(request.GET.get("capture", "")))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_formset_kwargs(self, request: HttpRequest, obj: Annotation, inline: Any, prefix: str) -> dict[str, Any]:
        """From a capture's page: the capture, and the words of a passage to cut down, are filled in."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj._state.adding and "capture" in request.GET:
            capture = Capture.objects.filter(pk=key_of(request.GET["capture"])).first()
            passage = capture and capture.passages.filter(uid=clean(request.GET.get("passage", ""))).first()
            if capture:
                kwargs["initial"] = [{"capture": capture.pk, "exact": passage.text if passage else ""}]
        return kwargs

    @admin.display(description="note", ordering="body_text")
    def summary(self, annotation: Annotation) -> str:
        return shorten(annotation.body_text, 90) or annotation.uid

    @admin.display(description="about")
    def about(self, annotation: Annotation) -> str:
        headlines = dict.fromkeys(shorten(t.capture.article.headline, 60) for t in annotation.listed)  # type: ignore[attr-defined]
        return "; ".join(headlines) or "nothing yet"

    @admin.display(description="words")
    def words_are(self, annotation: Annotation) -> str:
        found = Counter(str(t.get_status_display()) for t in annotation.listed)  # type: ignore[attr-defined]
        return ", ".join(status if n == 1 else f"{n} × {status}" for status, n in found.items())

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, annotations: QuerySet[Annotation]) -> None:
        self._set_state(request, annotations, Annotation.State.PUBLISHED)

    @admin.action(description="Withdraw", permissions=["change"])
    def withdraw(self, request: HttpRequest, annotations: QuerySet[Annotation]) -> None:
        self._set_state(request, annotations, Annotation.State.WITHDRAWN)

    def _set_state(self, request: HttpRequest, annotations: QuerySet[Annotation], state: Annotation.State) -> None:
        changed = list(annotations.exclude(state=state))
        for annotation in changed:
            annotation.state = state
            annotation.save(update_fields=["state", "modified"])
            self.log_change(request, annotation, f"{state.label}.")
        number = "1 annotation" if len(changed) == 1 else f"{len(changed)} annotations"
        self.message_user(request, f"{number}: {state.label.lower()}.")


def say_what_became(
    page: admin.ModelAdmin[Any], request: HttpRequest, tally: Counter[Status], capture: Capture
) -> None:
    if not tally:
        return
    parts = ", ".join(f"{tally[status]} {words}" for status, words in OUTCOMES.items() if tally[status])
    in_doubt = tally[Status.NEEDS_REVIEW] + tally[Status.ORPHANED]
    page.message_user(
        request,
        format_html(
            'Notes on the earlier text, looked for in this one: {}. <a href="{}">See them</a>. '
            "A post shows the earlier text until you choose this one in its blocks.",
            parts,
            reverse("admin:articles_capture_change", args=[capture.pk]),
        ),
        messages.WARNING if in_doubt else messages.SUCCESS,
    )


class CaptureInline(articles.CaptureInline):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return (
            super()
            .get_queryset(request)
            .annotate(notes=number_of(Target.objects.all(), "capture", distinct="annotation"))
        )

    fields: ClassVar[Any] = ["moment", "how", "length", "passage_count", "note_count", "links"]
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="notes")
    def note_count(self, capture: Capture) -> int:
        return capture.notes  # type: ignore[attr-defined,no-any-return]

    @admin.display(description="")
    def links(self, capture: Capture) -> str:
        return format_html(
            '<a href="{}">Text, passages and notes</a> · <a href="{}?capture={}">Annotate</a>',
            reverse("admin:articles_capture_change", args=[capture.pk]),
            reverse("admin:annotations_annotation_add"),
            capture.pk,
        )


class ArticleAdmin(articles.ArticleAdmin):
    inlines = [articles.BylineInline, CaptureInline]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "headline" in form.changed_data:
            follow_headline(obj, form.initial["headline"])

    def captured(self, request: HttpRequest, capture: Capture) -> None:
        super().captured(request, capture)
        say_what_became(self, request, follow_text(capture), capture)


class PassageInline(articles.PassageInline):
    passage_template = "admin/annotations/_passage.html"
    reading: Reading
    """Of the capture on this page: an inline lives for one request."""

    def get_formset(self, request: HttpRequest, obj: Capture | None = None, **kwargs: Any) -> Any:
        if obj:
            self.reading = Reading(obj)
        return super().get_formset(request, obj, **kwargs)

    def passage_context(self, passage: Passage) -> dict[str, Any]:
        return {"passage": passage, "annotated": self.reading.of(passage)}


class CaptureAdmin(articles.CaptureAdmin):
    inlines = [PassageInline]
    change_form_template: ClassVar[Any] = "admin/annotations/capture_form.html"

    def captured(self, request: HttpRequest, capture: Capture) -> None:
        super().captured(request, capture)
        say_what_became(self, request, follow_text(capture), capture)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        capture = kwargs.get("obj")
        if capture is not None and capture.pk:
            newer = capture.article.captures.filter(captured_at__gt=capture.captured_at).first()
            context |= {
                "apart": Reading(capture).apart,
                "newer": newer,
                "newer_when": newer and in_words(newer.captured_at),
            }
        return super().render_change_form(request, context, *args, **kwargs)


admin.site.unregister([Article, Capture])
admin.site.register(Article, ArticleAdmin)
admin.site.register(Capture, CaptureAdmin)
