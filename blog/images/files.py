"""Stored files go with their rows."""

from typing import Any

from django.db import transaction

from blog.images.models import Image, Rendition


def remove_file(instance: Image | Rendition, **_: Any) -> None:
    """After the deletion is committed: a deletion that is rolled back keeps the file."""
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
