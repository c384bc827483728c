"""Choosing tags in a form: search, pick and create by keyboard, in the admin's own Select2."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Script
from django.urls import reverse_lazy

from blog.tags.models import Tag
from blog.tags.naming import unfolded_doubles, validate_name


class TagWidget(forms.SelectMultiple):
    """Its values are names, so that a name with a comma stays one tag; only chosen tags are in the page."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {
            "class": "tag-picker",
            "data-ajax--url": str(reverse_lazy("admin:tags_tag_pick")),
        }

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Any:
        options = [
            self.create_option(name, label, label, True, index) for index, label in enumerate(dict.fromkeys(value))
        ]
        return [(None, options, 0)]

    @property
    def media(self) -> forms.Media:
        small = "" if settings.DEBUG else ".min"
        script: Any = Script("js/admin/tags.js", type="module")
        return forms.Media(
            js=[
                f"admin/js/vendor/jquery/jquery{small}.js",
                f"admin/js/vendor/select2/select2.full{small}.js",
                "admin/js/jquery.init.js",
                script,
            ],
            css={
                "screen": [f"admin/css/vendor/select2/select2{small}.css", "admin/css/autocomplete.css"],
                "all": ["css/admin/tags.css"],
            },
        )


class TagsField(forms.Field):
    """Cleans to a list: the Tag where the name or other name is known, else the new name."""

    widget = TagWidget
    default_error_messages = {"required": "Choose at least one tag."}

    def prepare_value(self, value: Any) -> list[str]:
        return [_name(tag) for tag in value or []]

    def to_python(self, value: Iterable[str] | None) -> list[Tag | str]:
        wanted = unfolded_doubles(value or [])
        for name in wanted.values():
            validate_name(name)
        known = Tag.objects.known(wanted)
        return list(dict.fromkeys(known.get(key, name) for key, name in wanted.items()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = unfolded_doubles(map(_name, initial or []))
        return not self.disabled and list(before) != list(unfolded_doubles(data or []))


def _name(tag: Any) -> str:
    """Of a tag, of a row that puts a tag on something, or of a name."""
    return str(getattr(getattr(tag, "tag", tag), "name", tag))
