"""Posts by tag, category and series."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render

from blog.core.publishing import is_published
from blog.posts.models import Category, Post, Series, Tagging
from blog.tags.models import Alias, Tag
from blog.website.entries import days_of, entries_of
from blog.website.paging import page_number, page_of

INDEX = 300  # names on one page of an index


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """An alias leads to its tag, for good."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        alias = get_object_or_404(Alias.objects.select_related("tag"), slug=slug)
        return HttpResponsePermanentRedirect(alias.tag.get_absolute_url())
    context = {"group": found, "kind": "Tag", "feed_kind": "tags", "description": found.description}
    return _group(request, Post.objects.published().filter(taggings__tag=found), context)


def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Category, slug=slug)
    context = {
        "group": found,
        "kind": "Category",
        "feed_kind": "categories",
        "description_html": found.description_html,
    }
    return _group(request, Post.objects.published().filter(categories=found), context)


def series(request: HttpRequest, slug: str) -> HttpResponse:
    """In reading order: by part, then by date."""
    found = get_object_or_404(Series, slug=slug)
    posts = Post.objects.published().filter(series=found).select_related("author", "series")
    page = page_of(request, posts.order_by(F("part").asc(nulls_last=True), "publish_at", "id"))
    if not page.rows:
        raise Http404("Nothing in this series is public.")
    context = {
        "group": found,
        "kind": "Series",
        "feed_kind": "series",
        "feed_slug": found.slug,
        "feed_title": found.name,
        "description_html": found.description_html,
        "page": page,
        "days": days_of(entries_of(page.rows)),
    }
    return render(request, "website/group.html", context)


def _group(request: HttpRequest, posts: Any, context: dict[str, Any]) -> HttpResponse:
    """Raises Http404 where nothing in the group is public."""
    page = page_of(request, posts.newest_first().select_related("author", "series"))
    if not page.rows:
        raise Http404("Nothing here is public.")
    group = context["group"]
    context |= {"page": page, "days": days_of(entries_of(page.rows)), "feed_slug": group.slug, "feed_title": group.name}
    return render(request, "website/group.html", context)


def tags(request: HttpRequest) -> HttpResponse:
    """Every tag of a public post, by name; the counts of one page in one query."""
    public = Tagging.objects.filter(is_published("content_object__"), tag=OuterRef("pk"))
    names = Tag.objects.filter(Exists(public)).order_by(Lower("name"), "pk").values_list("pk", "name", "slug")
    paginator = Paginator(names, INDEX)
    number = page_number(request)
    if number > max(paginator.num_pages, 1):
        raise Http404("There is no such page of this list.")
    page = paginator.page(number)
    shown = list(page.object_list)
    counted = Tagging.objects.filter(is_published("content_object__"), tag=OuterRef("pk")).order_by().values("tag")
    counted = counted.annotate(n=Count("pk")).values("n")
    counts = dict(Tag.objects.filter(pk__in=[pk for pk, _, _ in shown]).values_list("pk", Subquery(counted)))
    context = {
        "paginator": paginator,
        "number": number,
        "before": number - 1 or None,
        "after": number + 1 if page.has_next() else None,
        "range": paginator.get_elided_page_range(number, on_each_side=2, on_ends=1),
        "names": [(name, slug, counts.get(pk, 0)) for pk, name, slug in shown],
    }
    return render(request, "website/tags.html", context)


def categories(request: HttpRequest) -> HttpResponse:
    public = is_published("posts__")
    rows = Category.objects.filter(public).annotate(count=Count("posts")).order_by(Lower("name"))
    return render(request, "website/categories.html", {"page": page_of(request, rows, INDEX)})


def series_list(request: HttpRequest) -> HttpResponse:
    """The series that had a post last first."""
    public = is_published("posts__")
    rows = (
        Series.objects.filter(public)
        .annotate(count=Count("posts"), newest=Max("posts__publish_at"))
        .order_by("-newest")
    )
    return render(request, "website/series_list.html", {"page": page_of(request, rows)})
