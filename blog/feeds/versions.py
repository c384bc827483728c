"""Validators of a feed (RFC 9110, section 8.8) from the rows it shows, without composing or drawing them.

The entity tag hashes every column that can be seen: no way of changing a row, or a template, escapes it.
Last-Modified knows only moments that rows keep; a renamed tag has none. If-None-Match wins (section 13.2.2).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Max, Q
from django.template.loader import get_template

from blog.annotations.models import Annotation, Target
from blog.articles.models import Byline, Passage
from blog.images.models import Rendition
from blog.posts.models import Block, Correction, Post

PARTS = ("entry", "_clipping", "_figure", "_quotation", "_remarks", "_source")
ARTICLE = ("headline", "url", "dates_printed", "published_at", "archive_url", "language", "publisher__name")
PERSON = ("username", "first_name", "last_name", "display_name")
PICTURE = ("file", "width", "height", "alt", "credit")
BLOCK = (
    *("post", "position", "id", "kind", "caption", "first_passage", "last_passage"),
    *("prose_html", "prose_text", "prose_notes"),
    *(f"capture__article__{name}" for name in ("id", *ARTICLE)),
    *(f"video__{name}" for name in ("id", *ARTICLE)),
    *(f"image__{name}" for name in PICTURE),
    *(f"snippet__{name}" for name in ("body_html", "body_text", "body_notes")),
)
BLOCK_MOMENTS = ("capture__article__modified", "video__modified", "snippet__modified")
TARGET = (
    *("capture", "part", "exact", "start", "end", "status"),
    *(f"annotation__{name}" for name in ("uid", "body_html", "attribution")),
    *(f"annotation__annotator__{name}" for name in PERSON),
)


class Version(NamedTuple):
    etag: str
    modified: dt.datetime | None


def version(posts: Sequence[Post], *given: Any) -> Version:
    """Of a feed with these posts, fetched `for_lists`; `given` is what else it shows. Ten queries at most."""
    digest = blake2b(digest_size=16)
    moments: list[dt.datetime | None] = [_last_withdrawal()]

    def add(rows: Iterable[tuple[Any, ...]], visible: int | None = None) -> None:
        for row in rows:
            digest.update(repr(row[:visible]).encode())
            if visible is not None:
                moments.extend(row[visible:])

    add([given, (settings.SITE_NAME, settings.SITE_OWNER, settings.SITE_AUTHORITY, settings.TIME_ZONE)])
    add((get_template(f"feeds/{name}.html").template.source,) for name in PARTS)  # type: ignore[attr-defined]
    add(map(_seen, posts), -2)
    blocks = list(
        Block.objects.filter(post__in=posts)
        .order_by("post", "position", "id")
        .values_list(*BLOCK, "capture", "image", *BLOCK_MOMENTS)
    )
    add(blocks, -len(BLOCK_MOMENTS))
    keys = [dict(zip((*BLOCK, "capture", "image"), row, strict=False)) for row in blocks]
    captures = {key["capture"] for key in keys} - {None}
    articles = {key[f"{path}__id"] for key in keys for path in ("capture__article", "video")} - {None}
    images = {key["image"] for key in keys} | {post.lead_image_id for post in posts}
    passages = Passage.objects.quoted().filter(capture__in=captures).order_by("capture", "position")
    add(passages.values_list("capture", "position", "role", "html", "start"))
    bylines = Byline.objects.filter(article__in=articles).order_by("article", "position", "id")
    add(bylines.values_list("article", "author__name", "role"))
    renditions = Rendition.objects.filter(image__in=images - {None}).order_by("image", "format", "width")
    add(renditions.values_list("image", "format", "width", "file"))
    targets = Target.objects.filter(capture__in=captures, annotation__state=Annotation.State.PUBLISHED)
    targets = targets.order_by("start", "end", "id")
    found = list(targets.values_list(*TARGET, "annotation", "annotation__modified"))
    add(found, -1)
    corrections = Correction.objects.filter(Q(post__in=posts) | Q(annotation__in={row[-2] for row in found}))
    add(corrections.values_list("post", "annotation", "kind", "made_at", "body_html", "made_at"), -1)
    return Version(f'"{digest.hexdigest()}"', max((moment for moment in moments if moment), default=None))


def _seen(post: Post) -> tuple[Any, ...]:
    image = post.lead_image
    return (
        *(post.uid, post.feed_id, post.title, post.get_absolute_url(), post.dek, post.pull_quote, post.pull_quote_by),
        *(post.publish_at, post.last_changed, post.author.public_name),
        *(tuple(getattr(image, name) for name in PICTURE) if image else ()),
        tuple(category.name for category in post.categories.all()),
        tuple(tag.name for tag in post.tags.all()),
        *(post.publish_at, post.modified),
    )


def _last_withdrawal() -> dt.datetime | None:
    """Of a post or a note anywhere: what is taken away leaves no row in the feed to tell when."""
    moments = [
        Post.objects.exclude(status=Post.Status.PUBLISHED).aggregate(at=Max("modified"))["at"],
        Annotation.objects.exclude(state=Annotation.State.PUBLISHED).aggregate(at=Max("modified"))["at"],
    ]
    return max((moment for moment in moments if moment), default=None)
