"""Articles, and the publishers and authors they are from."""

from collections import defaultdict
from math import inf
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from blog.articles.models import Article, Byline
from blog.posts.composition import compose_article
from blog.posts.models import Block, Correction, Post
from blog.posts.visibility import NEARLY_WHOLE, public_articles, public_authors, public_publishers
from blog.website import structured
from blog.website.entries import Link, days_of, entries_of
from blog.website.paging import page_of
from blog.website.reading import Reader, Showing, by_annotation

INDEX = 300  # names on one page of an index
ASIDE = 20  # articles beside the posts that quote them


def articles(request: HttpRequest) -> HttpResponse:
    """Everything quoted here, newest first."""
    page = page_of(request, with_posts(public_articles()).select_related("publisher").order_by("-created", "-id"))
    return render(request, "website/articles.html", {"page": page, "bylines": bylines_of(page.rows)})


def with_posts(articles: "QuerySet[Article, Article]") -> "QuerySet[Article, Article]":
    """With `posts`, how many public posts quote or show it."""
    public = Post.objects.published().values("pk")
    of_this = Q(capture__article=OuterRef("pk")) | Q(video=OuterRef("pk"))
    counted = (
        Block.objects.filter(of_this, post__in=public)
        .order_by()
        .annotate(everything=OuterRef("pk"))
        .values("everything")
        .annotate(n=Count("post", distinct=True))
        .values("n")
    )
    return articles.annotate(posts=Coalesce(Subquery(counted), 0))


def bylines_of(articles: Any) -> dict[int, list[Byline]]:
    """By article, in one query."""
    found: dict[int, list[Byline]] = defaultdict(list)
    for byline in Byline.objects.filter(article__in=articles).select_related("author").order_by("position", "id"):
        found[byline.article_id].append(byline)
    return dict(found)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything said about it, in its order, each note signed with its post."""
    found = get_object_or_404(
        public_articles().select_related("publisher").prefetch_related("bylines__author"), slug=slug
    )
    composed = compose_article(found)
    blocks = list(
        Block.objects.filter(Q(capture__article=found) | Q(video=found), post__in=Post.objects.published())
        .select_related("post__series")
        .order_by("post__publish_at", "post_id", "position")
    )
    posts = {block.post_id: block.post for block in blocks}
    showings: dict[int, list[Showing]] = defaultdict(list)
    for block in blocks:
        if block.capture_id and len(posts) > 1:
            last = inf if block.last_passage is None else block.last_passage
            link = Link(block.post.title_in_series, block.post.get_absolute_url())
            showings[block.capture_id].append(Showing(link, block.first_passage or 0, last))
    annotations = [note.annotation.pk for note in composed.notes if note.annotation]
    corrections = Correction.objects.filter(annotation__in=annotations)
    clips = Reader(by_annotation(corrections), showings).sections(composed)
    context = {
        "article": found,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "clips": clips,
        "notes": composed.notes,
        "posts": list(posts.values()),
        "captures": [excerpt.capture for excerpt in composed.excerpts],
        "is_nearly_whole": any(_share(excerpt) > NEARLY_WHOLE for excerpt in composed.excerpts),
        "json_ld": structured.article_page(request, found, composed.excerpts),
    }
    return render(request, "website/article.html", context)


def _share(excerpt: Any) -> float:
    """Of the captured text, what is quoted."""
    quoted = sum(len(quoted.passage.text) for quoted in (*excerpt.dek, *excerpt.quoted))
    return quoted / max(len(excerpt.capture.plain), 1)


def publishers(request: HttpRequest) -> HttpResponse:
    """By name, with the number of their articles quoted here."""
    quoted = (
        public_articles()
        .filter(publisher=OuterRef("pk"))
        .order_by()
        .values("publisher")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = public_publishers().annotate(count=Coalesce(Subquery(quoted), 0)).order_by(Lower("name"))
    return render(request, "website/publishers.html", {"page": page_of(request, rows, INDEX)})


def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(public_publishers().prefetch_related("hosts"), slug=slug)
    context = {
        "group": found,
        "kind": "Publisher",
        "feed_kind": "publishers",
        "hosts": [row.host for row in found.hosts.all()],
    }
    return _quoting(request, public_articles().filter(publisher=found), context)


def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(public_authors(), slug=slug)
    context = {"group": found, "kind": "Author", "feed_kind": "authors", "page_url": found.page_url}
    return _quoting(request, public_articles().filter(authors=found), context)


def _quoting(request: HttpRequest, articles: "QuerySet[Article, Article]", context: dict[str, Any]) -> HttpResponse:
    """The posts that quote these articles, newest first, and some of the articles beside them."""
    of_these = Block.objects.filter(Q(capture__article__in=articles) | Q(video__in=articles))
    posts = Post.objects.published().filter(pk__in=of_these.values("post"))
    page = page_of(request, posts.newest_first().select_related("author", "series"))
    if not page.rows:
        raise Http404("Nothing here is public.")
    group = context["group"]
    context |= {
        "page": page,
        "days": days_of(entries_of(page.rows)),
        "articles": list(articles.order_by("-created", "-id")[:ASIDE]) if page.is_first else [],
        "feed_slug": group.slug,
        "feed_title": group.name,
    }
    return render(request, "website/group.html", context)
