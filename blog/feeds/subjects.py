"""What a feed can be about: everything, or one tag, category, series, author of articles, publisher."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from blog.articles.models import Author, Publisher
from blog.core.plaintext import plain_text
from blog.posts.models import Block, Category, Post, Series
from blog.posts.models.posts import PostQuerySet
from blog.tags.models import Alias, Tag

Grouping = Tag | Category | Series | Author | Publisher


class Moved(Exception):
    """The subject has another slug now: args[0]."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`key` is the end of the feed's id, and outlives slugs; `path` is the page about the same posts."""

    key: str
    title: str
    path: str
    description: str
    posts: PostQuerySet


def everything() -> Subject:
    home = reverse("website:home")
    return Subject("feed", settings.SITE_NAME, home, settings.SITE_MOTTO, Post.objects.published())


def _tag(slug: str) -> Subject:
    """Raises Moved for an alias."""
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        alias = get_object_or_404(Alias.objects.select_related("tag"), slug=slug)
        raise Moved(alias.tag.slug)
    posts = Post.objects.published().filter(taggings__tag=tag)
    return _group("tags", tag, tag.description or f"Posts tagged “{tag.name}”", posts)


def _category(slug: str) -> Subject:
    category = get_object_or_404(Category, slug=slug)
    description = plain_text(category.description_html) or f"Posts in the category “{category.name}”"
    return _group("categories", category, description, Post.objects.published().filter(categories=category))


def _series(slug: str) -> Subject:
    series = get_object_or_404(Series, slug=slug)
    description = plain_text(series.description_html) or f"Posts of the series “{series.name}”"
    return _group("series", series, description, Post.objects.published().filter(series=series))


def _author(slug: str) -> Subject:
    author = get_object_or_404(Author, slug=slug)
    shown = Q(capture__article__authors=author) | Q(video__authors=author)
    return _group("authors", author, f"Posts about articles by {author.name}", _posts_with(shown))


def _publisher(slug: str) -> Subject:
    publisher = get_object_or_404(Publisher, slug=slug)
    shown = Q(capture__article__publisher=publisher) | Q(video__publisher=publisher)
    return _group("publishers", publisher, f"Posts about articles of {publisher.name}", _posts_with(shown))


def _posts_with(block: Q) -> PostQuerySet:
    return Post.objects.published().filter(Exists(Block.objects.filter(block, post=OuterRef("pk"))))


def _group(kind: str, about: Grouping, description: str, posts: PostQuerySet) -> Subject:
    title = f"{about.name} – {settings.SITE_NAME}"
    return Subject(f"{kind}/{about.pk}", title, about.get_absolute_url(), description, posts)


KINDS: dict[str, Callable[[str], Subject]] = {
    "tags": _tag,
    "categories": _category,
    "series": _series,
    "authors": _author,
    "publishers": _publisher,
}


def find(kind: str, slug: str) -> Subject:
    """Of everything where no kind is given. Raises Http404, or Moved with the slug of today."""
    if not kind:
        return everything()
    if kind not in KINDS:
        raise Http404(f"There are no feeds of {kind}.")
    return KINDS[kind](slug)
