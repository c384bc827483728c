"""Pages that are no posts: about the site, lists of links."""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from blog.core.fields import MarkdownField
from blog.core.identifiers import free_slug, make_uid
from blog.core.publishing import Publishable, PublishableQuerySet, Status
from blog.posts.models.addresses import FormerAddress

ABOUT = "about"
"""The slug of the page that opens the site's own About."""


class Page(Publishable):
    """One text of the site's own, outside the sequence of posts and outside the feeds."""

    uid = models.CharField(max_length=12, unique=True, default=make_uid, editable=False, help_text="Never changes.")
    title = models.CharField(max_length=300)
    slug = models.SlugField(
        max_length=150,
        unique=True,
        allow_unicode=True,
        blank=True,
        error_messages={"unique": "Another page has this address. Choose another."},
        help_text="In the address. Empty: made from the title.",
    )
    body = MarkdownField(html_field="body_html", text_field="body_text", notes_field="body_notes")
    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    body_notes = models.JSONField(default=list, editable=False, help_text="Footnotes: label, html, text.")
    created = models.DateTimeField(default=timezone.now, editable=False)
    modified = models.DateTimeField(auto_now=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(publish_at__isnull=False),
                name="page_published_has_a_moment",
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="page_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self._place()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._place()
        with transaction.atomic():
            before = Page.objects.filter(pk=self.pk).first() if self.pk else None
            super().save(*args, **kwargs)
            FormerAddress.objects.follow(self, before)

    def _place(self) -> None:
        if self.status == Status.PUBLISHED and self.publish_at is None:
            self.publish_at = timezone.now()
        if not self.slug:
            others = Page.objects.exclude(pk=self.pk)
            self.slug = free_slug(self.title, lambda slug: others.filter(slug=slug).exists())

    def get_absolute_url(self) -> str:
        """The public address; editors see what is not public yet at its preview."""
        return reverse("website:page", args=[self.slug])

    @property
    def last_changed(self) -> dt.datetime:
        """The last save, or the publication where that came later."""
        return max(filter(None, (self.publish_at, self.modified)), default=self.created)
