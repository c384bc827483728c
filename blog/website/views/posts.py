"""The reading page of a post."""

from typing import Any

from django.db.models import F, Q, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from blog.core.text import shorten
from blog.posts.composition import Composed, Picture, compose
from blog.posts.models import Category, Correction, Post, Tagging
from blog.website import structured
from blog.website.addresses import address
from blog.website.entries import Link
from blog.website.errors import gone
from blog.website.neighbours import neighbours_of
from blog.website.previewing import edit_url, for_editors
from blog.website.reading import Clip, Reader, by_annotation, whose

TAGS = 20  # shown; the rest are folded


def post(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """410 for a post that was withdrawn after its publication."""
    here = Post.objects.filter(year=int(year), month=int(month), slug=slug)
    try:
        found = here.published().select_related("author", "series", "lead_image").get()
    except Post.DoesNotExist:
        if here.filter(status=Post.Status.WITHDRAWN, publish_at__lte=timezone.now()).exists():
            return gone(request, "post")
        raise Http404("There is no such post.") from None
    return render(request, "website/post.html", _context(request, found, compose(found)))


@for_editors("posts.view_post")
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """The page as readers will see it, drafts of notes included."""
    found = get_object_or_404(Post.objects.select_related("author", "series", "lead_image"), uid=uid)
    context = _context(request, found, compose(found, with_drafts=True))
    return render(
        request, "website/post.html", context | {"preview": True, "edit_url": edit_url(found), "json_ld": None}
    )


def _context(request: HttpRequest, post: Post, composed: Composed) -> dict[str, Any]:
    notes = composed.notes
    annotations = [note.annotation.pk for note in notes if note.annotation]
    corrections = list(Correction.objects.filter(Q(post=post) | Q(annotation__in=annotations)))
    sections = Reader(by_annotation(corrections)).sections(composed)
    tags, categories = labels_of(post)
    url = request.build_absolute_uri(post.get_absolute_url())
    return {
        "post": post,
        "url": url,
        "card_url": request.build_absolute_uri(post.lead_image.fallback.url) if post.lead_image else "",
        "sections": sections,
        "shows_lead_image": post.lead_image_id and not _shows(composed, post.lead_image_id),
        "notes": notes,
        "note_words": composed.note_words,
        "whose": whose(note.voice for note in notes),
        "words_quoted": sum(section.words for section in sections if isinstance(section, Clip)),
        "articles": composed.articles,
        "notes_on": _notes_on(sections),
        "corrections": [correction for correction in corrections if correction.post_id],
        "tags": tags[:TAGS],
        "more_tags": tags[TAGS:],
        "categories": categories,
        "neighbours": neighbours_of(post),
        "description": shorten(post.dek or post.pull_quote, 300),
        "json_ld": structured.posting(request, post, composed, [label.name for label in tags], corrections),
    }


def _shows(composed: Composed, image: int | None) -> bool:
    return any(isinstance(section, Picture) and section.image.pk == image for section in composed.sections)


def _notes_on(sections: list[Any]) -> dict[int, tuple[int, int]]:
    """By article: how many notes are about it, how many of its words are quoted."""
    found: dict[int, tuple[int, int]] = {}
    for section in sections:
        if isinstance(section, Clip):
            notes, quoted = found.get(section.article.pk, (0, 0))
            found[section.article.pk] = (notes + len(section.remarks), quoted + section.words)
    return found


def labels_of(post: Post) -> tuple[list[Link], list[Link]]:
    """Tags as typed and categories by name, in one query."""
    tags = (
        Tagging.objects.filter(content_object=post)
        .values_list(Value("tag"), "tag__name", "tag__slug", F("id"))
        .order_by()
    )
    categories = Category.objects.filter(posts=post).values_list(Value("category"), "name", "slug", Value(0)).order_by()
    rows = sorted(tags.union(categories, all=True), key=lambda row: (row[3], row[1]))
    found: dict[str, list[Link]] = {"tag": [], "category": []}
    for kind, name, slug, _ in rows:
        found[kind].append(Link(name, address(kind, slug)))
    return found["tag"], found["category"]
