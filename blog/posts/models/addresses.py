"""Paths that once led to a post, a page, or another place of the site."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Union
from urllib.parse import unquote

from django.db import models

if TYPE_CHECKING:
    from blog.posts.models.pages import Page
    from blog.posts.models.posts import Post

Addressed = Union["Post", "Page"]
LONGEST_PATH = 500


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def lead(self, paths: Iterable[str], to: "Addressed | str", *, anew: bool = True) -> None:
        """From now on these lead to the post, the page, or the address of the site: its home page, a feed.

        What leads elsewhere already does so no more, unless not `anew`. No path from the root, or a path too long to
        keep: left out.
        """
        place = {"address": to} if isinstance(to, str) else {to._meta.model_name or "": to}
        rows = [FormerAddress(path=path, **place) for path in paths if path[:1] == "/" and len(path) <= LONGEST_PATH]
        if anew:
            places = ["post", "page", "address"]
            self.bulk_create(rows, update_conflicts=True, unique_fields=["path"], update_fields=places)
        else:
            self.bulk_create(rows, ignore_conflicts=True)

    def follow(self, row: Addressed, before: Addressed | None) -> None:
        """After a save: the address that readers knew leads on, and the one the row has now leads nowhere else."""
        path = unquote(row.get_absolute_url())
        old = unquote(before.get_absolute_url()) if before else ""
        if before and before.was_public and old != path:
            self.lead([old], row)
        if before and old != path:
            row.former_addresses.filter(path=path).delete()


class FormerAddress(models.Model):
    """A path that still leads to where a post, a page or something else of the site is now: a permanent redirect."""

    path = models.CharField(
        max_length=LONGEST_PATH,
        unique=True,
        help_text="From the root, not percent-encoded, for example /2024/10/old-slug/",
    )
    post = models.ForeignKey(
        "posts.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    page = models.ForeignKey(
        "posts.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses"
    )
    address = models.CharField(
        max_length=500, blank=True, help_text="Of neither a post nor a page: from the root, for example /feed.xml"
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
                condition=models.Q(post__isnull=False, page=None, address="")
                | models.Q(post=None, page__isnull=False, address="")
                | models.Q(post=None, page=None, address__startswith="/"),
            ),
            models.CheckConstraint(
                condition=~models.Q(address__startswith="//"), name="former_address_leads_to_this_site"
            ),
        ]

    def __str__(self) -> str:
        return self.path
