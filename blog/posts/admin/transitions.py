"""The pages on which an editor publishes, schedules or withdraws posts: from the list, or from a post's own page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from blog.core.revising import revision_by
from blog.posts.admin.forms import ScheduleForm
from blog.posts.models import Post
from blog.posts.transitions import publish, schedule, standing, withdraw

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Verb:
    title: str
    button: str
    consequence: str
    act: Callable[..., None]
    form: type[forms.Form] = forms.Form


VERBS = {
    "publish": Verb("Publish now", "Publish now", "Readers and feeds see these posts from this moment on.", publish),
    "schedule": Verb(
        "Schedule", "Schedule", "These posts appear by themselves at the moment you give.", schedule, ScheduleForm
    ),
    "withdraw": Verb(
        "Withdraw",
        "Yes, withdraw",
        "A public post disappears from the site and the feeds; its address then says that it is gone. "
        "A scheduled post becomes a draft again. Nothing is deleted, and you can publish again.",
        withdraw,
    ),
}


def transition_view(page: admin.ModelAdmin[Post], request: HttpRequest, name: str) -> HttpResponse:
    """GET shows what will happen, POST does it. `ids` names the posts."""
    if not page.has_change_permission(request):
        raise PermissionDenied
    verb = VERBS[name]
    given = (request.POST if request.method == "POST" else request.GET).get("ids", "")
    pks = [int(pk) for pk in given.split(",") if pk.isascii() and pk.isdigit() and len(pk) < 19][:AT_ONCE]
    posts = list(page.get_queryset(request).filter(pk__in=pks))
    if not posts:
        page.message_user(request, "No post was chosen.", messages.WARNING)
        return redirect("admin:posts_post_changelist")
    form = verb.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refused = _do(page, request, posts, verb, form)
        if not (refused and verb.form is ScheduleForm and len(refused) == len(posts)):
            if len(posts) == 1:
                return redirect("admin:posts_post_change", posts[0].pk)
            return redirect("admin:posts_post_changelist")
        form.add_error("publish_at", refused[0] if len(refused) == 1 else ValidationError(refused))
    context = {
        **page.admin_site.each_context(request),
        "title": verb.title,
        "opts": page.opts,
        "verb": verb,
        "form": form,
        "media": page.media + form.media,
        "posts": [(post, standing(post)) for post in posts],
        "ids": ",".join(str(post.pk) for post in posts),
    }
    return TemplateResponse(request, "admin/posts/transition.html", context)


def _do(page: admin.ModelAdmin[Post], request: HttpRequest, posts: list[Post], verb: Verb, form: Any) -> list[str]:
    """What could not be done, each with its reason; every other post is done."""
    refused: list[str] = []
    for post in posts:
        try:
            with revision_by(request):
                verb.act(post, *form.cleaned_data.values())
        except ValidationError as error:
            why = " ".join(error.messages)
            refused.append(f"“{post.title}”: {why}" if len(posts) > 1 else why)
        else:
            page.log_change(request, post, standing(post))
            page.message_user(request, f"“{post.title}”: {standing(post)}.", messages.SUCCESS)
    if len(refused) < len(posts) or verb.form is not ScheduleForm:
        for reason in refused:
            page.message_user(request, reason, messages.ERROR)
    return refused
