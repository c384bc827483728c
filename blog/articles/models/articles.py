"""Articles and their bylines."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from blog.articles.models.publishers import Author, Publisher
from blog.articles.players import player_of
from blog.core.fields import WebAddressField
from blog.core.identifiers import free_slug
from blog.core.urls import InvalidURL, host_of, normalise


class Article(models.Model):
    """Somebody else's work as it was published."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        VIDEO = "video", "Video"
        DOCUMENT = "document", "Document"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ARTICLE)
    headline = models.CharField(max_length=500)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the headline.",
    )
    dek = models.CharField(
        max_length=1000, blank=True, help_text="The line under the headline, as the publisher has it."
    )
    url = models.CharField("address", max_length=2000, blank=True, help_text="Of the original, as given.")
    url_normalised = models.CharField(max_length=2000, unique=True, null=True, blank=True, editable=False)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="articles")
    published_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField("updated at", null=True, blank=True)
    dates_printed = models.CharField(
        "date line",
        max_length=300,
        blank=True,
        help_text="Exactly as printed, for example: Updated 5:35 PM EDT, October 25, 2024",
    )
    language = models.CharField(
        max_length=35,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "A language tag such as en or pt-BR (BCP 47).")
        ],
    )
    archive_url = WebAddressField("archived copy", max_length=2000, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(headline=""), name="article_has_a_headline"),
            models.CheckConstraint(
                condition=models.Q(url="", url_normalised=None)
                | (~models.Q(url="") & models.Q(url_normalised__isnull=False)),
                name="article_url_in_both_forms_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def clean(self) -> None:
        """Raises ValidationError at `url` when it is not one, or when another article has it."""
        self._normalise()
        if self.url_normalised:
            twin = Article.objects.filter(url_normalised=self.url_normalised).exclude(pk=self.pk).first()
            if twin:
                raise ValidationError(
                    {"url": f"This address already belongs to the article “{twin.headline}”. Add a capture there."}
                )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._normalise()
        if not self.slug:
            others = Article.objects.exclude(pk=self.pk)
            self.slug = free_slug(self.headline, lambda slug: others.filter(slug=slug).exists())
        super().save(*args, **kwargs)

    def _normalise(self) -> None:
        self.url = self.url.strip()
        try:
            self.url_normalised = normalise(self.url) if self.url else None
        except InvalidURL as error:
            raise ValidationError({"url": str(error)}) from error

    def get_absolute_url(self) -> str:
        return reverse("website:article", args=[self.slug])

    @property
    def host(self) -> str:
        return host_of(self.url) if self.url else ""

    @property
    def player(self) -> str:
        """Where the video can be watched within the page; empty where it cannot."""
        return player_of(self.url) if self.kind == self.Kind.VIDEO else ""

    @property
    def publisher_name(self) -> str:
        """For the label on the paper; never empty."""
        return self.publisher.name if self.publisher else self.host or "Unknown publisher"

    @property
    def latest_capture(self) -> Any:
        return self.captures.order_by("-captured_at", "-id").first()


class Byline(models.Model):
    """One author of an article, in the order printed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(
        max_length=300, blank=True, help_text="As printed, for example: law professor at the University of Example"
    )

    class Meta:
        ordering = ["article", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="byline_names_an_author_once")]

    def __str__(self) -> str:
        return f"{self.author.name}, {self.role}" if self.role else self.author.name
