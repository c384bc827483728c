"""The page on which an editor merges tags that look alike, group by group, or leaves them apart."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from blog.core.counting import in_number
from blog.tags.duplicates import Group, proposals
from blog.tags.merging import merge
from blog.tags.models import LeftApart, Tag, through_models

AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group as shown; `together` is how many things will have the kept tag."""

    group: Group
    together: int


def alike_view(page: admin.ModelAdmin[Tag], request: HttpRequest) -> HttpResponse:
    """GET shows the groups with what merging them means; POST merges the chosen ones, or leaves them apart."""
    if not (page.has_change_permission(request) and page.has_delete_permission(request)):
        raise PermissionDenied
    found = proposals()
    if request.method == "POST":
        _act(page, request, {group.key: group for group in found})
        return redirect(f"{reverse('admin:tags_tag_alike')}?page={_page(request.GET)}")
    pages = Paginator(found, AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        **page.admin_site.each_context(request),
        "title": "Tags that look alike",
        "opts": page.opts,
        "media": page.media,
        "shown": shown,
        "pages": pages.get_elided_page_range(shown.number),
        "proposals": _counted(list(shown.object_list)),
        "groups": len(found),
        "tags": sum(len(group.tags) for group in found),
    }
    return TemplateResponse(request, "admin/tags/alike.html", context)


def _page(given: QueryDict) -> int:
    number = given.get("page", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _counted(groups: list[Group]) -> list[Proposal]:
    """One query for each table of taggings."""
    owner = {tag.pk: group.key for group in groups for tag in group.tags}
    things: dict[str, set[Any]] = defaultdict(set)
    for through in through_models():
        columns = [name for name in ("content_type_id", "object_id", "content_object_id") if hasattr(through, name)]
        for pk, *thing in through.objects.filter(tag__in=owner).order_by().values_list("tag_id", *columns):
            things[owner[pk]].add((through._meta.label, *thing))
    return [Proposal(group, len(things[group.key])) for group in groups]


def _act(page: admin.ModelAdmin[Tag], request: HttpRequest, known: dict[str, Group]) -> None:
    keys = list(dict.fromkeys(request.POST.getlist("group")))
    chosen = [known[key] for key in keys if key in known]
    if len(chosen) < len(keys):
        text = "Some of the groups have changed since this page was opened; they were left alone. Look at them again."
        page.message_user(request, text, messages.WARNING)
    if not chosen:
        if not keys:
            page.message_user(request, "Nothing was done: no group was chosen.", messages.WARNING)
        return
    if "apart" in request.POST:
        _leave_apart(page, request, chosen)
    else:
        _merge(page, request, chosen)


def _merge(page: admin.ModelAdmin[Tag], request: HttpRequest, chosen: list[Group]) -> None:
    names = moved = doubled = done = 0
    with transaction.atomic():
        for group in chosen:
            pks = {str(tag.pk): tag.pk for tag in group.tags}
            keep = pks.get(request.POST.get(f"keep-{group.key}", ""), group.tags[0].pk)
            given = request.POST.getlist(f"with-{group.key}")
            others = [pks[pk] for pk in given if pk in pks and pks[pk] != keep]
            if not others:
                continue
            into = Tag.objects.get(pk=keep)
            merged = []
            for tag in Tag.objects.filter(pk__in=others):
                merged.append(tag.name)
                result = merge(tag, into, by=str(request.user))
                moved, doubled = moved + result.moved, doubled + result.doubled
            page.log_change(request, into, f"Merged into it: {', '.join(merged)}.")
            names, done = names + len(merged), done + 1
    if not done:
        text = "Nothing was merged: in the chosen groups no tag besides the kept one was ticked."
        page.message_user(request, text, messages.WARNING)
        return
    text = (
        f"{in_number(names, 'tag')} became other names in {in_number(done, 'group')}. "
        f"Uses moved: {moved}; things that had both tags: {doubled}."
    )
    page.message_user(request, text, messages.SUCCESS)


def _leave_apart(page: admin.ModelAdmin[Tag], request: HttpRequest, chosen: list[Group]) -> None:
    for group in chosen:
        names = "\n".join(tag.name for tag in group.tags)
        tags = [tag.pk for tag in group.tags]
        LeftApart.objects.update_or_create(key=group.key, defaults={"tags": tags, "names": names})
    text = f"{in_number(len(chosen), 'group')} left apart; not proposed again unless a further such tag comes."
    page.message_user(request, text, messages.SUCCESS)
