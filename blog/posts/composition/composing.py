"""Rows to composed pages, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Byline, Passage
from blog.posts.composition.composer import Composer, OwnWords
from blog.posts.composition.sections import Composed, Excerpt, Picture, Section, Video
from blog.posts.models import Block, Page, Post
from blog.posts.visibility import public_captures, public_targets


def with_article(prefix: str = "") -> list[str | Prefetch[Any]]:
    """For prefetch_related: quoted passages (as `shown`) and bylines, two queries however many captures.

    `prefix` is the path to the capture, ending in `__`.
    """
    return [
        Prefetch(f"{prefix}passages", Passage.objects.quoted().defer("markdown").order_by("position"), to_attr="shown"),
        Prefetch(f"{prefix}article__bylines", Byline.objects.select_related("author").order_by("position", "id")),
    ]


def in_order(targets: QuerySet[Target]) -> list[Target]:
    return list(targets.select_related("annotation__annotator").order_by("start", "end", "id"))


def compose(post: Post, *, with_drafts: bool = False) -> Composed:
    """Four queries, one more where there are images, one where there are videos.

    `with_drafts` is for previews by editors only.
    """
    [composed] = compose_many([post], with_drafts=with_drafts).values()
    return composed


def compose_many(posts: Sequence[Post], *, with_drafts: bool = False) -> dict[int, Composed]:
    """By the post's primary key: the same number of queries for one post and for a feed of fifty."""
    blocks = list(
        Block.objects.filter(post__in=posts)
        .order_by("post_id", "position", "id")
        .select_related("capture__article__publisher", "video__publisher", "image", "snippet")
        .defer("prose", "snippet__body", "capture__text", "capture__plain")
        .prefetch_related(
            *with_article("capture__"),
            Prefetch("video__bylines", Byline.objects.select_related("author").order_by("position", "id")),
        )
    )
    leads = [post.lead_image for post in posts if Post.lead_image.is_cached(post) and post.lead_image]
    images = [*leads, *(block.image for block in blocks if block.image)]
    if images:
        prefetch_related_objects(images, "renditions")
    captures = {block.capture_id for block in blocks if block.capture_id}
    targets: list[Target] = []
    if captures:
        states = [Annotation.State.PUBLISHED, *([Annotation.State.DRAFT] if with_drafts else [])]
        targets = in_order(Target.objects.filter(capture__in=captures, annotation__state__in=states))
    by_post: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_post[block.post_id].append(block)
    return {post.pk: _composed(by_post[post.pk], targets, post.author.public_name) for post in posts}


def _composed(blocks: Sequence[Block], targets: Sequence[Target], voice: str) -> Composed:
    composer = Composer(targets)
    sections: list[Section] = []
    for block in blocks:
        section: Section
        if block.capture:
            section = composer.excerpt(block.capture, block.first_passage, block.last_passage)
            if section.is_empty:
                continue
            if sections and _is_described(sections[-1], section):
                sections.pop()
                section.is_film = True
        elif block.image:
            section = Picture(block, block.image)
        elif block.video:
            section = Video(block, block.video)
        else:
            section = composer.prose(_own_words(block), voice)
        sections.append(section)
    return Composed(sections)


def _own_words(block: Block) -> OwnWords:
    uid, snippet = f"b{block.pk}", block.snippet
    if snippet:
        return OwnWords(uid, snippet.body_html, snippet.body_text, snippet.body_notes)
    return OwnWords(uid, block.prose_html, block.prose_text, block.prose_notes)


def compose_page(page: Page, voice: str) -> Composed:
    """No query. `voice` is whose words they are."""
    return Composed([Composer(()).prose(OwnWords(page.uid, page.body_html, page.body_text, page.body_notes), voice)])


def _is_described(before: Section, excerpt: Excerpt) -> bool:
    """A video and, directly below it, words about it: one thing to its readers, so long as nothing is said between."""
    return (
        isinstance(before, Video)
        and before.article.pk == excerpt.article.pk
        and not before.block.caption
        and not excerpt.is_continued
    )


def compose_article(article: Article) -> Composed:
    """Everything published posts say about an article: an excerpt for each public capture, newest first."""
    captures = public_captures().filter(article=article).select_related("article__publisher")
    composer = Composer(in_order(public_targets().filter(capture__article=article)))
    return Composed([composer.excerpt(capture) for capture in captures.prefetch_related(*with_article())])
