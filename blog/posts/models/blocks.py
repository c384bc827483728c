"""The post's body in order, and the pieces of Markdown that posts share."""

from django.core.exceptions import ValidationError
from django.db import models

from blog.articles.models import Article, Capture
from blog.core.fields import MarkdownField
from blog.images.models import Image
from blog.posts.models.posts import Post


class Snippet(models.Model):
    """A named piece of Markdown used by many posts."""

    name = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    body = MarkdownField(html_field="body_html", text_field="body_text", notes_field="body_notes")
    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    body_notes = models.JSONField(default=list, editable=False)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """One piece of a post; a kind has exactly what it needs."""

    class Kind(models.TextChoices):
        PROSE = "prose", "Prose"
        EXCERPT = "excerpt", "Excerpt"
        IMAGE = "image", "Image"
        VIDEO = "video", "Video"
        SNIPPET = "snippet", "Snippet"

        @property
        def needs(self) -> str:
            """The field that a block of this kind fills; every other one stays empty."""
            return {
                "prose": "prose",
                "excerpt": "capture",
                "image": "image",
                "video": "video",
                "snippet": "snippet",
            }[self.value]

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PROSE)
    prose = MarkdownField(blank=True, html_field="prose_html", text_field="prose_text", notes_field="prose_notes")
    prose_html = models.TextField(editable=False, blank=True)
    prose_text = models.TextField(editable=False, blank=True)
    prose_notes = models.JSONField(default=list, editable=False, help_text="Footnotes of the prose: label, html, text.")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="blocks")
    first_passage = models.PositiveIntegerField(
        "from passage",
        null=True,
        blank=True,
        help_text="Position in the capture. Empty: from its start. For an excerpt that your own words interrupt.",
    )
    last_passage = models.PositiveIntegerField(
        "to passage", null=True, blank=True, help_text="Included. Empty: to its end."
    )
    image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, blank=True, related_name="blocks")
    video = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="video_blocks",
        limit_choices_to={"kind": "video"},
    )
    snippet = models.ForeignKey(Snippet, on_delete=models.PROTECT, null=True, blank=True, related_name="blocks")
    caption = models.CharField(max_length=500, blank=True, help_text="Under an image or a video, in your words.")

    class Meta:
        ordering = ["post", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="block_has_what_its_kind_needs",
                condition=models.Q(
                    ~models.Q(prose=""), kind="prose", capture=None, image=None, video=None, snippet=None
                )
                | models.Q(kind="excerpt", prose="", capture__isnull=False, image=None, video=None, snippet=None)
                | models.Q(kind="image", prose="", capture=None, image__isnull=False, video=None, snippet=None)
                | models.Q(kind="video", prose="", capture=None, image=None, video__isnull=False, snippet=None)
                | models.Q(kind="snippet", prose="", capture=None, image=None, video=None, snippet__isnull=False),
            ),
            models.CheckConstraint(
                name="block_passages_only_in_excerpts",
                condition=models.Q(kind="excerpt") | models.Q(first_passage=None, last_passage=None),
            ),
            models.CheckConstraint(
                name="block_passages_in_order",
                condition=models.Q(first_passage=None)
                | models.Q(last_passage=None)
                | models.Q(last_passage__gte=models.F("first_passage")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    def clean(self) -> None:
        """Raises ValidationError at the field that the kind needs, or at one that it must not have."""
        needed = self.Kind(self.kind).needs
        for name in ("prose", "capture", "image", "video", "snippet"):
            filled = bool(self.prose) if name == "prose" else getattr(self, f"{name}_id") is not None
            if name == needed and not filled:
                raise ValidationError({name: f"A block of kind “{self.get_kind_display()}” needs this."})
            if name != needed and filled:
                kind = self.get_kind_display()
                raise ValidationError(
                    {name: f"A block of kind “{kind}” cannot have this. Clear it or change its kind."}
                )
        if self.kind != self.Kind.EXCERPT and (self.first_passage is not None or self.last_passage is not None):
            raise ValidationError({"first_passage": "Only an excerpt has passages. Clear both numbers."})
        if self.first_passage is not None and self.last_passage is not None and self.last_passage < self.first_passage:
            raise ValidationError({"last_passage": "The last passage comes before the first."})
        if self.video and self.video.kind != Article.Kind.VIDEO:
            raise ValidationError({"video": "This is not a video. Quote articles with a block of kind “Excerpt”."})
