"""The Markdown editor of the admin: its widget, a mixin for admin classes, the preview."""

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from markdownx.widgets import AdminMarkdownxWidget

from blog.core.fields import MarkdownField
from blog.core.markdown import MarkdownTooLong, Notes, render


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # django-markdownx has no types
    """A text area with a live preview beside it; pictures are added by dropping, pasting or choosing them."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, notes: Notes = Notes.MARK) -> None:
        super().__init__({"rows": 12, "dir": "auto"} | (attrs or {}))
        self.notes = notes

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        return super().render(name, value, dict(attrs or {}), renderer)  # type: ignore[no-any-return]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-preview-url": reverse("markdownx_markdownify"),
            "data-upload-url": reverse("markdownx_upload"),
            "data-upload-bytes": str(settings.IMAGE_MAX_BYTES),
            "data-notes": str(self.notes),
        }
        return context

    @property
    def media(self) -> forms.Media:
        """Ours alone: django-markdownx's script keeps the Tab key and leaves added rows without an editor."""
        script: Any = Script("js/admin/markdown.js", type="module")
        return forms.Media(css={"all": ["css/admin/markdown.css"]}, js=[script])


class MarkdownAdminMixin:
    """For a ModelAdmin or an inline: every MarkdownField gets the editor."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        if isinstance(db_field, MarkdownField):
            kwargs.setdefault("widget", MarkdownWidget(notes=db_field.notes))
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc,no-any-return]


def may_write(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Is this a member of staff who may add or change anything that holds Markdown?"""
    if not isinstance(user, PermissionsMixin) or not user.is_active or not getattr(user, "is_staff", False):
        return False
    return any(
        user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
        for model in apps.get_models()
        if any(isinstance(field, MarkdownField) for field in model._meta.fields)
        for action in ("change", "add")
    )


def refusal(sentence: str, status: int = 400) -> JsonResponse:
    """What the editor shows to the writer."""
    return JsonResponse({"error": sentence}, status=status)


@never_cache
@require_POST
def preview(request: HttpRequest) -> JsonResponse:
    """The HTML a save would store; at django-markdownx's name, in its stead. 400 or 403 with a sentence."""
    if not may_write(request.user):
        return refusal("Only those who may write here get a preview. Log in again in another window.", 403)
    if "content" not in request.POST:
        return refusal("There is no text to show: the field “content” is missing.")
    manner = request.POST.get("notes", Notes.MARK)
    if manner not in set(Notes):
        return refusal(f"The field “notes” must be {get_text_list([str(notes) for notes in Notes], 'or')}.")
    try:
        rendered = render(request.POST["content"], notes=Notes(manner))
    except MarkdownTooLong as error:
        return refusal(str(error))
    apart = rendered.notes if manner == Notes.MARK else ()
    return JsonResponse({"html": rendered.html, "notes": [{"label": n.label, "html": n.html} for n in apart]})
