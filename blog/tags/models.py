"""Tags of the site's own shape: long names, any script, other names that lead to the same tag."""

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from taggit.models import ItemBase, NaturalKeyManager, TagBase

from blog.core.identifiers import free_slug
from blog.tags.naming import MAX_NAME, KeyField, folded, unfolded_doubles, validate_name, written


def through_models() -> list[Any]:
    """The tables that put tags on things, of whatever room."""
    through: list[Any] = [model for model in apps.get_models() if issubclass(model, ItemBase)]
    return [model for model in through if model.tag_model() is Tag]


class TagQuerySet(models.QuerySet["Tag"]):
    def with_uses(self) -> Self:
        """`uses`: how many things have the tag; one query for any number of tags."""
        total: Any = models.Value(0)
        for through in through_models():
            rows = through.objects.filter(tag=models.OuterRef("pk")).order_by().values("tag")
            total = total + Coalesce(models.Subquery(rows.annotate(n=models.Count("pk")).values("n")), 0)
        return self.annotate(uses=models.ExpressionWrapper(total, output_field=models.IntegerField()))

    def matching(self, words: str) -> Self:
        """All the words in their name or in one other name (`also`); those that begin so come first."""
        terms = folded(words).split()
        in_name = models.Q(*(("key__contains", term) for term in terms))
        others = Alias.objects.filter(in_name, tag=models.OuterRef("pk")).values("name")[:1]
        begins = models.Case(
            models.When(key=" ".join(terms), then=0),
            models.When(key__startswith=" ".join(terms), then=1),
            default=2,
        )
        return (
            self.annotate(also=models.Subquery(others), rank=begins)
            .filter(in_name | models.Q(also__isnull=False))
            .order_by("rank", "name")
        )

    def named(self, names: Iterable[str]) -> list["Tag"]:
        """The tags with these names or other names, made where missing; in order, each once.

        Raises ValidationError when a name is too long.
        """
        return list(dict.fromkeys(self.resolved(names).values()))

    def resolved(self, names: Iterable[str]) -> dict[str, "Tag"]:
        """As `named`, by the folded name as given."""
        wanted = unfolded_doubles(names)
        known = self.known(wanted)
        for key, name in wanted.items():
            if key not in known:
                validate_name(name)
                known[key], _ = self.get_or_create(key=key, defaults={"name": name})
        return {key: known[key] for key in wanted}

    def known(self, keys: Iterable[str]) -> dict[str, "Tag"]:
        """By key, of tags and of their other names."""
        keys = list(keys)
        found = {alias.key: alias.tag for alias in Alias.objects.filter(key__in=keys).select_related("tag")}
        return found | {tag.key: tag for tag in self.filter(key__in=keys)}


class Tag(TagBase):  # type: ignore[misc]  # taggit has no types
    """What a post is about."""

    # taggit's 100 characters are too few: institutions are tagged by their full names.
    name = models.CharField(max_length=MAX_NAME, unique=True, validators=[validate_name])
    key = KeyField()
    slug = models.SlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the name.",
    )
    description = models.TextField(blank=True, help_text="Shown at the top of the tag's page.")

    objects = NaturalKeyManager.from_queryset(TagQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="tag_has_a_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="tag_has_a_slug"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        _write(self)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raises ValidationError when another tag has this name, or has it as another name."""
        _write(self)
        _refuse_twins(self.name, tag=self)

    def get_absolute_url(self) -> str:
        return reverse("website:tag", args=[self.slug])


class Alias(models.Model):
    """Another name of a tag: typed, it becomes the tag; its old page leads to the tag's."""

    name = models.CharField("other name", max_length=MAX_NAME, unique=True, validators=[validate_name])
    key = KeyField()
    slug = models.SlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="In the address. Empty: made from the name.",
    )
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="alias_has_a_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="alias_has_a_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.tag.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        _write(self)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raises ValidationError when the name is taken, by this tag or by another."""
        _write(self)
        _refuse_twins(self.name, alias=self)


class Merge(models.Model):
    """The log: a tag that became another name of another tag, and what else it was."""

    name = models.CharField("merged tag", max_length=MAX_NAME)
    slug = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    into = models.ForeignKey(Tag, on_delete=models.SET_NULL, null=True, related_name="merges")
    into_name = models.CharField("kept tag", max_length=MAX_NAME)
    moved = models.PositiveIntegerField(help_text="Things that got the kept tag instead.")
    doubled = models.PositiveIntegerField(help_text="Things that had both tags.")
    things = models.JSONField(default=dict, help_text="Keys of the things that had the merged tag, by table.")
    merged_by = models.CharField("by", max_length=300, blank=True, help_text="Their name at that time.")
    merged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-merged_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} → {self.into_name}"


class LeftApart(models.Model):
    """Tags that look alike and are not: an editor has said so, and they are not proposed for merging again."""

    key = models.CharField(max_length=24, unique=True, help_text="Of the group, see tags.duplicates.")
    tags = models.JSONField(default=list, help_text="Primary keys; a further tag of the same look is proposed again.")
    names = models.TextField(help_text="At that time, one on a line.")

    class Meta:
        ordering = ["names"]
        verbose_name = "group left apart"
        verbose_name_plural = "groups left apart"

    def __str__(self) -> str:
        return " ≠ ".join(self.names.split("\n"))


def _write(row: Tag | Alias) -> None:
    row.name = written(row.name)
    row.slug = row.slug or free_slug(row.name, lambda slug: _slug_taken(slug, row), limit=90)


def _refuse_twins(name: str, *, tag: Tag | None = None, alias: Alias | None = None) -> None:
    key = folded(name)
    tags = Tag.objects.filter(key=key).exclude(pk=(tag and tag.pk) or 0)
    aliases = Alias.objects.filter(key=key).exclude(pk=(alias and alias.pk) or 0)
    if twin := tags.first():
        advice = "Merge the two tags instead." if alias else "Use that one."
        raise ValidationError({"name": f"There is a tag “{twin.name}”. {advice}"})
    if other := aliases.select_related("tag").first():
        raise ValidationError({"name": f"“{other.name}” is another name of the tag “{other.tag.name}”."})


def _slug_taken(slug: str, row: Tag | Alias) -> bool:
    return any(
        model._default_manager.filter(slug=slug).exclude(pk=(isinstance(row, model) and row.pk) or 0).exists()
        for model in (Tag, Alias)
    )
