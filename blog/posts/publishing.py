"""The clock of the publication."""

import datetime as dt

from blog.posts.models import Page, Post


def next_publication() -> dt.datetime | None:
    """When the next scheduled post or page appears by itself."""
    posts, pages = (model.objects.scheduled().order_by().values_list("publish_at", flat=True) for model in (Post, Page))
    moment: dt.datetime | None = posts.union(pages, all=True).order_by("publish_at").first()
    return moment
