"""A change below a post refreshes the digests of the posts that show it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from blog.annotations.models import Annotation, Target
from blog.articles.models import Passage
from blog.posts.digest import refresh
from blog.posts.models import Block, Snippet


def _posts_showing(instance: Model) -> Iterable[int]:
    match instance:
        case Block():
            return [instance.post_id]
        case Snippet():
            return Block.objects.filter(snippet=instance).values_list("post_id", flat=True)
        case Target() | Passage():
            return Block.objects.filter(capture=instance.capture_id).values_list("post_id", flat=True)
        case Annotation():
            return Block.objects.filter(capture__targets__annotation=instance).values_list("post_id", flat=True)
        case _:
            return []


@receiver([post_save, post_delete], sender=Block)
@receiver([post_save, post_delete], sender=Target)
@receiver(post_save, sender=Snippet)
@receiver(post_save, sender=Passage)
@receiver(post_save, sender=Annotation)
def refresh_digests(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Fixtures (`raw`) bring their digests with them."""
    if not raw:
        refresh(_posts_showing(instance))
