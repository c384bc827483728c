"""Stored files, and pictures that the Markdown editor sends to django-markdownx's address."""

import re

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.static import serve

from blog.core.editing import refusal
from blog.core.pictures import PictureRefused
from blog.core.text import clean
from blog.images import library

FOREVER = "public, max-age=31536000, immutable"
_MARKUP = re.compile(r"([\\\[\]`*_<>!&])")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A stored file, from this machine's disk. Its name comes from its bytes, so that it never changes."""
    try:
        answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError):  # for example a name too long for the disk
        raise Http404("No such file") from None
    answer.headers["Cache-Control"] = FOREVER
    return answer


@never_cache
@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Fields: image, alt, is_decorative. Answers with the Markdown to insert; 400 or 403 with a sentence."""
    user = request.user
    if not (user.is_active and user.is_staff and user.has_perm("images.add_image")):
        return refusal("Only those who may add images can upload. Log in as one of them in another window.", 403)
    file = request.FILES.get("image")
    if file is None:
        return refusal("No picture was sent. Choose one and try again.")
    decorative = "is_decorative" in request.POST
    alt = " ".join(clean(request.POST.get("alt", "")).split())
    try:
        image = library.add(file, name=_title(file.name), alt=alt, is_decorative=decorative)
    except PictureRefused as refused:
        return refusal(str(refused))
    except ValidationError as invalid:
        return refusal(" ".join(invalid.messages))
    shown = image.fallback
    words = "" if decorative else _escaped(alt)
    return JsonResponse({"image_code": f"![{words}]({shown.url})", "id": image.pk, "url": shown.url})


def _escaped(text: str) -> str:
    """Text that means no Markdown (CommonMark, 2.4)."""
    return _MARKUP.sub(r"\\\1", text)


def _title(filename: str | None) -> str:
    """A name for the library from the name of the file; nothing of it reaches the disk."""
    stem = re.sub(r"\.\w{1,5}\Z", "", filename or "")
    return " ".join(clean(stem).replace("_", " ").split())[:200]
