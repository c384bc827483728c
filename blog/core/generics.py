"""Django's admin and form classes in brackets, as its type stubs want them: `ModelAdmin[Article]`."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.forms.models import BaseModelForm, BaseModelFormSet


def _itself(cls: type, model: Any) -> type:
    return cls


def subscriptable() -> None:
    """At run time the brackets say nothing."""
    generics: tuple[type, ...] = (BaseModelAdmin, BaseModelForm, BaseModelFormSet)
    for generic in generics:
        if not hasattr(generic, "__class_getitem__"):
            generic.__class_getitem__ = classmethod(_itself)  # type: ignore[attr-defined]
