"""About the site itself: who writes, how to read it, what was put right."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.accounts.models import User
from blog.core.publishing import is_published
from blog.posts.models import Correction, Post
from blog.posts.visibility import public_annotations
from blog.website.paging import page_of


def about(request: HttpRequest) -> HttpResponse:
    people = (
        User.objects.annotate(count=Count("posts", filter=is_published("posts__")))
        .filter(count__gt=0)
        .order_by("-count", "pk")
    )
    return render(request, "website/about.html", {"people": people})


def corrections(request: HttpRequest) -> HttpResponse:
    """Of public posts and notes, newest first."""
    rows = Correction.objects.filter(Q(post__in=Post.objects.published()) | Q(annotation__in=public_annotations()))
    page = page_of(request, rows.select_related("post", "annotation").order_by("-made_at", "-id"))
    return render(request, "website/corrections.html", {"page": page})
