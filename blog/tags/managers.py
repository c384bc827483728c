"""The field of a model that has tags: taggit's, with other names resolved and our form field."""

from collections.abc import Iterable
from typing import Any

from taggit.managers import TaggableManager, _TaggableManager

from blog.tags.models import Tag
from blog.tags.naming import folded
from blog.tags.widgets import TagsField


class _ResolvingManager(_TaggableManager):  # type: ignore[misc]  # taggit has no types
    def _to_tag_model_instances(self, tags: Iterable[str | Tag], tag_kwargs: dict[str, Any]) -> list[Tag]:
        """Names as typed become tags of those names or with those other names; the order stays."""
        given = [tag for tag in tags if isinstance(tag, Tag) or folded(tag)]
        known = Tag.objects.resolved(tag for tag in given if isinstance(tag, str))
        return list(dict.fromkeys(tag if isinstance(tag, Tag) else known[folded(tag)] for tag in given))


class Tags(TaggableManager):  # type: ignore[misc]
    """`add`, `set` and forms take names, other names and tags."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("manager", _ResolvingManager)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As taggit's own: how names are resolved is no business of the database."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("manager", None)
        return name, "taggit.managers.TaggableManager", args, kwargs

    def formfield(self, form_class: Any = TagsField, **kwargs: Any) -> Any:
        return super().formfield(form_class=form_class, **kwargs)
