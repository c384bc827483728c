"""Where an editor publishes, schedules or withdraws posts or pages: from the list, or from the row's own form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from blog.core.revising import revision_by
from blog.posts.admin.forms import ScheduleForm
from blog.posts.models import Page, Post
from blog.posts.transitions import publish, schedule, standing, withdraw

if TYPE_CHECKING:
    from blog.posts.admin.publications import PublicationAdmin

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Verb:
    """`consequence` is said of {name} and {names}; {readers} see them in {places}."""

    title: str
    button: str
    consequence: str
    act: Callable[..., None]
    form: type[forms.Form] = forms.Form


VERBS = {
    "publish": Verb("Publish now", "Publish now", "{readers} see these {names} from this moment on.", publish),
    "schedule": Verb(
        "Schedule", "Schedule", "These {names} appear by themselves at the moment you give.", schedule, ScheduleForm
    ),
    "withdraw": Verb(
        "Withdraw",
        "Yes, withdraw",
        "A public {name} disappears from {places}; its address then says that it is gone. "
        "A scheduled {name} becomes a draft again. Nothing is deleted, and you can publish again.",
        withdraw,
    ),
}


def transition_view(page: "PublicationAdmin", request: HttpRequest, name: str) -> HttpResponse:
    """GET shows what will happen, POST does it. `ids` names the rows."""
    if not page.has_change_permission(request):
        raise PermissionDenied
    verb = VERBS[name]
    given = (request.POST if request.method == "POST" else request.GET).get("ids", "")
    pks = [int(pk) for pk in given.split(",") if pk.isascii() and pk.isdigit() and len(pk) < 19][:AT_ONCE]
    rows: list[Post | Page] = list(page.get_queryset(request).filter(pk__in=pks))
    if not rows:
        page.message_user(request, f"No {page.opts.verbose_name} was chosen.", messages.WARNING)
        return redirect(page.address("changelist"))
    form = verb.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refused = _do(page, request, rows, verb, form)
        if not (refused and verb.form is ScheduleForm and len(refused) == len(rows)):
            return redirect(_after(page, rows))
        form.add_error("publish_at", refused[0] if len(refused) == 1 else ValidationError(refused))
    is_in_feeds = page.model is Post
    context = {
        **page.admin_site.each_context(request),
        "title": verb.title,
        "opts": page.opts,
        "verb": verb,
        "consequence": verb.consequence.format(
            name=page.opts.verbose_name,
            names=page.opts.verbose_name_plural,
            readers="Readers and feeds" if is_in_feeds else "Readers",
            places="the site and the feeds" if is_in_feeds else "the site",
        ),
        "form": form,
        "media": page.media + form.media,
        "rows": [(row, standing(row)) for row in rows],
        "ids": ",".join(str(row.pk) for row in rows),
        "back": _after(page, rows),
    }
    return TemplateResponse(request, "admin/posts/transition.html", context)


def _after(page: "PublicationAdmin", rows: list[Post | Page]) -> str:
    """The form of the only one, or the list."""
    return page.address("change", rows[0].pk) if len(rows) == 1 else page.address("changelist")


def _do(page: "PublicationAdmin", request: HttpRequest, rows: list[Post | Page], verb: Verb, form: Any) -> list[str]:
    """What could not be done, each with its reason; every other post is done."""
    refused: list[str] = []
    for row in rows:
        try:
            with revision_by(request):
                verb.act(row, *form.cleaned_data.values())
        except ValidationError as error:
            why = " ".join(error.messages)
            refused.append(f"“{row.title}”: {why}" if len(rows) > 1 else why)
        else:
            page.log_change(request, row, standing(row))
            page.message_user(request, f"“{row.title}”: {standing(row)}.", messages.SUCCESS)
    if len(refused) < len(rows) or verb.form is not ScheduleForm:
        for reason in refused:
            page.message_user(request, reason, messages.ERROR)
    return refused
