"""What names a tag: how names are written, compared and resolved."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from blog.core.text import clean

MAX_NAME = 1200
MAX_BYTES = 2500
"""UTF-8; what a unique index of PostgreSQL can hold is a little more."""


def written(name: str) -> str:
    """On one line, without control characters and doubled blanks."""
    return unicodedata.normalize("NFC", " ".join(clean(name).split()))


def folded(name: str) -> str:
    """Equal for names that differ in case, in blanks, or in how accents are encoded; of any script."""
    return unicodedata.normalize("NFC", written(name).casefold())


def validate_name(name: str) -> None:
    """Raises ValidationError when the name is blank or longer than an index takes."""
    if not written(name):
        raise ValidationError("A tag needs a name.")
    if len(name) > MAX_NAME or len(name.encode("utf-8", "replace")) > MAX_BYTES:
        raise ValidationError(f"This name has {len(name):,} characters; at most {MAX_NAME:,} can be kept. Shorten it.")


class KeyField(models.CharField[str, str]):
    """`folded(name)` of the same row, written with it; no two rows may have the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 2 * MAX_NAME, "unique": True, "editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = folded(getattr(model_instance, "name", ""))
        setattr(model_instance, self.attname, key)
        return key


def unfolded_doubles(names: Iterable[str]) -> dict[str, str]:
    """Key to name as first written, in order, without blank ones."""
    found: dict[str, str] = {}
    for name in names:
        if key := folded(name):
            found.setdefault(key, written(name))
    return found
