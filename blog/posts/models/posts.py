"""Posts and their tags."""

import datetime as dt
import re
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from taggit.models import ItemBase

from blog.core.identifiers import free_slug, make_uid, slug_of
from blog.core.publishing import Publishable, PublishableQuerySet, Status
from blog.images.models import Image
from blog.posts.models.addresses import FormerAddress
from blog.posts.models.groups import Category, Series
from blog.tags.managers import Tags
from blog.tags.models import Tag


class Tagging(ItemBase):  # type: ignore[misc]  # taggit has no types
    """A tag of a post, in the order typed."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="taggings")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="tagging_once")]


class PostQuerySet(PublishableQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-publish_at", "-id")

    def for_lists(self) -> Self:
        """With what an entry of a list shows: a fixed number of queries for any number of posts."""
        return self.select_related("author", "series", "lead_image").prefetch_related("tags", "categories")


class Post(Publishable):  # type: ignore[django-manager-missing]  # of Tagging, for the same reason
    """One publication: a title, and blocks in order."""

    uid = models.CharField(
        max_length=12, unique=True, default=make_uid, editable=False, help_text="In feed ids; never changes."
    )
    feed_id = models.CharField(
        max_length=500,
        blank=True,
        editable=False,
        help_text="What feeds of a former site called it, so that subscribers do not see it twice.",
    )
    title = models.CharField(max_length=300)
    slug = models.SlugField(
        max_length=150,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the title.",
    )
    dek = models.TextField(
        blank=True,
        max_length=1000,
        help_text="One or two sentences of your own under the title, and in lists.",
    )
    pull_quote = models.TextField(
        blank=True, max_length=2000, help_text="Somebody else's words, shown large under the title."
    )
    pull_quote_by = models.CharField("pull quote by", max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    categories = models.ManyToManyField(Category, blank=True, related_name="posts")
    tags = Tags(through=Tagging, blank=True)
    lead_image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    year = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Of publish_at in the site's time zone."
    )
    month = models.PositiveSmallIntegerField(null=True, editable=False)
    updated_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last significant change; feeds announce it."
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    modified = models.DateTimeField(auto_now=True)

    note_count = models.PositiveIntegerField(default=0, editable=False, help_text="Counted by posts.digest.")
    own_words = models.PositiveIntegerField(default=0, editable=False)
    quoted_words = models.PositiveIntegerField(default=0, editable=False)
    galley = models.JSONField(default=list, editable=False, help_text="The post's layout in lines, for its thumbnail.")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-publish_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "month", "slug"], name="post_address_once"),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(publish_at__isnull=False),
                name="post_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(publish_at=None, year=None, month=None)
                | models.Q(publish_at__isnull=False, year__isnull=False, month__gte=1, month__lte=12),
                name="post_month_follows_publish_at",
            ),
            models.CheckConstraint(
                condition=models.Q(part=None) | models.Q(series__isnull=False),
                name="post_part_needs_a_series",
            ),
            models.CheckConstraint(
                condition=models.Q(pull_quote_by="") | ~models.Q(pull_quote=""),
                name="post_pull_quote_by_needs_a_quote",
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="post_has_a_slug"),
        ]
        indexes = [
            models.Index(
                fields=["-publish_at", "-id"],
                name="post_newest_public",
                condition=models.Q(status=Status.PUBLISHED),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raises ValidationError at the field that has to change."""
        if self.part is not None and self.series is None:
            raise ValidationError({"part": "A part number needs a series. Choose the series or clear the number."})
        if self.pull_quote_by and not self.pull_quote:
            raise ValidationError({"pull_quote": "Whose words are named, but the words are missing."})
        self._place()
        if self.year and self._twin(self.slug):
            month = f"{self.month:02d}/{self.year}"
            raise ValidationError({"slug": f"Another post of {month} has the address “{self.slug}”. Choose another."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._place()
        with transaction.atomic():
            before = Post.objects.filter(pk=self.pk).first() if self.pk else None
            super().save(*args, **kwargs)
            FormerAddress.objects.follow(self, before)

    def _place(self) -> None:
        if self.status == Status.PUBLISHED and self.publish_at is None:
            self.publish_at = timezone.now()
        local = timezone.localtime(self.publish_at, timezone.get_default_timezone()) if self.publish_at else None
        self.year, self.month = (local.year, local.month) if local else (None, None)
        if not self.slug:
            self.slug = free_slug(self.title, self._twin, limit=80) if self.year else slug_of(self.title)

    def _twin(self, slug: str) -> bool:
        return Post.objects.filter(year=self.year, month=self.month, slug=slug).exclude(pk=self.pk).exists()

    def get_absolute_url(self) -> str:
        """The public address; of a post without a date, its preview for editors."""
        if not self.year or not self.month:
            return reverse("website:preview", args=[self.uid])
        return reverse("website:post", args=[f"{self.year:04d}", f"{self.month:02d}", self.slug])

    @property
    def title_in_series(self) -> str:
        """The title without the `Series – Part 6:` that the series' own label already says."""
        if self.series is None:
            return self.title
        part = r"(?:\s*[-–—,/:]?\s*part\s+\w+)?"
        rest = re.sub(
            rf"^{re.escape(self.series.name)}{part}\s*[:–—/-]\s*",
            "",
            self.title,
            count=1,
            flags=re.IGNORECASE,
        )
        return rest or self.title

    @property
    def last_changed(self) -> dt.datetime:
        """What feeds call updated: a significant change, or the publication."""
        moments = [moment for moment in (self.publish_at, self.updated_at) if moment]
        return max(moments, default=self.created)
