"""What was wrong and has been put right, in public."""

from django.db import models
from django.utils import timezone

from blog.annotations.models import Annotation
from blog.core.fields import MarkdownField
from blog.posts.models.posts import Post


class Correction(models.Model):
    """Dated and typed; about a post or about an annotation."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        RETRACTION = "retraction", "Retraction"

    kind = models.CharField(max_length=13, choices=Kind, default=Kind.CORRECTION)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    made_at = models.DateTimeField(default=timezone.now)
    body = MarkdownField(html_field="body_html", help_text="What was wrong, and what is right.")
    body_html = models.TextField(editable=False, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_of_one_thing",
                condition=models.Q(post__isnull=False, annotation=None) | models.Q(post=None, annotation__isnull=False),
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="correction_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.made_at:%Y-%m-%d}"
