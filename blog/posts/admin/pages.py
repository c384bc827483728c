"""The admin of pages."""

from django.contrib import admin
from django.http import HttpRequest

from blog.core.moments import briefly
from blog.posts.admin.filters import StandingFilter
from blog.posts.admin.forms import PublicationForm
from blog.posts.admin.publications import FormerAddressInline, PublicationAdmin
from blog.posts.models import Page


@admin.register(Page)
class PageAdmin(PublicationAdmin):
    form = PublicationForm
    preview = "website:page_preview"
    list_display = ["title", "slug", "short_standing", "moment", "changed"]
    list_filter = [StandingFilter]
    search_fields = ["title", "slug", "uid", "body_text"]
    search_help_text = "Words of the title or the text"
    inlines = [FormerAddressInline]
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        ("Publication", {"fields": ["standing", ("status", "publish_at"), "slug"]}),
    ]

    @admin.display(description="last changed", ordering="modified")
    def changed(self, page: Page) -> str:
        return briefly(page.modified)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["title", "pk"]
