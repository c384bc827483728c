"""Markdown as typed, with what is made of it kept beside it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models.signals import post_save

from blog.core.markdown import MAX_SOURCE, MarkdownTooLong, Notes, render
from blog.core.text import clean


def validate_length(source: str) -> None:
    """Raises ValidationError when the text is longer than the renderer takes."""
    if len(source) > MAX_SOURCE:
        raise ValidationError(str(MarkdownTooLong(len(source))))


class LinesField(forms.CharField):
    """Text of several lines in a form: browsers send line ends as CR LF, which alone are no change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, "widget": forms.Textarea, **kwargs})

    def to_python(self, value: Any) -> str:
        text = clean(super().to_python(value) or "")
        return text if text.strip() else ""


class MarkdownField(models.TextField):  # type: ignore[type-arg]
    """Renders on save into sibling columns of the same row, so that no reader waits for it.

    Declare it before those columns: Django collects the values of an INSERT or UPDATE in the order of
    declaration. A save whose `update_fields` names this field but not the columns (`columns` lists them)
    writes them with a second UPDATE. QuerySet.update() and bulk_update() render nothing.
    """

    default_validators = [validate_length]

    def __init__(
        self,
        *args: Any,
        html_field: str = "",
        text_field: str = "",
        notes_field: str = "",
        notes: Notes = Notes.MARK,
        **kwargs: Any,
    ) -> None:
        self.html_field, self.text_field, self.notes_field = html_field, text_field, notes_field
        self.notes = notes
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LinesField, **kwargs})

    def deconstruct(self) -> Any:
        """Columns only: what is rendered where is no business of the database."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            post_save.connect(self._save_columns, sender=cls)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_columns()]

    def _check_columns(self) -> Iterable[checks.CheckMessage]:
        for name in self.columns[1:]:
            try:
                column = self.model._meta.get_field(name)
            except FieldDoesNotExist:
                yield checks.Error(f"There is no field “{name}” to render into.", obj=self, id="core.E001")
                continue
            if isinstance(column, models.Field) and column.creation_counter < self.creation_counter:
                yield checks.Error(
                    f"“{name}” is declared before this field, so a save would store it unrendered.",
                    hint=f"Move {name} below {self.name}.",
                    obj=self,
                    id="core.E002",
                )

    @property
    def columns(self) -> list[str]:
        """This field and the columns it writes."""
        return [name for name in (self.name, self.html_field, self.text_field, self.notes_field) if name]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        source = clean(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, source)
        prefix = getattr(model_instance, "uid", "")
        rendered = render(source, notes=self.notes, prefix=f"{prefix}-" if prefix else "")
        if self.html_field:
            setattr(model_instance, self.html_field, rendered.html)
        if self.text_field:
            setattr(model_instance, self.text_field, rendered.text)
        if self.notes_field:
            meant = {note.label: note for note in reversed(rendered.notes)}
            notes = [
                {"label": note.label, "html": note.html, "text": note.text}
                for note in rendered.notes
                if meant[note.label] is note
            ]
            setattr(model_instance, self.notes_field, notes)
        return source

    def _save_columns(
        self,
        sender: type[models.Model],
        instance: models.Model,
        using: str,
        update_fields: frozenset[str] | None = None,
        **kwargs: Any,
    ) -> None:
        if update_fields is None or self.name not in update_fields:
            return
        missing = {name: getattr(instance, name) for name in self.columns if name not in update_fields}
        if missing:
            sender._base_manager.using(using).filter(pk=instance.pk).update(**missing)


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    """An address on the web; typed without a scheme, https is meant."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
