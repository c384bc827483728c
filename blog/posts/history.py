"""History: a revision holds a post with its blocks, articles, captures, annotations, targets and tags, or a page.

What belongs to the post is compared and restored as one unit. Rows that the unit only points at (people, images,
tags, series, categories, snippets, publishers) are never changed by a restoration.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import reversion
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from reversion.models import Version

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Byline, Capture, Passage
from blog.core.identifiers import make_uid
from blog.core.moments import in_words
from blog.posts import digest
from blog.posts.models import Block, Correction, FormerAddress, Page, Post, Tagging

# In the order in which rows can be brought back.
UNIT: dict[type[models.Model], tuple[str, ...]] = {
    Article: ("bylines",),
    Byline: (),
    Capture: ("article", "passages", "targets"),
    Passage: (),
    Annotation: ("corrections",),
    Target: ("annotation",),
    Post: ("blocks", "taggings", "corrections"),
    Tagging: (),
    Block: ("capture", "video"),
    Correction: (),
    Page: (),
}
for _model, _follow in UNIT.items():
    if not reversion.is_registered(_model):
        reversion.register(_model, follow=_follow)

Key = tuple[type[models.Model], int]


class CannotRestore(Exception):
    """The message says what stands in the way."""


@receiver(post_save, sender=Annotation)
@receiver(post_save, sender=Target)
@receiver(post_save, sender=Passage)
@receiver(post_save, sender=Article)
@receiver(post_save, sender=Byline)
def keep_posts(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Whatever is edited apart from its posts is in their history too."""
    if not raw and reversion.is_active():
        for post in posts_showing(instance):
            reversion.add_to_revision(post)


def posts_showing(instance: models.Model) -> models.QuerySet[Post]:
    posts = Post.objects.order_by("pk")
    match instance:
        case Annotation():
            return posts.filter(blocks__capture__targets__annotation=instance).distinct()
        case Capture():
            return posts.filter(blocks__capture=instance).distinct()
        case Target() | Passage():
            return posts.filter(blocks__capture=instance.capture_id).distinct()
        case Byline():
            return posts.filter(blocks__capture__article=instance.article_id).distinct()
        case Article():
            either = models.Q(blocks__capture__article=instance) | models.Q(blocks__video=instance)
            return posts.filter(either).distinct()
        case _:
            return posts.none()


def versions_of(pk: int, model: type[Post | Page] = Post) -> models.QuerySet[Version]:
    """Newest first."""
    found: models.QuerySet[Version] = Version.objects.get_for_object_reference(model, pk)
    return found.select_related("revision__user").order_by("-pk")


def unit_of(version: Version) -> dict[Key, Version]:
    """The versions that belong to this post or page, of those its revision holds: one may touch several posts."""
    stored = {(v._model, int(v.object_id)): v for v in version.revision.version_set.all() if v._model in UNIT}
    own: dict[Key, Version] = {}
    waiting: list[Key] = [(version._model, int(version.object_id))]
    while waiting:
        key = waiting.pop()
        if key in own or key not in stored:
            continue
        own[key] = stored[key]
        waiting += _next(key, stored)
    return own


def _next(key: Key, stored: dict[Key, Version]) -> Iterator[Key]:
    """The rows that `UNIT` follows from this one, as they were."""
    model, pk = key
    for name in UNIT[model]:
        field: Any = model._meta.get_field(name)
        if field.many_to_one:
            target = stored[key].field_dict[field.attname]
            if target is not None:
                yield field.related_model, target
        else:
            related, column = field.related_model, field.field.attname
            yield from ((m, k) for (m, k), v in stored.items() if m is related and v.field_dict[column] == pk)


def restore(version: Version, user: Any = None) -> list[str]:
    """Puts the row with all that belongs to it back as it was then; what could not be brought back, in sentences.

    Notes made since then on a text that other posts show too are kept. Raises CannotRestore, and then changes nothing.
    """
    unit = unit_of(version)
    model, pk = version._model, int(version.object_id)
    missing: list[str] = []
    try:
        with digest.postponed(), transaction.atomic(), reversion.create_revision():
            reversion.set_user(user)
            reversion.set_comment(f"Restored as it was on {in_words(version.revision.date_created)}.")
            touched = set(_showing_captures(unit)) | ({pk} if model is Post else set())
            before = model.objects.filter(pk=pk).first()
            if model is Post:
                _remove_newer(unit, pk)
                _take_from_successors(unit, pk)
            _bring_back(unit, missing)
            connection.check_constraints()
            row = model.objects.get(pk=pk)
            row.save()
            FormerAddress.objects.follow(row, before)
            reversion.add_to_revision(row)
            digest.refresh(touched)
    except (IntegrityError, models.ProtectedError) as error:
        raise CannotRestore(
            "Something that this version needs has been deleted since, or taken, as its address by another."
        ) from error
    return missing


def _keys(unit: Iterable[Key], model: type[models.Model]) -> list[int]:
    return [pk for kind, pk in unit if kind is model]


def _showing_captures(unit: dict[Key, Version]) -> Iterator[int]:
    yield from Block.objects.filter(capture__in=_keys(unit, Capture)).values_list("post_id", flat=True)


def _remove_newer(unit: dict[Key, Version], post_pk: int) -> None:
    for model in (Block, Tagging, Correction):
        owner = "content_object" if model is Tagging else "post"
        model.objects.filter(**{owner: post_pk}).exclude(pk__in=_keys(unit, model)).delete()
    captures = Capture.objects.filter(pk__in=_keys(unit, Capture)).exclude(
        pk__in=Block.objects.exclude(post=post_pk).exclude(capture=None).values("capture")
    )
    Target.objects.filter(capture__in=captures).exclude(pk__in=_keys(unit, Target)).delete()
    articles = _keys(unit, Article)
    Byline.objects.filter(article__in=articles).exclude(pk__in=_keys(unit, Byline)).delete()


def _take_from_successors(unit: dict[Key, Version], post_pk: int) -> None:
    """Passages may have gone over to a later capture with their notes. Where other posts show that, it keeps them."""
    gone = Passage.objects.filter(pk__in=_keys(unit, Passage)).exclude(capture__in=_keys(unit, Capture))
    for successor in Capture.objects.filter(pk__in=gone.values("capture")):
        if successor.blocks.exclude(post=post_pk).exists():
            _copy_from(successor, unit)
            continue
        for model in (Block, Target):
            model.objects.filter(capture=successor).delete()
        successor.delete()


def _copy_from(successor: Capture, unit: dict[Key, Version]) -> None:
    """What of these is in the successor now comes back as rows of its own."""
    for model in (Passage, Target):
        for pk in model.objects.filter(capture=successor, pk__in=_keys(unit, model)).values_list("pk", flat=True):
            row = unit[model, pk]._object_version.object
            row.pk = None
            if model is Passage:
                row.uid = make_uid()


def _bring_back(unit: dict[Key, Version], missing: list[str]) -> None:
    order = list(UNIT)
    waiting = [version for _, version in sorted(unit.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))]
    while waiting:
        again = []
        for version in waiting:
            if not _mend(version, missing):
                continue
            try:
                with transaction.atomic():
                    version._object_version.save()
            except IntegrityError:
                again.append(version)
        if len(again) == len(waiting):
            raise IntegrityError("no row could be saved")
        waiting = again


def _mend(version: Version, missing: list[str]) -> bool:
    """Clears what points at rows that are gone; False when the row makes no sense without them."""
    row, deserialized = version._object_version.object, version._object_version
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        related: Any = field.related_model
        if not field.is_relation or value is None or related in UNIT or related._base_manager.filter(pk=value).exists():
            continue
        what = f"{row._meta.verbose_name} “{version.object_repr}”"
        if isinstance(row, Block) or not field.null:
            missing.append(f"The {what} is left out: its {field.verbose_name} has been deleted since.")
            return False
        setattr(row, field.attname, None)
        if field.name == "series":
            row.part = None
        missing.append(f"The {what} has lost its {field.verbose_name}, which has been deleted since.")
    if deserialized.m2m_data:
        for name, pks in list(deserialized.m2m_data.items()):
            related = row._meta.get_field(name).related_model
            there = set(related._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
            deserialized.m2m_data[name] = [pk for pk in pks if int(pk) in there]
    return True


def deleted(model: type[Post | Page]) -> models.QuerySet[Version]:
    """The last version of each one that is gone."""
    found: models.QuerySet[Version] = Version.objects.get_deleted(model)
    return found.select_related("revision__user").order_by("-pk")
