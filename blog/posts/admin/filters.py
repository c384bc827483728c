"""Filters of the list of posts; none grows with the site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from blog.posts.models import Category, Series

MOST = 25


class StandingFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("draft", "Draft"), ("scheduled", "Scheduled"), ("public", "Public"), ("withdrawn", "Withdrawn")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "scheduled":
                return queryset.scheduled()
            case "public":
                return queryset.published()
            case "draft" | "withdrawn" as status:
                return queryset.filter(status=status)
        return queryset


class GroupFilter(admin.SimpleListFilter):
    """The groups with most posts, and the one chosen."""

    model: type[Category] | type[Series]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        by_posts = self.model.objects.annotate(count=Count("posts")).order_by("-count", "name")
        groups = {str(group.pk): group.name for group in by_posts[:MOST]}
        chosen = self.value()
        if chosen and chosen.isdecimal() and chosen not in groups:
            groups |= {
                str(pk): name for pk, name in self.model.objects.filter(pk=chosen[:18]).values_list("pk", "name")
            }
        return sorted(groups.items(), key=lambda group: group[1].casefold())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if not chosen:
            return queryset
        return queryset.filter(**{str(self.parameter_name): chosen[:18]}) if chosen.isdecimal() else queryset.none()


class CategoryFilter(GroupFilter):
    title, parameter_name, model = "category", "categories", Category


class SeriesFilter(GroupFilter):
    title, parameter_name, model = "series", "series", Series
