"""The clock of the publication."""

import datetime as dt

from django.db.models import Min

from blog.posts.models import Post


def next_publication() -> dt.datetime | None:
    """When the next scheduled post appears by itself."""
    moment: dt.datetime | None = Post.objects.scheduled().aggregate(moment=Min("publish_at"))["moment"]
    return moment
