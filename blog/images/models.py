"""The image library."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from blog.core.fields import WebAddressField

POSITION = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]


@dataclass(frozen=True, slots=True)
class Source:
    """What a `<source>` or an `<img>` needs; `srcset` names every width, `url` the widest."""

    mime: str
    srcset: str
    url: str
    width: int
    height: int


class ImageQuerySet(models.QuerySet["Image"]):
    def with_renditions(self) -> "ImageQuerySet":
        """So that `sources` and `fallback` of any number of pictures cost one query."""
        return self.prefetch_related("renditions")


class Image(models.Model):
    """One picture, stored once; re-encoded on the way in, so that nothing of the uploaded bytes is served."""

    file = models.ImageField(
        "picture", upload_to="images/%Y/%m/", width_field="width", height_field="height", max_length=255
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    sha256 = models.CharField(
        max_length=64, unique=True, editable=False, help_text="Of the bytes as uploaded, hexadecimal."
    )
    name = models.CharField(
        max_length=200, blank=True, help_text="For finding it in the library. Empty: the alternative text."
    )
    alt = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, for those who do not see it.",
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="It says nothing that the text does not."
    )
    credit = models.CharField(max_length=300, blank=True, help_text="Who made it, as it is to be printed.")
    source_url = WebAddressField("where it is from", max_length=2000, blank=True)
    focal_x = models.DecimalField(
        "focal point, across",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.5"),
        validators=POSITION,
        help_text="0 is the left edge, 1 the right.",
    )
    focal_y = models.DecimalField(
        "focal point, down",
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.5"),
        validators=POSITION,
        help_text="0 is the top, 1 the bottom.",
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="image_has_a_size"),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=~models.Q(alt="") | models.Q(is_decorative=True), name="image_alt_or_decorative"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.alt or (self.file.name or "").rpartition("/")[2]

    def clean(self) -> None:
        """Raises ValidationError at the alternative text."""
        self.alt = self.alt.strip()
        if not self.alt and not self.is_decorative:
            raise ValidationError({"alt": "Say what the picture shows, or mark it as decorative."})

    @property
    def text_alternative(self) -> str:
        """The value of an `alt` attribute."""
        return "" if self.is_decorative else self.alt

    @property
    def focal_classes(self) -> str:
        """For cropped frames: `fx-7 fy-3` is 70 % across and 30 % down (no inline style may say it)."""
        return f"fx-{round(self.focal_x * 10)} fy-{round(self.focal_y * 10)}"

    @property
    def sources(self) -> list[Source]:
        """Smaller formats first, for `<source>`s; no query when renditions are prefetched."""
        return [found for name in Rendition.MODERN if (found := self._source(name))]

    @property
    def fallback(self) -> Source:
        """For `<img>`: what every reader can show, at most 1600 pixels wide."""
        for name in Rendition.PLAIN:
            if found := self._source(name):
                return found
        mime = "image/png" if (self.file.name or "").endswith(".png") else "image/jpeg"
        return Source(mime, f"{self.file.url} {self.width}w", self.file.url, self.width, self.height)

    @property
    def thumbnail(self) -> Source:
        """The narrowest plain rendition."""
        plain = [r for r in self.renditions.all() if r.format in Rendition.PLAIN]
        if not plain:
            return self.fallback
        least = min(plain, key=lambda rendition: rendition.width)
        return Source(least.mime, least.candidate, least.file.url, least.width, least.height)

    def _source(self, name: "Rendition.Format") -> Source | None:
        found = sorted(
            (rendition for rendition in self.renditions.all() if rendition.format == name),
            key=lambda rendition: rendition.width,
        )
        if not found:
            return None
        widest = found[-1]
        srcset = ", ".join(rendition.candidate for rendition in found)
        return Source(widest.mime, srcset, widest.file.url, widest.width, widest.height)


class Rendition(models.Model):
    """The picture at another width or in another format."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"

        @property
        def suffix(self) -> str:
            return "jpg" if self == "jpeg" else self.value

    MODERN = (Format.AVIF, Format.WEBP)
    PLAIN = (Format.JPEG, Format.PNG)

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="renditions/%Y/%m/", max_length=255)
    size = models.PositiveIntegerField(help_text="Bytes.")

    class Meta:
        ordering = ["image", "format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["image", "format", "width"], name="rendition_once"),
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="rendition_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.width} {self.get_format_display()}"

    @property
    def mime(self) -> str:
        return f"image/{self.format}"

    @property
    def candidate(self) -> str:
        """An entry of a `srcset` (HTML, 4.8.4.2.1)."""
        return f"{self.file.url} {self.width}w"
