"""The admin of what posts share: series, categories, snippets."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.core.counting import number_of
from blog.core.editing import MarkdownAdminMixin
from blog.posts.digest import postponed
from blog.posts.models import Block, Category, Post, Series, Snippet


class GroupAdmin(MarkdownAdminMixin, admin.ModelAdmin[Any]):
    list_display = ["name", "slug", "posts_number"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description"]
    owner = ""
    """The field of a post that names its group."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        groups: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = groups.annotate(number=number_of(Post.objects.all(), self.owner))
        return counted

    @admin.display(description="posts", ordering="number")
    def posts_number(self, group: Any) -> int:
        return int(group.number)


class PartInline(admin.TabularInline[Post, Series]):
    """The series in the order of its parts; the posts themselves are edited on their own pages."""

    model = Post
    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    fields = ["part", "title", "status", "publish_at"]
    readonly_fields = ["title", "status", "publish_at"]
    ordering = ["part", "publish_at", "pk"]
    verbose_name_plural = "Posts of this series"


@admin.register(Series)
class SeriesAdmin(GroupAdmin):
    inlines = [PartInline]
    owner = "series"


@admin.register(Category)
class CategoryAdmin(GroupAdmin):
    owner = "categories"


@admin.register(Snippet)
class SnippetAdmin(MarkdownAdminMixin, admin.ModelAdmin[Snippet]):
    list_display = ["name", "blocks_number", "modified"]
    search_fields = ["name", "body_text"]
    fields = ["name", "body"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snippet]:
        return super().get_queryset(request).annotate(number=number_of(Block.objects.all(), "snippet", distinct="post"))

    @admin.display(description="used by posts", ordering="number")
    def blocks_number(self, snippet: Any) -> int:
        return int(snippet.number)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with postponed():
            return super().changeform_view(request, *args, **kwargs)
