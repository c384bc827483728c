"""Annotations and the words they are about."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from blog.annotations.anchoring import Status as AnchorStatus
from blog.articles.models import Capture
from blog.core.fields import MarkdownField
from blog.core.identifiers import make_uid
from blog.core.markdown import Notes


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def published(self) -> Self:
        """Public wherever a published post shows them; alone, see `posts.visibility.public_annotations`."""
        return self.filter(state=Annotation.State.PUBLISHED)


class Annotation(models.Model):
    """What the blogger says about some words."""

    class Kind(models.TextChoices):
        """The W3C motivation of each kind is in `motivation`."""

        COMMENT = "comment", "Comment"
        CONTEXT = "context", "Context"
        FACT_CHECK = "fact_check", "Fact check"
        QUESTION = "question", "Question"
        CORRECTION = "correction", "Correction"
        SOURCE = "source", "Source"

        @property
        def motivation(self) -> str:
            """Web Annotation Vocabulary, section 3.5."""
            return {
                "context": "describing",
                "fact_check": "assessing",
                "question": "questioning",
                "correction": "editing",
                "source": "linking",
            }.get(self.value, "commenting")

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    uid = models.CharField(max_length=12, unique=True, default=make_uid, editable=False)
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="annotations"
    )
    attribution = models.CharField(
        max_length=120, blank=True, help_text="Whose words these are, where they are not the annotator's."
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    body = MarkdownField(html_field="body_html", text_field="body_text", notes=Notes.APPEND)
    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    created = models.DateTimeField(default=timezone.now, editable=False)
    modified = models.DateTimeField(auto_now=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="annotation_says_something")]

    def __str__(self) -> str:
        return self.body_text[:80] or self.uid

    def get_absolute_url(self) -> str:
        return reverse("website:annotation", args=[self.uid])

    @property
    def voice(self) -> str:
        """The name readers see at the note; empty when nobody is known."""
        return self.attribution or (self.annotator.public_name if self.annotator else "")


class Target(models.Model):
    """Exact words of a capture (or of its article's headline) that an annotation is about."""

    class Status(models.TextChoices):
        ANCHORED = AnchorStatus.ANCHORED.value, "Anchored"
        MOVED = AnchorStatus.MOVED.value, "Moved"
        REWORDED = AnchorStatus.REWORDED.value, "Reworded"
        ORPHANED = AnchorStatus.ORPHANED.value, "Orphaned"
        NEEDS_REVIEW = AnchorStatus.NEEDS_REVIEW.value, "Needs review"

    class Part(models.TextChoices):
        TEXT = "text", "Text"
        HEADLINE = "headline", "Headline"

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="targets")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="targets")
    part = models.CharField(max_length=10, choices=Part, default=Part.TEXT)
    exact = models.TextField(blank=True, help_text="The words, as they stand in the plain text. Empty: a point.")
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(
        help_text="Code points from the start of the capture's plain text (or of the headline)."
    )
    end = models.PositiveIntegerField(help_text="Exclusive.")
    status = models.CharField(max_length=12, choices=Status, default=Status.ANCHORED)
    score = models.FloatField(default=1.0, help_text="0 to 1: how like the words found are to the words sought.")
    is_guess = models.BooleanField(
        default=False, help_text="Only a place was marked; the words before it are a guess an editor can widen."
    )

    class Meta:
        ordering = ["capture", "start", "end", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="target_ends_after_it_starts"),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=1), name="target_score_between_0_and_1"),
            models.UniqueConstraint(fields=["annotation", "capture", "part", "start", "end"], name="target_once"),
        ]

    def __str__(self) -> str:
        return self.exact[:80] or f"place {self.start}"

    @property
    def is_placed(self) -> bool:
        """Whether its offsets may be shown as the words it is about."""
        return self.status in (self.Status.ANCHORED, self.Status.MOVED, self.Status.REWORDED)
