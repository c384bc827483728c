"""The publishing rule, once: status published and publish_at not in the future. No job flips anything."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


def is_published(prefix: str = "", now: dt.datetime | None = None) -> models.Q:
    """The rule as a filter; `prefix` is a lookup path that ends in `__`."""
    return models.Q(**{f"{prefix}status": Status.PUBLISHED, f"{prefix}publish_at__lte": now or timezone.now()})


class PublishableQuerySet(models.QuerySet[Any]):
    def published(self, now: dt.datetime | None = None) -> Self:
        """What the public may see at `now`."""
        return self.filter(is_published(now=now))

    def scheduled(self, now: dt.datetime | None = None) -> Self:
        """Published by status, not yet by the clock."""
        return self.filter(status=Status.PUBLISHED, publish_at__gt=now or timezone.now())


class Publishable(models.Model):
    """Status and moment of publication."""

    Status = Status

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(
        "publish at",
        null=True,
        blank=True,
        help_text="In the site's time zone. In the future: scheduled. Empty: the moment it is published.",
    )

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.status == Status.PUBLISHED and self.publish_at is not None and self.publish_at <= timezone.now()

    @property
    def is_scheduled(self) -> bool:
        return self.status == Status.PUBLISHED and self.publish_at is not None and self.publish_at > timezone.now()

    @property
    def was_public(self) -> bool:
        """Whether readers may know its address, even if it is withdrawn now."""
        return self.status != Status.DRAFT and self.publish_at is not None and self.publish_at <= timezone.now()
