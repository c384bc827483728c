"""Posts by date."""

import calendar
import datetime as dt

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from blog.posts.models import Post
from blog.website.entries import days_of, entries_of
from blog.website.paging import page_of


def year(request: HttpRequest, year: str) -> HttpResponse:
    return _archive(request, int(year), None)


def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _archive(request, int(year), int(month))


def _archive(request: HttpRequest, year: int, month: int | None) -> HttpResponse:
    """Raises Http404 where nothing was published."""
    posts = Post.objects.published().filter(year=year)
    months = list(posts.order_by("month").values_list("month").annotate(Count("pk")))
    posts = posts.filter(month=month) if month else posts
    page = page_of(request, posts.newest_first().select_related("author", "series"))
    if not page.rows:
        raise Http404("Nothing was published then.")
    context = {
        "page": page,
        "days": days_of(entries_of(page.rows)),
        "title": f"{calendar.month_name[month]} {year}" if month else str(year),
        "count": dict(months)[month] if month else sum(count for _, count in months),
        "year": year,
        "month": month,
        "months": [(dt.date(year, number, 1), count) for number, count in months],
    }
    return render(request, "website/archive.html", context)
