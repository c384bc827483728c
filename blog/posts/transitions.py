"""What an editor does with a finished post or page: publish, schedule, withdraw."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.core.moments import in_words
from blog.core.publishing import Publishable, Status


def publish(row: Publishable) -> None:
    """Public from now on; one that was withdrawn keeps its date and address. Raises ValidationError."""
    if row.is_public:
        raise ValidationError("It is public already.")
    was_public = row.status == Status.WITHDRAWN and row.was_public
    _save(row, Status.PUBLISHED, row.publish_at if was_public else timezone.now())


def schedule(row: Publishable, moment: dt.datetime) -> None:
    """Public from that moment on. Raises ValidationError."""
    if row.is_public:
        raise ValidationError("It is public already. Withdraw it first.")
    if moment <= timezone.now():
        raise ValidationError("This moment has passed. Choose a later one, or publish now.")
    _save(row, Status.PUBLISHED, moment)


def withdraw(row: Publishable) -> None:
    """Its address then says that it is gone. Raises ValidationError."""
    if row.status != Status.PUBLISHED:
        raise ValidationError("It is not published.")
    _save(row, Status.WITHDRAWN if row.is_public else Status.DRAFT, row.publish_at)


def short_standing(row: Publishable) -> str:
    """Where it stands, in a word."""
    if row.status == Status.PUBLISHED:
        return "Public" if row.is_public else "Scheduled"
    return str(row.get_status_display())


def standing(row: Publishable) -> str:
    """Where it stands, in a sentence for editors."""
    if row.is_public and row.publish_at:
        return f"Public since {in_words(row.publish_at)}"
    if row.is_scheduled and row.publish_at:
        return f"Scheduled for {in_words(row.publish_at)}"
    if row.status == Status.WITHDRAWN:
        return "Withdrawn: readers are told that it is gone"
    return "Draft: only editors see it"


def _save(row: Publishable, status: str, moment: dt.datetime | None) -> None:
    row.status, row.publish_at = status, moment
    row.full_clean()
    row.save()
