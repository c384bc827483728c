"""django-markdownx's two addresses, answered by our own views: its own let anybody upload."""

from django.urls import path

from blog.core.editing import preview
from blog.images.views import upload

urlpatterns = [
    path("markdownify/", preview, name="markdownx_markdownify"),
    path("upload/", upload, name="markdownx_upload"),
]
