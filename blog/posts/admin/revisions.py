"""The history of a post: what changed since a version, and going back to it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from reversion.models import Version

from blog.core.identifiers import key_of
from blog.core.moments import in_words
from blog.posts.comparing import changes, present_state, state_of
from blog.posts.history import CannotRestore, restore, versions_of
from blog.posts.models import Post


def version_view(page: admin.ModelAdmin[Post], request: HttpRequest, post_pk: int, version_pk: int) -> HttpResponse:
    """GET compares a version with the post as it is, or with another (`with`); POST goes back to it."""
    post = Post.objects.filter(pk=post_pk).first()
    if not (page.has_change_permission(request, post) if post else page.has_add_permission(request)):
        raise PermissionDenied
    versions = versions_of(post_pk)
    version = _version(versions, version_pk)
    if request.method == "POST":
        return _restored(page, request, version)
    other = key_of(request.GET.get("with", ""))
    later = _version(versions, other) if other else None
    now = state_of(later) if later else present_state(post) if post else {}
    then = state_of(version)
    context = {
        **page.admin_site.each_context(request),
        "title": f"{'Compare' if post else 'Recover'}: {version.object_repr}",
        "opts": page.opts,
        "original": post,
        "version": version,
        "when": in_words(version.revision.date_created),
        "later": later,
        "later_when": in_words(later.revision.date_created) if later else "",
        "changes": changes(then, now) if post else changes({}, then),
        "media": page.media,
    }
    return TemplateResponse(request, "admin/posts/version.html", context)


def _version(versions: Any, pk: int) -> Version:
    found: Version | None = versions.filter(pk=pk).first()
    if found is None:
        raise Http404("No such version")
    return found


def _restored(page: admin.ModelAdmin[Post], request: HttpRequest, version: Version) -> HttpResponse:
    when = in_words(version.revision.date_created)
    try:
        missing = restore(version, request.user)
    except CannotRestore as reason:
        page.message_user(request, f"Nothing was changed. {reason}", messages.ERROR)
        return redirect(request.get_full_path())
    for sentence in missing:
        page.message_user(request, sentence, messages.WARNING)
    post = Post.objects.get(pk=int(version.object_id))
    page.log_change(request, post, f"Restored as it was on {when}.")
    whole = "with its blocks, articles, notes and tags"
    page.message_user(request, f"“{post.title}” is as it was on {when}, {whole}.", messages.SUCCESS)
    return redirect("admin:posts_post_change", post.pk)
