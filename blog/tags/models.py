"""Tags of the site's own shape: long names, any script, other names that lead to the same tag."""

from typing import Any

from django.db import models
from django.urls import reverse
from taggit.models import TagBase

from blog.core.identifiers import slug_of


class Tag(TagBase):
    """What a post is about."""

    # taggit's 100 characters are too few: institutions are tagged by their full names.
    name = models.CharField(max_length=1200, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    description = models.TextField(blank=True, help_text="Shown at the top of the tag's page.")

    class Meta:
        ordering = ["name"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Letters of any script; numbered from the second of the same slug on."""
        slug = slug_of(tag, limit=90)
        return slug if i is None else f"{slug}-{i}"

    def get_absolute_url(self) -> str:
        return reverse("website:tag", args=[self.slug])


class Alias(models.Model):
    """Another name of a tag: typed, it becomes the tag; its old page leads to the tag's."""

    name = models.CharField(max_length=1200, unique=True)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return f"{self.name} → {self.tag.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug_of(self.name, limit=90)
        super().save(*args, **kwargs)
