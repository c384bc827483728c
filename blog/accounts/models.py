"""People who write here."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models

from blog.core.fields import MarkdownField


class User(AbstractUser):
    """An editor or blogger; the display name is what readers see."""

    display_name = models.CharField(
        max_length=120, blank=True, help_text="As readers see it. Empty: first and last name."
    )
    handle = models.CharField(
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9_]+\Z", "Letters, digits and _ only, without the @.")],
        help_text="Without the @. Imported notes that begin with @handle: are attributed to this person.",
    )
    bio = MarkdownField(blank=True, html_field="bio_html")
    bio_html = models.TextField(editable=False, blank=True)
    portrait = models.ImageField(upload_to="portraits/", blank=True)

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.public_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.handle = self.handle or None
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def public_name(self) -> str:
        return self.display_name or self.get_full_name() or self.username

    @property
    def short_name(self) -> str:
        return self.public_name.split()[0]

    @property
    def initial(self) -> str:
        """The monogram's letter."""
        return self.public_name[0].upper()
