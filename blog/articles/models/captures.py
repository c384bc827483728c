"""The text of an article as somebody had it at one moment."""

import hashlib
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

from blog.articles.models.articles import Article
from blog.core.identifiers import make_uid

models.TextField.register_lookup(Length, "length")
models.CharField.register_lookup(Length, "length")


class Capture(models.Model):
    """Immutable: a changed article is a new capture. Made with its passages by `articles.capturing.capture`."""

    class How(models.TextChoices):
        PASTED = "pasted", "Pasted"
        IMPORTED = "imported", "Imported"
        FETCHED = "fetched", "Fetched"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="captures")
    text = models.TextField(help_text="Markdown.")
    plain = models.TextField(editable=False, help_text="Plain text; targets count its code points.")
    sha256 = models.CharField(max_length=64, editable=False, help_text="Of the text in UTF-8, hexadecimal.")
    captured_at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=10, choices=How, default=How.PASTED)

    shown: list["Passage"]  # the quoted passages, where `posts.composition.with_article` prefetched them

    class Meta:
        ordering = ["-captured_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sha256"], name="capture_once"),
            models.CheckConstraint(condition=models.Q(sha256__length=64), name="capture_has_its_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.article.headline} ({self.captured_at:%Y-%m-%d %H:%M})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when the text of a stored capture differs from what was captured."""
        digest = self.digest(self.text)
        if self.pk and self.sha256 and digest != self.sha256:
            raise ValidationError({"text": "A capture never changes. Add a new capture with the new text."})
        self.sha256 = digest
        super().save(*args, **kwargs)

    @staticmethod
    def digest(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()


class PassageQuerySet(models.QuerySet["Passage"]):
    def quoted(self) -> Self:
        """What the public may see of a capture that stands in a published post."""
        return self.filter(is_quoted=True)


class Passage(models.Model):
    """One block of a capture, in order."""

    class Role(models.TextChoices):
        DEK = "dek", "Dek"
        SUMMARY = "summary", "Summary (not the publisher's words)"
        BODY = "body", "Body"
        SUBHEAD = "subhead", "Subhead"
        PULL_QUOTE = "pull_quote", "Pull quote"
        LIST = "list", "List"
        TABLE = "table", "Table"
        BIO = "bio", "About the author"

    uid = models.CharField(max_length=12, unique=True, default=make_uid, editable=False)
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=Role, default=Role.BODY)
    markdown = models.TextField(editable=False)
    html = models.TextField(editable=False)
    text = models.TextField(editable=False, help_text="Plain text.")
    start = models.PositiveIntegerField(
        editable=False, help_text="Code points from the start of the capture's plain text."
    )
    is_quoted = models.BooleanField("quoted", default=True, help_text="May the public see it?")

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["capture", "position"]
        constraints = [models.UniqueConstraint(fields=["capture", "position"], name="passage_position_once")]

    def __str__(self) -> str:
        return self.text[:80] or f"Passage {self.position}"

    @property
    def end(self) -> int:
        """Exclusive, code points from the start of the capture's plain text."""
        return self.start + len(self.text)

    @property
    def is_summary(self) -> bool:
        return self.role == self.Role.SUMMARY
