"""Articles, and the publishers and authors they are from."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import inf
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from blog.articles.models import Article, Byline
from blog.core.publishing import is_published
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
    page = page_of(request, public_articles().select_related("publisher").order_by("-created", "-id"))
    context = {"page": page, "bylines": bylines_of(page.rows), "posts": posts_by_article(page.rows)}
    return render(request, "website/articles.html", context)


def posts_by_article(articles: Sequence[Article]) -> dict[int, int]:
    """How many public posts quote or show each, in one query."""
    public = Block.objects.filter(is_published("post__")).order_by()
    quoted = public.filter(capture__article__in=articles).values_list("capture__article", "post")
    shown = public.filter(video__in=articles).values_list("video", "post")
    return Counter(article for article, _ in quoted.union(shown))


def bylines_of(articles: Any) -> dict[int, list[Byline]]:
    """By article, in one query."""
    found: dict[int, list[Byline]] = defaultdict(list)
    for byline in Byline.objects.filter(article__in=articles).select_related("author").order_by("position", "id"):
        found[byline.article_id].append(byline)
    return dict(found)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything said about it, in its order, each note signed with its post."""
    found = get_object_or_404(
        public_articles()
        .select_related("publisher")
        .prefetch_related(Prefetch("bylines", Byline.objects.select_related("author").order_by("position", "id"))),
        slug=slug,
    )
    composed = compose_article(found)
    captures = [excerpt.capture for excerpt in composed.excerpts]
    blocks = list(
        Block.objects.filter(is_published("post__"), Q(capture__in=captures) | Q(video=found))
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
        "captures": captures,
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
    page = page_of(request, public_publishers().order_by(Lower("name")), INDEX)
    public = Block.objects.filter(is_published("post__")).order_by()
    quoted = public.filter(capture__article__publisher__in=page.rows)
    shown = public.filter(video__publisher__in=page.rows)
    pairs = quoted.values_list("capture__article__publisher", "capture__article").union(
        shown.values_list("video__publisher", "video")
    )
    counts = Counter(publisher for publisher, _ in pairs)
    return render(request, "website/publishers.html", {"page": page, "counts": counts})


def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(public_publishers().prefetch_related("hosts"), slug=slug)
    context = {
        "group": found,
        "kind": "Publisher",
        "feed_kind": "publishers",
        "hosts": [row.host for row in found.hosts.all()],
    }
    quoting = Q(pk__in=Block.objects.filter(capture__article__publisher=found).values("post"))
    showing = Q(pk__in=Block.objects.filter(video__publisher=found).values("post"))
    return _quoting(request, quoting | showing, public_articles().filter(publisher=found), context)


def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(public_authors(), slug=slug)
    context = {"group": found, "kind": "Author", "feed_kind": "authors", "page_url": found.page_url}
    quoting = Q(pk__in=Block.objects.filter(capture__article__authors=found).values("post"))
    showing = Q(pk__in=Block.objects.filter(video__authors=found).values("post"))
    return _quoting(request, quoting | showing, public_articles().filter(authors=found), context)


def _quoting(
    request: HttpRequest, which: Q, articles: "QuerySet[Article, Article]", context: dict[str, Any]
) -> HttpResponse:
    """The posts that quote these articles, newest first, and some of the articles beside them."""
    posts = Post.objects.published().filter(which)
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
