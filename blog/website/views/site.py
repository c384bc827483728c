"""About the site itself: who writes, how to read it, what was put right."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.accounts.models import User
from blog.core.publishing import is_published
from blog.posts.composition import compose_page
from blog.posts.models import Correction, Page, Post
from blog.posts.models.pages import ABOUT
from blog.posts.visibility import public_annotations
from blog.website.paging import page_of
from blog.website.reading import Reader


def about(request: HttpRequest) -> HttpResponse:
    """What the editors say of the site, who writes, how to read it."""
    people = (
        User.objects.annotate(count=Count("posts", filter=is_published("posts__")))
        .filter(count__gt=0)
        .order_by("-count", "pk")
    )
    page = Page.objects.published().filter(slug=ABOUT).first()
    own = compose_page(page, settings.SITE_OWNER) if page else None
    context = {"people": people, "page": page, "sections": Reader({}).sections(own) if own else []}
    return render(request, "website/about.html", context | {"notes": own.notes if own else []})


def corrections(request: HttpRequest) -> HttpResponse:
    """Of public posts and notes, newest first."""
    rows = Correction.objects.filter(Q(post__in=Post.objects.published()) | Q(annotation__in=public_annotations()))
    page = page_of(request, rows.select_related("post", "annotation").order_by("-made_at", "-id"))
    return render(request, "website/corrections.html", {"page": page})
