"""The history of a post or a page: what changed since a version, and going back to it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
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

if TYPE_CHECKING:
    from blog.posts.admin.publications import PublicationAdmin


def version_view(page: "PublicationAdmin", request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    """GET compares a version with the row as it is, or with another (`with`); POST goes back to it."""
    row = page.model.objects.filter(pk=pk).first()
    if not (page.has_change_permission(request, row) if row else page.has_add_permission(request)):
        raise PermissionDenied
    versions = versions_of(pk, page.model)
    version = _version(versions, version_pk)
    if request.method == "POST":
        return _restored(page, request, version)
    other = key_of(request.GET.get("with", ""))
    later = _version(versions, other) if other else None
    now = state_of(later) if later else present_state(row) if row else {}
    then = state_of(version)
    context = {
        **page.admin_site.each_context(request),
        "title": f"{'Compare' if row else 'Recover'}: {version.object_repr}",
        "opts": page.opts,
        "original": row,
        "version": version,
        "when": in_words(version.revision.date_created),
        "later": later,
        "later_when": in_words(later.revision.date_created) if later else "",
        "changes": changes(then, now) if row else changes({}, then),
        "media": page.media,
    }
    return TemplateResponse(request, "admin/posts/version.html", context)


def _version(versions: Any, pk: int) -> Version:
    found: Version | None = versions.filter(pk=pk).first()
    if found is None:
        raise Http404("No such version")
    return found


def _restored(page: "PublicationAdmin", request: HttpRequest, version: Version) -> HttpResponse:
    when = in_words(version.revision.date_created)
    try:
        missing = restore(version, request.user)
    except CannotRestore as reason:
        page.message_user(request, f"Nothing was changed. {reason}", messages.ERROR)
        return redirect(request.get_full_path())
    for sentence in missing:
        page.message_user(request, sentence, messages.WARNING)
    row = page.model.objects.get(pk=int(version.object_id))
    page.log_change(request, row, f"Restored as it was on {when}.")
    whole = ", with its blocks, articles, notes and tags" if page.model is Post else ""
    page.message_user(request, f"“{row.title}” is as it was on {when}{whole}.", messages.SUCCESS)
    return redirect(page.address("change", row.pk))
