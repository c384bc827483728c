"""The newest posts."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.articles.models import Publisher
from blog.posts.models import Post, Series
from blog.website import structured
from blog.website.entries import days_of, entries_of
from blog.website.paging import page_of

LATELY = 200  # posts whose publishers are counted
SERIES, PUBLISHERS = 5, 6


def home(request: HttpRequest) -> HttpResponse:
    page = page_of(request, Post.objects.published().newest_first().select_related("author", "series"))
    entries = entries_of(page.rows)
    lead = entries[0] if entries and page.is_first else None
    context: dict[str, Any] = {
        "page": page,
        "lead": lead,
        "days": days_of(entries[1:] if lead else entries),
        "json_ld": structured.blog(request, entries),
    }
    if lead:
        context |= {"series": list(recent_series()), "publishers": list(publishers_lately())}
    return render(request, "website/home.html", context)


def recent_series() -> "QuerySet[Series, Series]":
    """With `parts`, the series that had a post last first."""
    newest = Post.objects.published().exclude(series=None).newest_first()
    of_this = Post.objects.published().filter(series=OuterRef("pk")).order_by()
    return (
        Series.objects.filter(pk__in=newest.values("series")[:LATELY])
        .annotate(
            parts=Coalesce(Subquery(of_this.values("series").annotate(n=Count("pk")).values("n")), 0),
            newest=Subquery(newest.filter(series=OuterRef("pk")).values("publish_at")[:1]),
        )
        .order_by("-newest")[:SERIES]
    )


def publishers_lately() -> "QuerySet[Publisher, Publisher]":
    """With `posts`, the number of recent posts that quote them."""
    lately = Post.objects.published().newest_first().values("pk")[:LATELY]
    path = "articles__captures__blocks__post"
    return (
        Publisher.objects.filter(**{f"{path}__in": lately})
        .annotate(posts=Count(path, distinct=True))
        .order_by("-posts", "name")[:PUBLISHERS]
    )
