"""What an editor does with a finished post: publish, schedule, withdraw."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.core.moments import in_words
from blog.posts.models import Post


def publish(post: Post) -> None:
    """Public from now on; one that was withdrawn keeps its date and address. Raises ValidationError."""
    if post.is_public:
        raise ValidationError("It is public already.")
    was_public = post.status == Post.Status.WITHDRAWN and post.was_public
    _save(post, Post.Status.PUBLISHED, post.publish_at if was_public else timezone.now())


def schedule(post: Post, moment: dt.datetime) -> None:
    """Public from that moment on. Raises ValidationError."""
    if post.is_public:
        raise ValidationError("It is public already. Withdraw it first.")
    if moment <= timezone.now():
        raise ValidationError("This moment has passed. Choose a later one, or publish now.")
    _save(post, Post.Status.PUBLISHED, moment)


def withdraw(post: Post) -> None:
    """Its address then says that it is gone. Raises ValidationError."""
    if post.status != Post.Status.PUBLISHED:
        raise ValidationError("It is not published.")
    _save(post, Post.Status.WITHDRAWN if post.is_public else Post.Status.DRAFT, post.publish_at)


def short_standing(post: Post) -> str:
    """Where the post stands, in a word."""
    if post.status == Post.Status.PUBLISHED:
        return "Public" if post.is_public else "Scheduled"
    return str(post.get_status_display())


def standing(post: Post) -> str:
    """Where the post stands, in a sentence for editors."""
    if post.is_public and post.publish_at:
        return f"Public since {in_words(post.publish_at)}"
    if post.is_scheduled and post.publish_at:
        return f"Scheduled for {in_words(post.publish_at)}"
    if post.status == Post.Status.WITHDRAWN:
        return "Withdrawn: readers are told that it is gone"
    return "Draft: only editors see it"


def _save(post: Post, status: str, moment: dt.datetime | None) -> None:
    post.status, post.publish_at = status, moment
    post.full_clean()
    post.save()
