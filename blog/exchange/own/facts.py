"""Rows as plain values, and back."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_datetime

Fact = dict[str, Any]


class Unreadable(ValueError):
    """The message says what does not fit."""


def said(row: Model, names: Iterable[str]) -> Fact:
    """What is empty is left out; moments in ISO 8601 with their offset."""
    found: Fact = {}
    for name in names:
        value = getattr(row, name)
        if value is None or value in ("", False):
            continue
        found[name] = plain(value)
    return found


def plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return value
    return str(value) if isinstance(value, str | Decimal) else value


def moment(fact: Fact, name: str) -> dt.datetime | None:
    """Raises Unreadable for what is none."""
    value = fact.get(name)
    if value is None:
        return None
    try:
        found = value if isinstance(value, dt.datetime) else parse_datetime(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Unreadable(f"“{value}” is not a moment with its time zone ({name})")
    return found


def text(fact: Fact, name: str) -> str:
    """Raises Unreadable for anything but text."""
    value = fact.get(name, "")
    if not isinstance(value, str):
        raise Unreadable(f"“{name}” must be text")
    return value


def facts(source: Fact, name: str) -> list[Fact]:
    """Raises Unreadable unless it is a list of mappings."""
    found = source.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unreadable(f"“{name}” must be a list of mappings")
    return found


def fill(row: Model, fact: Fact, names: Iterable[str]) -> None:
    """Text and numbers as they are, missing text as none."""
    for name in names:
        field: Any = row._meta.get_field(name)
        if name in fact:
            setattr(row, name, field.to_python(fact[name]))
        elif not field.null:
            setattr(row, name, field.get_default())


def date_back(row: Model, fact: Fact) -> None:
    """The moments that a save sets by itself."""
    dates = {name: found for name in ("created", "modified") if (found := moment(fact, name))}
    if dates:
        type(row)._base_manager.filter(pk=row.pk).update(**dates)
