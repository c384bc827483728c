"""The admin of posts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import F, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from reversion.admin import VersionAdmin

from blog.annotations.models import Target
from blog.articles.models import Capture, Passage
from blog.core.counting import number_of
from blog.core.editing import MarkdownAdminMixin
from blog.core.fields import LinesField
from blog.core.identifiers import key_of
from blog.core.moments import MOMENTS, briefly, in_words
from blog.core.ordering import OrderedInlineMixin
from blog.core.revising import revision_by
from blog.posts import history
from blog.posts.admin.filters import CategoryFilter, SeriesFilter, StandingFilter
from blog.posts.admin.forms import PostForm
from blog.posts.admin.revisions import version_view
from blog.posts.admin.transitions import AT_ONCE, VERBS, transition_view
from blog.posts.digest import postponed, refresh
from blog.posts.models import Block, Correction, FormerAddress, Post
from blog.posts.transitions import short_standing, standing


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


class FormerAddressInline(admin.TabularInline[FormerAddress, Post]):
    """Kept by the post itself; one may be let go."""

    model = FormerAddress
    extra = 0
    fields = ("path", "created")
    readonly_fields = ("path", "created")
    classes = ["collapse"]
    verbose_name_plural = "Former addresses that lead here"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Post)
class PostAdmin(MarkdownAdminMixin, VersionAdmin):  # type: ignore[misc]  # django-reversion has no types
    form = PostForm
    formfield_overrides: ClassVar[Any] = {
        **MOMENTS,
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    }
    list_display = ["title", "short_standing", "moment", "author", "in_series", "note_count"]
    list_select_related = ["author", "series"]
    list_filter = [StandingFilter, CategoryFilter, SeriesFilter, "author"]
    date_hierarchy = "publish_at"
    search_fields = ["title", "dek", "slug", "uid"]
    search_help_text = "Words of the title or the dek"
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ["author", "series", "categories", "lead_image"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["standing"]
    inlines = [BlockInline, CorrectionInline, FormerAddressInline]
    actions = ["publish_now", "schedule", "withdraw"]
    history_latest_first = True
    object_history_template = "admin/posts/history.html"
    fieldsets = [
        (None, {"fields": ["title", "dek"]}),
        ("Pull quote", {"fields": ["pull_quote", "pull_quote_by"], "classes": ["collapse"]}),
        ("Where it belongs", {"fields": ["tags", "categories", ("series", "part"), "lead_image", "author", "slug"]}),
        ("Publication", {"fields": ["standing", ("status", "publish_at"), "is_significant"]}),
    ]

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/unsaved.js", type="module")]

    @contextmanager
    def create_revision(self, request: HttpRequest) -> Iterator[None]:
        with revision_by(request):
            yield

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return super().get_queryset(request).select_related("author", "series")  # type: ignore[no-any-return]

    def get_ordering(self, request: HttpRequest) -> Any:
        return [F("publish_at").desc(nulls_first=True), "-pk"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"author": request.user.pk, **super().get_changeform_initial_data(request)}

    @admin.display(description="standing")
    def standing(self, post: Post) -> str:
        return standing(post)

    @admin.display(description="status", ordering="status")
    def short_standing(self, post: Post) -> str:
        return short_standing(post)

    @admin.display(description="publish at", ordering="publish_at")
    def moment(self, post: Post) -> str:
        return briefly(post.publish_at) if post.publish_at else ""

    @admin.display(description="series", ordering="series__name")
    def in_series(self, post: Post) -> str:
        if post.series is None:
            return ""
        return f"{post.series}, {post.part}" if post.part else str(post.series)

    def view_on_site(self, post: Post) -> str:
        """Of the post as it is stored, whatever was typed."""
        stored = Post.objects.published().filter(pk=post.pk).first()
        return stored.get_absolute_url() if stored else reverse("website:preview", args=[post.uid])

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

    def response_add(self, request: HttpRequest, obj: Post, post_url_continue: str | None = None) -> HttpResponse:
        if "_publish" in request.POST:
            return self._published(request, obj)
        return super().response_add(request, obj, post_url_continue)  # type: ignore[no-any-return]

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        if "_publish" in request.POST:
            return self._published(request, obj)
        return super().response_change(request, obj)  # type: ignore[no-any-return]

    def _published(self, request: HttpRequest, post: Post) -> HttpResponse:
        address = request.build_absolute_uri(post.get_absolute_url())
        self.message_user(request, f"“{post.title}” is public at {address}", messages.SUCCESS)
        return redirect("admin:posts_post_change", post.pk)

    def get_urls(self) -> list[Any]:
        own = [
            path(f"{verb}/", self.admin_site.admin_view(self.transition), {"verb": verb}, name=f"posts_post_{verb}")
            for verb in VERBS
        ]
        return own + super().get_urls()  # type: ignore[no-any-return]

    def transition(self, request: HttpRequest, verb: str) -> HttpResponse:
        with postponed():
            return transition_view(self, request, verb)

    def _chosen(self, request: HttpRequest, posts: QuerySet[Post], verb: str) -> HttpResponse | None:
        pks = list(posts.values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(pks) > AT_ONCE:
            self.message_user(request, f"Choose at most {AT_ONCE} posts at once.", messages.ERROR)
            return None
        return redirect(reverse(f"admin:posts_post_{verb}", query={"ids": ",".join(map(str, pks))}))

    @admin.action(description="Publish now", permissions=["change"])
    def publish_now(self, request: HttpRequest, posts: QuerySet[Post]) -> HttpResponse | None:
        return self._chosen(request, posts, "publish")

    @admin.action(description="Schedule…", permissions=["change"])
    def schedule(self, request: HttpRequest, posts: QuerySet[Post]) -> HttpResponse | None:
        return self._chosen(request, posts, "schedule")

    @admin.action(description="Withdraw…", permissions=["change"])
    def withdraw(self, request: HttpRequest, posts: QuerySet[Post]) -> HttpResponse | None:
        return self._chosen(request, posts, "withdraw")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        versions = history.versions_of(key_of(object_id))
        rows = [(version, in_words(version.revision.date_created)) for version in versions]
        return super().history_view(request, object_id, {"rows": rows, **(extra_context or {})})  # type: ignore[no-any-return]

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return version_view(self, request, key_of(object_id), key_of(version_id))

    def recover_view(self, request: HttpRequest, version_id: str, extra_context: Any = None) -> HttpResponse:
        version = history.deleted_posts().filter(pk=key_of(version_id)).first()
        if version is None:
            return redirect("admin:posts_post_recoverlist")
        return version_view(self, request, int(version.object_id), version.pk)
