"""Pages that say what is not there, and the redirect of last resort."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template import loader

from blog.posts.models import FormerAddress, Page, Post


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own looks into the body for a token, and breaks off where the body is what cannot be read."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, unless something of the site once had this address."""
    if "\x00" not in request.path and (found := moved(request.path)):
        return HttpResponsePermanentRedirect(found)
    return render(request, "404.html", status=404)


def moved(path: str) -> str | None:
    """Where what once had this address is now, if the public may see it."""
    bare = path.rstrip("/")
    is_public = Q(post__in=Post.objects.published()) | Q(page__in=Page.objects.published()) | ~Q(address="")
    former = (
        FormerAddress.objects.filter(is_public, path__in={path, bare or "/", f"{bare}/"})
        .select_related("post", "page")
        .first()
    )
    if former is None:
        return None
    row = former.post or former.page
    now = row.get_absolute_url() if row else former.address
    return now if now != path else None


def gone(request: HttpRequest, what: str) -> HttpResponse:
    """410 for something withdrawn; `what` is the noun readers see."""
    return render(request, "website/gone.html", {"what": what}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, from a template that needs neither database nor context."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
