"""Paths that once led to a post or a page."""

from typing import TYPE_CHECKING, Union
from urllib.parse import unquote

from django.db import models

if TYPE_CHECKING:
    from blog.posts.models.pages import Page
    from blog.posts.models.posts import Post

Addressed = Union["Post", "Page"]


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def lead(self, paths: list[str], to: Addressed) -> None:
        """From now on these lead there, wherever they led before."""
        rows = [FormerAddress(path=path, **{to._meta.model_name or "": to}) for path in paths]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["path"], update_fields=["post", "page"])

    def follow(self, row: Addressed, before: Addressed | None) -> None:
        """After a save: the address that readers knew leads on, and the one the row has now leads nowhere else."""
        path = unquote(row.get_absolute_url())
        old = unquote(before.get_absolute_url()) if before else ""
        if before and before.was_public and old != path:
            self.lead([old], row)
        if before and old != path:
            row.former_addresses.filter(path=path).delete()


class FormerAddress(models.Model):
    """A path that once led to a post or a page and still does, by a permanent redirect."""

    path = models.CharField(
        max_length=500,
        unique=True,
        help_text="From the root, not percent-encoded, for example /2024/10/old-slug/",
    )
    post = models.ForeignKey(
        "posts.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    page = models.ForeignKey(
        "posts.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "former addresses"
        constraints = [
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="former_address_from_the_root"),
            models.CheckConstraint(
                name="former_address_leads_to_one_thing",
                condition=models.Q(post__isnull=False, page=None) | models.Q(post=None, page__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.path
