"""What was imported, kept as it came."""

from django.db import models

from blog.posts.models import Page, Post


class ImportRecord(models.Model):
    """One imported file: its bytes, and what became of each line."""

    class Confidence(models.TextChoices):
        HIGH = "high", "High"
        LOOK = "look", "Quick look"
        REVIEW = "review", "Needs review"

    path = models.CharField(max_length=500, unique=True, help_text="From the site's folder.")
    sha256 = models.CharField(max_length=64, help_text="Of the file, hexadecimal.")
    raw = models.BinaryField(help_text="The file as it was.")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_records")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_records")
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.HIGH, db_index=True)
    report = models.JSONField(default=dict, help_text="Reasons, doubts, and the lines that became each row.")
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post=None) | models.Q(page=None), name="import_record_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.path
