"""Dates and times as editors type them."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

EARLIEST, LATEST = 1400, 2999  # years: further out, time zones leave Python's calendar


def validate_year(moment: dt.datetime) -> None:
    """Raises ValidationError for a year that is a slip of the hand."""
    if not EARLIEST <= moment.year <= LATEST:
        wanted = f"{EARLIEST} to {LATEST}"
        raise ValidationError(f"The year {moment.year} cannot be right. Write one from {wanted}.")


class MomentField(forms.SplitDateTimeField):
    """A date and a time in the site's time zone, with messages that say how to write them."""

    widget = AdminSplitDateTime
    default_validators = [validate_year]
    default_error_messages = {
        "invalid_date": "This is not a date. Write it as 2026-11-30.",
        "invalid_time": "This is not a time. Write it as 14:30.",
    }

    def compress(self, data_list: Any) -> dt.datetime | None:
        """Raises ValidationError for a moment that the clocks skip or repeat, or outside the calendar."""
        try:
            return super().compress(data_list)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_date"], code="invalid_date") from error


MOMENTS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {models.DateTimeField: {"form_class": MomentField}}
"""For `formfield_overrides` of a ModelAdmin or an inline."""


def briefly(moment: dt.datetime) -> str:
    """In the site's time zone, for lists: 2026-11-30 14:30."""
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%Y-%m-%d %H:%M}"


def in_words(moment: dt.datetime) -> str:
    """In the site's time zone, for example: Monday, November 30, 2026, 14:30 EST."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{local:%A, %B} {local.day}, {local:%Y, %H:%M %Z}"
