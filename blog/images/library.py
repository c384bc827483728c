"""Taking pictures into the library, and making their renditions."""

import io
from collections.abc import Iterator
from typing import IO

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from PIL import Image as Pillow

from blog.core.pictures import CleanPicture, clean_picture, encode
from blog.images.models import Image, Rendition
from blog.images.usage import addresses, repoint

WIDTHS = (480, 960, 1600)
_OPTIONS = {
    Rendition.Format.AVIF: {"quality": 60, "speed": 8},
    Rendition.Format.WEBP: {"quality": 78, "method": 4},
    Rendition.Format.JPEG: {"quality": 80},
    Rendition.Format.PNG: {},
}


def add(
    file: "bytes | IO[bytes] | File[bytes]",
    *,
    name: str = "",
    alt: str = "",
    is_decorative: bool = False,
    credit: str = "",
    source_url: str = "",
) -> Image:
    """The library's picture with these bytes; where there is one already, the other arguments are ignored.

    Raises PictureRefused, or ValidationError when there is neither an alternative text nor is_decorative.
    """
    picture = clean_picture(file)
    if known := Image.objects.filter(sha256=picture.sha256).first():
        return known
    image = Image(name=name, alt=alt, is_decorative=is_decorative, credit=credit, source_url=source_url)
    image.full_clean(exclude=["file", "sha256"], validate_constraints=False)
    try:
        keep(image, picture)
    except IntegrityError:
        if twin := Image.objects.filter(sha256=picture.sha256).first():
            return twin
        raise
    return image


def keep(image: Image, picture: CleanPicture) -> None:
    """Makes this the picture of a new or an existing row, with its renditions; all or nothing.

    Raises IntegrityError when another row has these bytes. Replaced files go on commit.
    """
    made = list(_renditions(picture))
    written: list[FieldFile] = []
    try:
        with transaction.atomic():
            outdated = list(image.renditions.all()) if image.pk else []
            former = Image.objects.get(pk=image.pk).file if image.pk else None
            image.sha256 = picture.sha256
            image.file.save(picture.name, picture.as_file(), save=False)
            written.append(image.file)
            image.save()
            for rendition in outdated:
                rendition.delete()
            for rendition, data in made:
                rendition.image = image
                rendition.file.save(_name(picture, rendition), ContentFile(data), save=False)
                written.append(rendition.file)
                rendition.save()
            if former and former.name != image.file.name:
                transaction.on_commit(lambda: former.delete(save=False))
    except BaseException:
        for field in written:
            field.storage.delete(field.name or "")
        raise
    if hasattr(image, "_prefetched_objects_cache"):
        image._prefetched_objects_cache.pop("renditions", None)


def replace(image: Image, picture: CleanPicture) -> int:
    """Another picture in the same row; Markdown that shows the old one follows. The number of such texts.

    Raises IntegrityError as `keep` does.
    """
    former = addresses(Image.objects.get(pk=image.pk))
    with transaction.atomic():
        keep(image, picture)
        return repoint(image, former)


def _name(picture: CleanPicture, rendition: Rendition) -> str:
    return f"{picture.stem}-{rendition.width}.{Rendition.Format(rendition.format).suffix}"


def _renditions(picture: CleanPicture) -> Iterator[tuple[Rendition, bytes]]:
    """Unsaved rows with their bytes. A modern format that takes more room than the plain one is left out."""
    plain = Rendition.Format(picture.format.lower())
    original = Pillow.open(io.BytesIO(picture.data))
    sizes = []
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        height = max(1, round(picture.height * width / picture.width))
        sizes.append(original.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3.0))
    limit = None
    for name in (plain, *Rendition.MODERN):
        made = [encode(sized, name.value.upper(), **_OPTIONS[name]) for sized in sizes]
        total = sum(map(len, made))
        limit = total if limit is None else limit
        if total <= limit:
            yield from ((_row(name, sized, data), data) for sized, data in zip(sizes, made, strict=True))


def _row(name: Rendition.Format, sized: Pillow.Image, data: bytes) -> Rendition:
    return Rendition(format=name, width=sized.width, height=sized.height, size=len(data))
