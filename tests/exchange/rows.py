"""All rows of a site as plain values under names that do not depend on primary keys, to compare two databases.

Left out: primary keys; passwords, rights and addresses of people; renditions and the folders of stored files, which are
made anew; the history, logs and import records. Posts of one moment may change their order: it is that of their keys.
"""

import re
from typing import Any

from reversion.models import Revision, Version

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Capture, Passage, Publisher
from blog.exchange.models import ImportRecord
from blog.exchange.own.pieces import stored_picture
from blog.images.models import Image
from blog.posts.models import Block, Category, Correction, FormerAddress, Page, Post, Series, Snippet
from blog.tags.models import Tag

Row = dict[str, Any]
DATES = ("created", "modified")


def rows() -> dict[str, list[Row]]:
    """By model; each list in an order that both databases have."""
    return {
        "people": [
            _of(user, "username handle display_name first_name last_name bio") for user in _by(User, "username")
        ],
        "publishers": [
            {**_of(one, "name slug home_page"), "hosts": sorted(host.host for host in one.hosts.all())}
            for one in _by(Publisher, "slug")
        ],
        "authors": [_of(one, "name slug page_url") for one in _by(Author, "slug")],
        "tags": [
            {**_of(tag, "name key slug description"), "aliases": sorted(a.values() for a in _aliases(tag))}
            for tag in _by(Tag, "name")
        ],
        "categories": [_of(one, "name slug description description_html") for one in _by(Category, "name")],
        "series": [_of(one, "name slug description description_html") for one in _by(Series, "name")],
        "snippets": [_of(one, "name body body_html body_text body_notes modified") for one in _by(Snippet, "name")],
        "images": [
            _of(one, "width height sha256 name alt is_decorative credit source_url focal_x focal_y created")
            for one in _by(Image, "sha256")
        ],
        "places": list(FormerAddress.objects.exclude(address="").order_by("path").values("path", "address")),
        "articles": [_article(one) for one in _by(Article, "slug")],
        "captures": [_capture(one) for one in Capture.objects.order_by("article__slug", "captured_at", "sha256")],
        "annotations": [_annotation(one) for one in _by(Annotation, "uid")],
        "posts": [_post(one) for one in _by(Post, "uid")],
        "pages": [_page(one) for one in _by(Page, "uid")],
    }


def _by(model: Any, name: str) -> Any:
    return model._default_manager.order_by(name)


def _aliases(tag: Any) -> Any:
    return [_Values(_of(alias, "name slug")) for alias in tag.aliases.all()]


class _Values(dict[str, Any]):
    def values(self) -> Any:
        return tuple(super().values())


def _of(row: Any, names: str) -> Row:
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    """Stored pictures by the names of their files."""
    if isinstance(value, str):
        return stored_picture().sub(r"picture \2", value)
    if isinstance(value, list | dict):
        return re.sub(r"/media/\w+/\d{4}/\d\d/", "picture ", repr(value))
    return value


def _article(article: Article) -> Row:
    names = "kind headline slug dek url url_normalised published_at modified_at dates_printed language archive_url"
    return {
        **_of(article, f"{names} created modified"),
        "publisher": article.publisher.slug if article.publisher else None,
        "bylines": [(one.author.slug, one.role) for one in article.bylines.order_by("position", "id")],
    }


def _capture(capture: Capture) -> Row:
    names = "uid position role markdown html text start is_quoted"
    return {
        "article": capture.article.slug,
        **_of(capture, "text plain sha256 captured_at how"),
        "passages": [_of(one, names) for one in Passage.objects.filter(capture=capture).order_by("position")],
    }


def _annotation(annotation: Annotation) -> Row:
    return {
        **_of(annotation, "uid attribution kind body body_html body_text state created modified"),
        "annotator": annotation.annotator.username if annotation.annotator else None,
        "targets": sorted(_target(one) for one in annotation.targets.select_related("capture__article")),
        "corrections": _corrections(annotation),
    }


def _target(target: Target) -> tuple[Any, ...]:
    names = "part start end exact prefix suffix status score is_guess"
    return (target.capture.article.slug, target.capture.sha256, *_of(target, names).values())


def _corrections(row: Any) -> list[Row]:
    return [_of(one, "kind made_at body body_html") for one in Correction.objects.filter(pk__in=row.corrections.all())]


def _post(post: Any) -> Row:
    names = (
        "uid feed_id title slug dek pull_quote pull_quote_by status publish_at year month part updated_at created "
        "modified note_count own_words quoted_words galley"
    )
    filed = Post.categories.through._default_manager.filter(post=post).order_by("id")
    return {
        **_of(post, names),
        "author": post.author.username,
        "series": post.series.name if post.series else None,
        "lead_image": post.lead_image.sha256 if post.lead_image else None,
        "categories": list(filed.values_list("category__name", flat=True)),
        "tags": list(post.taggings.order_by("id").values_list("tag__name", flat=True)),
        "former": sorted(FormerAddress.objects.filter(post=post).values_list("path", flat=True)),
        "corrections": _corrections(post),
        "blocks": [_block(one) for one in post.blocks.order_by("position", "id")],
    }


def _page(page: Page) -> Row:
    names = "uid title slug body body_html body_text body_notes status publish_at created modified"
    return {**_of(page, names), "former": sorted(page.former_addresses.values_list("path", flat=True))}


def _block(block: Block) -> Row:
    return {
        **_of(block, "kind position prose prose_html prose_text prose_notes first_passage last_passage caption"),
        "capture": (block.capture.article.slug, block.capture.sha256) if block.capture else None,
        "image": block.image.sha256 if block.image else None,
        "video": block.video.slug if block.video else None,
        "snippet": block.snippet.name if block.snippet else None,
    }


def empty() -> None:
    """No row is left of anything that `rows` tells of."""
    Version.objects.all().delete()
    Revision.objects.all().delete()
    for model in (
        ImportRecord,
        FormerAddress,
        Post,
        Page,
        Target,
        Annotation,
        Capture,
        Article,
        Snippet,
        Category,
        Series,
        Tag,
    ):
        model._default_manager.all().delete()
    for model in (Author, Publisher, Image, User):
        model._default_manager.all().delete()
    assert not any(rows().values())
