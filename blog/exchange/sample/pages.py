"""Pages that are no posts: front matter and Markdown. The file's name is the slug."""

from pathlib import Path

import reversion

from blog.exchange.sample.reading import pages_of
from blog.exchange.sample.shelf import stored
from blog.posts.models import Page


def load_pages(folder: Path) -> None:
    for entry, body in pages_of(folder / "pages"):
        page = Page(
            slug=entry.path.stem,
            title=entry.text("title"),
            status=entry.text("status", Page.Status.PUBLISHED),
            publish_at=entry.moment("date"),
            body=body,
        )
        page.created = page.publish_at or page.created
        changed = entry.moment("changed")
        with reversion.create_revision():
            stored(entry, page)
        if changed:
            Page.objects.filter(pk=page.pk).update(modified=changed)
