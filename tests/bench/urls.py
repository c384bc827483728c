"""The site's addresses and /nothing/."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from commentary.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("nothing/", nothing), *urlpatterns]
