"""Pages as readers will see them, for editors only."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers

from blog.posts.models import Page, Post

View = Callable[[HttpRequest, str], HttpResponse]


def for_editors(permission: str) -> Callable[[View], View]:
    """For signed-in staff with the permission; never stored, never indexed."""

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, uid: str) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not (request.user.is_staff and request.user.has_perm(permission)):
                raise Http404("There is no such page.")
            response = view(request, uid)
            add_never_cache_headers(response)
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return guarded


def edit_url(row: Post | Page) -> str:
    """Of its form in the admin; empty where there is no admin."""
    try:
        return reverse(f"admin:posts_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
