"""Who publishes and who writes the articles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from blog.core.fields import WebAddressField
from blog.core.identifiers import free_slug
from blog.core.urls import InvalidURL, host_of


class Slugged(models.Model):
    """A name and the slug made from it once."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the name.",
    )

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


class PublisherQuerySet(models.QuerySet["Publisher"]):
    def of_url(self, url: str) -> "Publisher | None":
        """The publisher of this host or of the nearest host above it (news.example.org, then example.org)."""
        labels = host_of(url).split(".")
        hosts = [".".join(labels[i:]) for i in range(len(labels) - 1)] or labels
        found = {h.host: h.publisher for h in PublisherHost.objects.filter(host__in=hosts).select_related("publisher")}
        return next((found[host] for host in hosts if host in found), None)


class Publisher(Slugged):
    """A newspaper, agency, station, court or ministry."""

    home_page = WebAddressField(max_length=2000, blank=True)

    objects = PublisherQuerySet.as_manager()

    class Meta(Slugged.Meta):
        constraints = [models.UniqueConstraint(Lower("name"), name="publisher_name_once")]

    def get_absolute_url(self) -> str:
        return reverse("website:publisher", args=[self.slug])


class PublisherHost(models.Model):
    """A host name of a publisher: one publisher may have several, in succession too."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="hosts")
    host = models.CharField(max_length=253, unique=True, help_text="Without www., for example news.example.org")

    class Meta:
        ordering = ["host"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(host=Lower("host"))
                & ~models.Q(host__startswith="www.")
                & ~models.Q(host__contains="/"),
                name="publisher_host_is_plain",
            ),
        ]

    def __str__(self) -> str:
        return self.host

    def clean(self) -> None:
        """Raises ValidationError at the host."""
        host = self.host.strip().lower()
        try:
            self.host = host_of(host if "://" in host else f"https://{host}")
        except InvalidURL as error:
            raise ValidationError({"host": str(error)}) from error


class Author(Slugged):
    """Somebody who writes articles."""

    page_url = WebAddressField("page at the publisher", max_length=2000, blank=True)

    def get_absolute_url(self) -> str:
        return reverse("website:author", args=[self.slug])
