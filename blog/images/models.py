"""The image library."""

import hashlib
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

POSITION = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]


class Image(models.Model):
    """One picture, stored once; re-encoded on the way in, so that nothing of the uploaded bytes is served."""

    file = models.ImageField(upload_to="images/%Y/%m/", width_field="width", height_field="height", max_length=255)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    sha256 = models.CharField(max_length=64, unique=True, editable=False, help_text="Of the bytes as uploaded.")
    name = models.CharField(max_length=200, blank=True, help_text="For finding it in the library. Empty: the file's name.")
    alt = models.CharField("alternative text", max_length=500, blank=True, help_text="What the picture shows, for those who do not see it.")
    is_decorative = models.BooleanField("decorative", default=False, help_text="It says nothing that the text does not.")
    credit = models.CharField(max_length=300, blank=True)
    source_url = models.URLField("where it is from", max_length=2000, blank=True)
    focal_x = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.5"), validators=POSITION)
    focal_y = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.5"), validators=POSITION)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="image_has_a_size"),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1), name="image_focal_point_inside"
            ),
            models.CheckConstraint(condition=~models.Q(alt="") | models.Q(is_decorative=True), name="image_alt_or_decorative"),
        ]

    def __str__(self) -> str:
        return self.name or self.alt or self.file.name.rsplit("/", 1)[-1]


class Rendition(models.Model):
    """The picture at another width or in another format."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="renditions/%Y/%m/", max_length=255)
    size = models.PositiveIntegerField(help_text="Bytes.")

    class Meta:
        ordering = ["image", "format", "width"]
        constraints = [models.UniqueConstraint(fields=["image", "format", "width"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.image} {self.width} {self.get_format_display()}"


def sha256_of(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()
