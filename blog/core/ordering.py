"""Rows of an inline in an order of their own: dragged, moved by buttons, or numbered by hand."""

from typing import Any

from django import forms
from django.db import models
from django.forms.widgets import Script


class PositionField(forms.IntegerField):
    """Empty: at the end. A row that only moved is saved by the formset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=99_999,
            widget=forms.NumberInput(attrs={"class": "position"}),
            help_text="Rows stand in the order of these numbers. Empty: at the end.",
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class OrderedFormSet(forms.BaseInlineFormSet[models.Model, models.Model, forms.ModelForm[models.Model]]):
    """Numbers the rows 0, 1, 2 ... whatever was typed, so that no two share a position."""

    def add_fields(self, form: forms.ModelForm[models.Model], index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["position"] = PositionField()
        if form.instance.pk is None:
            form.initial["position"] = None

    def clean(self) -> None:
        super().clean()
        for position, form in enumerate(self._in_order()):
            form.instance.position = position  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> list[models.Model]:
        saved = super().save(commit)
        for form in self._in_order():
            moved = form.instance.position != form.initial.get("position")  # type: ignore[attr-defined]
            if commit and moved and form in self.initial_forms and not form.has_changed():
                form.instance.save(update_fields=["position"])
                self.changed_objects.append((form.instance, ["position"]))
        return saved

    def _in_order(self) -> list[forms.ModelForm[models.Model]]:
        kept = [
            (form.cleaned_data.get("position"), index, form)
            for index, form in enumerate(self.forms)
            if hasattr(form, "cleaned_data")
            and (form in self.initial_forms or form.has_changed())
            and form not in self.deleted_forms
        ]
        return [form for _, _, form in sorted(kept, key=lambda row: (row[0] is None, row[0] or 0, row[1]))]


class OrderedInlineMixin:
    """For a stacked or tabular inline whose model has a `position`."""

    formset: Any = OrderedFormSet
    classes: Any = ["ordered"]

    @property
    def media(self) -> forms.Media:
        script: Any = Script("js/admin/ordered.js", type="module")
        own = forms.Media(css={"all": ["css/admin/ordered.css"]}, js=[script])
        return super().media + own  # type: ignore[misc,no-any-return]
