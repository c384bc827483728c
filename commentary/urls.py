"""The rooms' addresses, put together."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from blog.images.views import media

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "Editing"

urlpatterns = [
    path("admin/markdownx/", include("blog.images.urls")),
    path("admin/", admin.site.urls),
    path("media/<path:path>", media, name="media"),
    path("", include("blog.feeds.urls")),
    path("", include("blog.website.urls")),
]
handler400 = "blog.website.errors.bad_request"
handler404 = "blog.website.errors.not_found"
handler500 = "blog.website.errors.server_error"
