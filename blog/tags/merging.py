"""Two tags for one thing become one; the other's name stays as another name of it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from taggit.models import CommonGenericTaggedItemBase, ItemBase

from blog.tags.models import Alias, Merge, Tag, through_models


@dataclass(frozen=True, slots=True)
class Merged:
    """Things that got the tag, and things that had both."""

    moved: int
    doubled: int


def merge(tag: Tag, into: Tag, by: str = "") -> Merged:
    """Everything tagged `tag` is tagged `into`; `tag` becomes another name of `into`, as do its other names.

    What `tag` was and what had it stays in the log (`Merge`), with the name of who merged.
    Raises ValueError when both are the same tag.
    """
    if tag.pk == into.pk:
        raise ValueError("A tag cannot be merged into itself. Choose two tags.")
    with transaction.atomic():
        # In one order, so that two merges at once cannot wait for each other.
        list(Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk"))
        moved = doubled = 0
        things: dict[str, list[Any]] = {}
        for through in through_models():
            taken = {_thing(row) for row in through.objects.filter(tag=into)}
            for row in through.objects.filter(tag=tag):
                things.setdefault(through._meta.label_lower, []).append(_thing(row))
                if _thing(row) in taken:
                    row.delete()
                    doubled += 1
                else:
                    row.tag = into
                    row.save()
                    moved += 1
        Alias.objects.filter(tag=tag).update(tag=into)
        if not into.description and tag.description:
            into.description = tag.description
            into.save()
        log = Merge(
            name=tag.name,
            slug=tag.slug,
            description=tag.description,
            into=into,
            into_name=into.name,
            moved=moved,
            doubled=doubled,
            things=things,
            merged_by=by,
        )
        tag.delete()
        Alias.objects.create(name=log.name, slug=log.slug, tag=into)
        log.save()
    return Merged(moved, doubled)


def _thing(row: ItemBase) -> Any:
    """What identifies the tagged thing within its through table."""
    if isinstance(row, CommonGenericTaggedItemBase):
        return row.content_type_id, row.object_id
    return row.content_object_id
