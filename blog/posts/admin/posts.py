"""The admin of posts."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from blog.annotations.models import Target
from blog.articles.models import Capture, Passage
from blog.core.counting import number_of
from blog.core.editing import MarkdownAdminMixin
from blog.core.fields import LinesField
from blog.core.moments import MOMENTS
from blog.core.ordering import OrderedInlineMixin
from blog.posts.admin.filters import CategoryFilter, SeriesFilter, StandingFilter
from blog.posts.admin.forms import PostForm
from blog.posts.admin.publications import FormerAddressInline, PublicationAdmin
from blog.posts.digest import postponed, refresh
from blog.posts.models import Block, Correction, Post


class BlockInline(OrderedInlineMixin, MarkdownAdminMixin, admin.StackedInline[Block, Post]):
    model = Block
    extra = 0
    fields = [
        ("kind", "position"), "prose", "capture", "excerpt", ("first_passage", "last_passage"), "image", "video",
        "snippet", "caption",
    ]  # fmt: skip
    readonly_fields = ["excerpt"]
    autocomplete_fields = ["capture", "image", "video", "snippet"]
    classes = ["ordered", "blocks"]
    verbose_name_plural = "The post, block by block"

    class Media:
        js = [Script("js/admin/blocks.js", type="module")]

    def get_extra(self, request: HttpRequest, obj: Post | None = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Block]:
        return (
            super()
            .get_queryset(request)
            .select_related("capture__article", "image", "video", "snippet")
            .annotate(
                passages=number_of(Passage.objects.all(), "capture", of="capture"),
                quoted=number_of(Passage.objects.quoted(), "capture", of="capture"),
                notes=number_of(Target.objects.all(), "capture", of="capture", distinct="annotation"),
            )
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "capture":
            kwargs |= {"queryset": Capture.objects.select_related("article"), "label": "Text of an article"}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="shows")
    def excerpt(self, block: Any) -> str:
        return render_to_string("admin/posts/_excerpt.html", {"block": block}) if block.capture_id else "–"


class CorrectionInline(MarkdownAdminMixin, admin.StackedInline[Correction, Any]):
    model = Correction
    extra = 0
    fields = [("kind", "made_at"), "body"]
    formfield_overrides = MOMENTS


@admin.register(Post)
class PostAdmin(PublicationAdmin):
    form = PostForm
    formfield_overrides: ClassVar[Any] = {
        **MOMENTS,
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    }
    list_display = ["title", "short_standing", "moment", "author", "in_series", "note_count"]
    list_select_related = ["author", "series"]
    list_filter = [StandingFilter, CategoryFilter, SeriesFilter, "author"]
    search_fields = ["title", "dek", "slug", "uid"]
    search_help_text = "Words of the title or the dek"
    autocomplete_fields = ["author", "series", "categories", "lead_image"]
    inlines = [BlockInline, CorrectionInline, FormerAddressInline]
    fieldsets = [
        (None, {"fields": ["title", "dek"]}),
        ("Pull quote", {"fields": ["pull_quote", "pull_quote_by"], "classes": ["collapse"]}),
        ("Where it belongs", {"fields": ["tags", "categories", ("series", "part"), "lead_image", "author", "slug"]}),
        ("Publication", {"fields": ["standing", ("status", "publish_at"), "is_significant"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return super().get_queryset(request).select_related("author", "series")  # type: ignore[no-any-return]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"author": request.user.pk, **super().get_changeform_initial_data(request)}

    @admin.display(description="series", ordering="series__name")
    def in_series(self, post: Post) -> str:
        if post.series is None:
            return ""
        return f"{post.series}, {post.part}" if post.part else str(post.series)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with postponed():
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[no-any-return]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        post = form.instance
        corrected = any(isinstance(row, Correction) for formset in formsets for row in formset.new_objects)
        if form.cleaned_data.get("is_significant") or (change and corrected):
            post.updated_at = timezone.now()
            post.save(update_fields=["updated_at", "modified"])
        refresh([post.pk])
