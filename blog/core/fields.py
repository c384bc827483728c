"""Markdown as typed, with what is made of it kept beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from blog.core.markdown import MAX_SOURCE, MarkdownTooLong, Notes, render
from blog.core.text import clean


def validate_length(source: str) -> None:
    """Raises ValidationError when the text is longer than the renderer takes."""
    if len(source) > MAX_SOURCE:
        raise ValidationError(str(MarkdownTooLong(len(source))))


class MarkdownField(models.TextField):  # type: ignore[type-arg]
    """Renders on save into sibling columns of the same row, so that no reader waits for it.

    Declare it before those columns: Django collects the values of an INSERT or UPDATE in the order of declaration.
    A save with `update_fields` must name the columns too (`MarkdownField.columns` lists them).
    """

    default_validators = [validate_length]

    def __init__(
        self, *args: Any, html_field: str = "", text_field: str = "", notes_field: str = "", notes: Notes = Notes.MARK, **kwargs: Any
    ) -> None:
        self.html_field, self.text_field, self.notes_field, self.notes = html_field, text_field, notes_field, notes
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Columns only: what is rendered where is no business of the database."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

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
            notes = [{"label": note.label, "html": note.html, "text": note.text} for note in rendered.notes]
            setattr(model_instance, self.notes_field, notes)
        return source


class WebAddressField(models.URLField):  # type: ignore[type-arg]
    """An address on the web; typed without a scheme, https is meant."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
