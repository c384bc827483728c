"""Where a picture stands: rows that point at it, and Markdown that shows one of its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.apps import apps
from django.contrib.admin.sites import site
from django.db import models, transaction
from django.urls import reverse

from blog.core.fields import MarkdownField
from blog.images.models import Image


@dataclass(frozen=True, slots=True)
class Use:
    """`url` leads to the row's admin page; empty where there is none."""

    label: str
    url: str


def uses_of(image: Image) -> list[Use]:
    """Each row once, pointers first."""
    found: dict[tuple[type[models.Model], object], Use] = {}
    for row in (*_pointing_at(image), *(row for row, _ in _texts_with(image))):
        shown = _shown(row)
        found.setdefault((type(shown), shown.pk), _use(shown))
    return list(found.values())


def repoint(image: Image, former: list[str]) -> int:
    """Puts the picture's address into all Markdown that has a former one. The number of texts."""
    address, count = image.fallback.url, 0
    pattern = re.compile("|".join(re.escape(url) for url in former))
    with transaction.atomic():
        for row, field in _texts_with(image, former):
            source = field.value_from_object(row)
            changed = pattern.sub(lambda _: address, source)
            if changed != source:
                setattr(row, field.attname, changed)
                row.save()
                count += 1
    return count


def addresses(image: Image) -> list[str]:
    """Of all its files, longest first, so that none is found inside another."""
    urls = [image.file.url, *(rendition.file.url for rendition in image.renditions.all())]
    return sorted(urls, key=len, reverse=True)


def _pointing_at(image: Image) -> Iterator[models.Model]:
    for relation in Image._meta.related_objects:
        if relation.on_delete is models.CASCADE or not relation.related_model:
            continue
        yield from relation.related_model._default_manager.filter(**{relation.field.name: image})


def _texts_with(image: Image, urls: list[str] | None = None) -> Iterator[tuple[models.Model, MarkdownField]]:
    stems = {PurePosixPath(url).stem for url in urls or addresses(image)}
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, MarkdownField) and stems:
                wanted = models.Q(*((f"{field.name}__contains", stem) for stem in stems), _connector=models.Q.OR)
                yield from ((row, field) for row in model._default_manager.filter(wanted))


def _shown(row: models.Model) -> models.Model:
    """The row itself, or the one it is a part of, whichever has an admin page."""
    if not site.is_registered(type(row)):
        for field in row._meta.fields:
            if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
                whole: models.Model | None = getattr(row, field.name)
                if whole is not None and site.is_registered(type(whole)):
                    return whole
    return row


def _use(row: models.Model) -> Use:
    meta = row._meta
    label = f"{meta.verbose_name}: {row}"
    if not site.is_registered(type(row)):
        return Use(label, "")
    return Use(label, reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk]))
