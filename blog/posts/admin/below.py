"""What posts add to the pages of articles, captures and annotations."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from blog.annotations import admin as annotations
from blog.annotations.models import Annotation
from blog.articles.models import Article, Capture
from blog.posts.admin.posts import CorrectionInline
from blog.posts.digest import postponed
from blog.posts.history import posts_showing
from blog.posts.visibility import public_annotations, public_articles


class ShownMixin:
    """Links to the posts that show a row; their digests are refreshed once, however much is saved."""

    change_form_template: ClassVar[Any] = "admin/posts/shown_form.html"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with postponed():
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with postponed():
            return super().changelist_view(request, *args, **kwargs)  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row: Model | None = kwargs.get("obj")
        context["shown_in"] = list(posts_showing(row)[:20]) if row and row.pk else []
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


class ArticleAdmin(ShownMixin, annotations.ArticleAdmin):
    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        """Only what a published post quotes has a page; its address is the stored one, whatever was typed."""
        stored = public_articles().filter(pk=obj.pk).first() if obj else None
        return stored.get_absolute_url() if stored else None


class CaptureAdmin(ShownMixin, annotations.CaptureAdmin):
    change_form_template: ClassVar[Any] = "admin/posts/shown_capture_form.html"


class AnnotationAdmin(ShownMixin, annotations.AnnotationAdmin):
    change_form_template: ClassVar[Any] = "admin/posts/shown_annotation_form.html"
    inlines = [*annotations.AnnotationAdmin.inlines, CorrectionInline]

    def get_view_on_site_url(self, obj: Annotation | None = None) -> str | None:
        """Only what stands in a published post has a page."""
        return obj.get_absolute_url() if obj and public_annotations().filter(pk=obj.pk).exists() else None


admin.site.unregister([Article, Capture, Annotation])
admin.site.register(Article, ArticleAdmin)
admin.site.register(Capture, CaptureAdmin)
admin.site.register(Annotation, AnnotationAdmin)
