"""Series and categories."""

from typing import Any

from django.db import models
from django.urls import reverse

from blog.core.fields import MarkdownField
from blog.core.identifiers import free_slug


class Group(models.Model):
    """A name, an address, a few words about it."""

    name = models.CharField(max_length=300, unique=True)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the name.",
    )
    description = MarkdownField(blank=True, html_field="description_html")
    description_html = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            others = type(self)._default_manager.exclude(pk=self.pk)
            self.slug = free_slug(self.name, lambda slug: others.filter(slug=slug).exists())
        super().save(*args, **kwargs)


class Series(Group):
    """Posts to be read in order."""

    class Meta(Group.Meta):
        verbose_name_plural = "series"

    def get_absolute_url(self) -> str:
        return reverse("website:series", args=[self.slug])


class Category(Group):
    """One of the few subjects of the site."""

    class Meta(Group.Meta):
        verbose_name_plural = "categories"

    def get_absolute_url(self) -> str:
        return reverse("website:category", args=[self.slug])
