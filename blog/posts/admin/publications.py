"""What the admin pages of posts and of pages have in common: standing, publishing, history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from reversion.admin import VersionAdmin

from blog.core.editing import MarkdownAdminMixin
from blog.core.identifiers import key_of
from blog.core.moments import MOMENTS, briefly, in_words
from blog.core.revising import revision_by
from blog.posts import history
from blog.posts.admin.revisions import version_view
from blog.posts.admin.transitions import AT_ONCE, VERBS, transition_view
from blog.posts.digest import postponed
from blog.posts.models import FormerAddress, Page, Post
from blog.posts.transitions import short_standing, standing


class FormerAddressInline(admin.TabularInline[FormerAddress, Any]):
    """Kept by the post or the page itself; one may be let go."""

    model = FormerAddress
    extra = 0
    fields = ("path", "created")
    readonly_fields = ("path", "created")
    classes = ["collapse"]
    verbose_name_plural = "Former addresses that lead here"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PublicationAdmin(MarkdownAdminMixin, VersionAdmin):  # type: ignore[misc]  # django-reversion has no types
    preview = "website:preview"
    formfield_overrides: ClassVar[Any] = MOMENTS
    date_hierarchy = "publish_at"
    list_per_page = 50
    show_full_result_count = False
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["standing"]
    actions = ["publish_now", "schedule", "withdraw"]
    history_latest_first = True
    object_history_template = "admin/posts/history.html"

    class Media:
        css = {"all": ["css/admin/editing.css"]}
        js = [Script("js/admin/unsaved.js", type="module")]

    @contextmanager
    def create_revision(self, request: HttpRequest) -> Iterator[None]:
        with revision_by(request):
            yield

    def get_ordering(self, request: HttpRequest) -> Any:
        return [F("publish_at").desc(nulls_first=True), "-pk"]

    @admin.display(description="standing")
    def standing(self, row: Post | Page) -> str:
        return standing(row)

    @admin.display(description="status", ordering="status")
    def short_standing(self, row: Post | Page) -> str:
        return short_standing(row)

    @admin.display(description="publish at", ordering="publish_at")
    def moment(self, row: Post | Page) -> str:
        return briefly(row.publish_at) if row.publish_at else ""

    def view_on_site(self, row: Post | Page) -> str:
        """Of the row as it is stored, whatever was typed."""
        stored = self.model.objects.published().filter(pk=row.pk).first()
        return stored.get_absolute_url() if stored else reverse(self.preview, args=[row.uid])

    def address(self, name: str, *arguments: Any) -> str:
        """Of one of this model's own pages in the admin."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=arguments)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if "_publish" in request.POST:
            return self._published(request, obj)
        return super().response_add(request, obj, post_url_continue)  # type: ignore[no-any-return]

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_publish" in request.POST:
            return self._published(request, obj)
        return super().response_change(request, obj)  # type: ignore[no-any-return]

    def _published(self, request: HttpRequest, row: Post | Page) -> HttpResponse:
        address = request.build_absolute_uri(row.get_absolute_url())
        self.message_user(request, f"“{row.title}” is public at {address}", messages.SUCCESS)
        return redirect(self.address("change", row.pk))

    def get_urls(self) -> list[Any]:
        view, kind = self.admin_site.admin_view(self.transition), f"{self.opts.app_label}_{self.opts.model_name}"
        own = [path(f"{verb}/", view, {"verb": verb}, name=f"{kind}_{verb}") for verb in VERBS]
        return own + super().get_urls()  # type: ignore[no-any-return]

    def transition(self, request: HttpRequest, verb: str) -> HttpResponse:
        with postponed():
            return transition_view(self, request, verb)

    def _chosen(self, request: HttpRequest, rows: QuerySet[Any], verb: str) -> HttpResponse | None:
        pks = list(rows.values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(pks) > AT_ONCE:
            self.message_user(
                request, f"Choose at most {AT_ONCE} {self.opts.verbose_name_plural} at once.", messages.ERROR
            )
            return None
        return redirect(f"{self.address(verb)}?ids={','.join(map(str, pks))}")

    @admin.action(description="Publish now", permissions=["change"])
    def publish_now(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        return self._chosen(request, rows, "publish")

    @admin.action(description="Schedule…", permissions=["change"])
    def schedule(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        return self._chosen(request, rows, "schedule")

    @admin.action(description="Withdraw…", permissions=["change"])
    def withdraw(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        return self._chosen(request, rows, "withdraw")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        versions = history.versions_of(key_of(object_id), self.model)
        rows = [(version, in_words(version.revision.date_created)) for version in versions]
        return super().history_view(request, object_id, {"rows": rows, **(extra_context or {})})  # type: ignore[no-any-return]

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return version_view(self, request, key_of(object_id), key_of(version_id))

    def recover_view(self, request: HttpRequest, version_id: str, extra_context: Any = None) -> HttpResponse:
        version = history.deleted(self.model).filter(pk=key_of(version_id)).first()
        if version is None:
            return redirect(self.address("recoverlist"))
        return version_view(self, request, int(version.object_id), version.pk)
