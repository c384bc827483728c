"""What crawlers ask for: robots.txt, and sitemaps of every public page with the date of its last change."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import F, Max, Model, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from blog.core.publishing import is_published
from blog.posts.models import Category, Page, Post, Series
from blog.posts.models.pages import ABOUT
from blog.posts.visibility import (
    articles_shown_nearly_whole,
    public_annotations,
    public_articles,
    public_authors,
    public_publishers,
)
from blog.tags.models import Tag


class RowSitemap(Sitemap[Any]):
    """Rows with `changed`; a section too long for one file goes on in ?p=2."""

    def items(self) -> QuerySet[Any]:
        raise NotImplementedError

    def lastmod(self, row: Any) -> dt.datetime | None:
        return row.changed  # type: ignore[no-any-return]

    def get_latest_lastmod(self) -> dt.datetime | None:
        return self.items().order_by().aggregate(latest=Max("changed"))["latest"]  # type: ignore[no-any-return]


def _changed(prefix: str = "") -> Greatest:
    """`Post.last_changed` as an expression; `prefix` is a lookup path that ends in `__`."""
    return Greatest(F(f"{prefix}publish_at"), Coalesce(F(f"{prefix}updated_at"), F(f"{prefix}publish_at")))


def _with_posts(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    """With the newest change among their published posts; None where posts only show a video."""
    newest = Max(_changed(f"{path}__"), filter=is_published(f"{path}__"))
    return rows.annotate(changed=newest).order_by("pk")  # type: ignore[no-any-return]


class Posts(RowSitemap):
    def items(self) -> QuerySet[Any]:
        columns = ("uid", "slug", "year", "month")
        posts = Post.objects.published().newest_first().only(*columns)
        return posts.annotate(changed=_changed())  # type: ignore[no-any-return]


class Pages(RowSitemap):
    def items(self) -> QuerySet[Any]:
        pages = Page.objects.published().exclude(slug=ABOUT).order_by("pk").only("slug")
        return pages.annotate(changed=Greatest("publish_at", "modified"))  # type: ignore[no-any-return]


class Notes(RowSitemap):
    def items(self) -> QuerySet[Any]:
        return public_annotations().order_by("pk").only("uid").annotate(changed=F("modified"))


class Articles(RowSitemap):
    """Without those whose page asks not to be indexed."""

    def items(self) -> QuerySet[Any]:
        listed = public_articles().exclude(pk__in=articles_shown_nearly_whole().values("pk"))
        return _with_posts(listed, "captures__blocks__post")


class Publishers(RowSitemap):
    def items(self) -> QuerySet[Any]:
        return _with_posts(public_publishers(), "articles__captures__blocks__post")


class Authors(RowSitemap):
    def items(self) -> QuerySet[Any]:
        return _with_posts(public_authors(), "articles__captures__blocks__post")


class Groups(RowSitemap):
    """Whatever posts are directly in."""

    model: type[Model]
    path = "posts"

    def items(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.filter(is_published(f"{self.path}__"))
        newest = Max(_changed(f"{self.path}__"))
        return rows.annotate(changed=newest).order_by("pk")  # type: ignore[no-any-return]


class Tags(Groups):
    model = Tag
    path = "taggings__content_object"


class Categories(Groups):
    model = Category


class SeriesPages(Groups):
    model = Series


class Lists(Sitemap[tuple[str, dt.datetime | None]]):
    """Pages that are no row. All but the last change with the newest post."""

    names = ("home", "articles", "publishers", "tags", "categories", "series_list", "corrections", "about")

    def items(self) -> list[tuple[str, dt.datetime | None]]:
        newest = self.get_latest_lastmod()
        return [(name, None if name == "about" else newest) for name in self.names]

    def location(self, item: tuple[str, dt.datetime | None]) -> str:
        return reverse(f"website:{item[0]}")

    def lastmod(self, item: tuple[str, dt.datetime | None]) -> dt.datetime | None:
        return item[1]

    def get_latest_lastmod(self) -> dt.datetime | None:
        return Posts().get_latest_lastmod()


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "lists": Lists,
    "posts": Posts,
    "pages": Pages,
    "notes": Notes,
    "sources": Articles,
    "publishers": Publishers,
    "authors": Authors,
    "tags": Tags,
    "categories": Categories,
    "series": SeriesPages,
}


@require_safe
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Sections without a page are left out: the schema allows no empty sitemap."""
    filled = {name: section for name, section in SECTIONS.items() if section().items()[:1]}  # type: ignore[index,operator]
    return sitemaps.index(request, filled, sitemap_url_name="feeds:sitemap_section")


@require_safe
@conditional_page
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404(f"There is no sitemap of {section}.")
    return sitemaps.sitemap(request, SECTIONS, section=section)


@require_safe
@conditional_page
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Crawlers in settings.UNWELCOME_CRAWLERS are asked to take nothing."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    for agent in settings.UNWELCOME_CRAWLERS:
        lines += [f"User-agent: {agent}", "Disallow: /", ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('feeds:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
