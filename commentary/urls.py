"""The rooms' addresses, put together."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "Editing"

urlpatterns = [
    path("admin/markdownx/", include("blog.images.urls")),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("blog.feeds.urls")),
    path("", include("blog.website.urls")),
]
handler404 = "blog.website.errors.not_found"
handler500 = "blog.website.errors.server_error"
