"""Tags in the admin: other names, how often they are used, merging, the tag picker's search."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from taggit.models import Tag as TaggitTag

from blog.core.identifiers import key_of
from blog.tags.merging import merge
from blog.tags.models import Alias, LeftApart, Merge, Tag, TagQuerySet
from blog.tags.proposing import alike_view

# django-taggit's own table of tags stays empty here.
admin.site.unregister(TaggitTag)
PICKS = 20


class AliasInline(admin.TabularInline[Alias, Tag]):
    model = Alias
    extra = 0
    fields = ["name", "slug"]
    verbose_name = "other name"
    verbose_name_plural = "other names (typed, they become this tag; their pages lead to this tag's)"


class MergeForm(forms.Form):
    """Either one of the chosen tags is kept, or any other."""

    keep = forms.ModelChoiceField(
        Tag.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        label="Keep one of these",
    )
    other = forms.ModelChoiceField(Tag.objects.all(), required=False, label="Or put them into another tag")

    def __init__(self, chosen: "QuerySet[Tag]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].queryset = chosen  # type: ignore[attr-defined]
        self.fields["other"].widget = widget = AutocompleteSelect(Alias._meta.get_field("tag"), admin.site)
        widget.is_required = False
        widget.choices = self.fields["other"].choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        values["into"] = into = values.get("other") or values.get("keep")
        if into is None:
            raise forms.ValidationError("Choose the tag that is kept.")
        if not self.fields["keep"].queryset.exclude(pk=into.pk).exists():  # type: ignore[attr-defined]
            raise forms.ValidationError("This would merge a tag into itself. Choose another tag to keep.")
        return values


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin[Tag]):
    list_display = ["name", "uses", "other_names", "slug"]
    search_fields = ["key"]
    search_help_text = "In names and other names."
    list_per_page = 100
    inlines = [AliasInline]
    actions = ["merge_tags"]

    def get_queryset(self, request: HttpRequest) -> TagQuerySet:
        queryset: TagQuerySet = Tag.objects.with_uses()
        return queryset.prefetch_related("aliases")

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Tag]", search_term: str
    ) -> tuple["QuerySet[Tag]", bool]:
        return (queryset.matching(search_term) if search_term.strip() else queryset), False  # type: ignore[attr-defined]

    @admin.display(description="uses", ordering="uses")
    def uses(self, tag: Any) -> int:
        return int(tag.uses)

    @admin.display(description="other names")
    def other_names(self, tag: Tag) -> str:
        return " · ".join(alias.name for alias in tag.aliases.all()) or "–"

    def get_urls(self) -> list[URLPattern]:
        return [
            path("alike/", self.admin_site.admin_view(self.alike), name="tags_tag_alike"),
            path("pick/", self.admin_site.admin_view(self.pick), name="tags_tag_pick"),
            *super().get_urls(),
        ]

    def alike(self, request: HttpRequest) -> HttpResponse:
        return alike_view(self, request)

    @staticmethod
    @never_cache
    def pick(request: HttpRequest) -> JsonResponse:
        """For the tag picker: parameters term and page; names as ids."""
        start = (min(key_of(request.GET.get("page", "")) or 1, 1000) - 1) * PICKS
        found = list(Tag.objects.matching(request.GET.get("term", "")[:200])[start : start + PICKS + 1])
        results = [{"id": tag.name, "text": tag.name, "also": tag.also or ""} for tag in found[:PICKS]]
        return JsonResponse({"results": results, "pagination": {"more": len(found) > PICKS}})

    @admin.action(description="Merge the selected tags …", permissions=["change", "delete"])
    def merge_tags(self, request: HttpRequest, queryset: "QuerySet[Tag]") -> HttpResponse | None:
        """Asks which tag is kept, and shows what it means, before anything happens."""
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        chosen = queryset.order_by("-uses", "name")
        form = MergeForm(chosen, request.POST if "merge" in request.POST else None, initial={"keep": chosen.first()})
        if form.is_bound and form.is_valid():
            into = form.cleaned_data["into"]
            moved = doubled = 0
            names = []
            for tag in chosen.exclude(pk=into.pk):
                names.append(tag.name)
                merged = merge(tag, into, by=str(request.user))
                moved, doubled = moved + merged.moved, doubled + merged.doubled
            self.log_change(request, into, f"Merged into it: {', '.join(names)}.")
            messages.success(
                request,
                f"Merged into “{into.name}”: {', '.join(f'“{name}”' for name in names)}. "
                f"Uses moved: {moved}; things that had both tags: {doubled}.",
            )
            return redirect(reverse("admin:tags_tag_change", args=[into.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge tags",
            "opts": self.opts,
            "chosen": chosen,
            "form": form,
            "media": self.media + form.media,
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/tags/merge.html", context)


class Kept:
    """Written by the site itself; nobody adds to it or edits it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Merge)
class MergeAdmin(Kept, admin.ModelAdmin[Merge]):
    """The log of merges."""

    list_display = ["name", "into_name", "moved", "doubled", "merged_by", "merged_at"]
    search_fields = ["name", "into_name"]
    date_hierarchy = "merged_at"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(LeftApart)
class LeftApartAdmin(Kept, admin.ModelAdmin[LeftApart]):
    """Deleted, a group is proposed again."""

    list_display = ["__str__"]
    search_fields = ["names"]
