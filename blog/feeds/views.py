"""The feeds: one base class; a format adds its generator."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from blog.feeds import formats
from blog.feeds.entries import Entry
from blog.feeds.subjects import Moved, Subject, find
from blog.feeds.versions import Version, version
from blog.posts.composition import Video, compose_many
from blog.posts.models import Correction, Post


@dataclass
class Issue:
    """What one request asks for."""

    request: HttpRequest
    subject: Subject

    @cached_property
    def posts(self) -> list[Post]:
        return list(self.subject.posts.for_lists().newest_first()[: settings.FEED_SIZE])

    def version(self) -> Version:
        subject = (self.subject.key, self.subject.title, self.subject.path, self.subject.description)
        address = self.request.build_absolute_uri(self.request.path)
        return version(self.posts, address, get_language(), subject)

    def entries(self) -> list[Entry]:
        composed = compose_many(self.posts)
        leads = [post.lead_image for post in self.posts if post.lead_image]
        prefetch_related_objects(leads, "renditions")
        sections = [section for one in composed.values() for section in one.sections]
        videos = [section.article for section in sections if isinstance(section, Video)]
        prefetch_related_objects(videos, "bylines__author")
        notes = {pk: {note.annotation for note in one.notes if note.annotation} for pk, one in composed.items()}
        of_these = Q(post__in=self.posts) | Q(annotation__in=set().union(*notes.values()))
        corrections = list(Correction.objects.filter(of_these).select_related("annotation").order_by("made_at", "id"))
        return [
            Entry(
                post=post,
                url=self.request.build_absolute_uri(post.get_absolute_url()),
                composed=composed[post.pk],
                corrections=[one for one in corrections if post.pk == one.post_id or one.annotation in notes[post.pk]],
            )
            for post in self.posts
        ]


class PostFeed(Feed[Entry, Issue]):
    """The newest posts of a subject, whole. Answers 304 before anything is composed."""

    @method_decorator(require_safe)
    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind, slug = kwargs.get("kind", ""), kwargs.get("slug", "")
        try:
            issue = Issue(request, find(kind, slug))
        except Moved as moved:
            return redirect("feeds:group", kind, moved.args[0], kwargs["file"], permanent=True)
        if kind and not issue.posts:
            raise Http404("Nothing has been published here.")
        etag, modified = issue.version()
        moment = int(modified.timestamp()) if modified else None
        response = get_conditional_response(request, etag=etag, last_modified=moment)
        response = response or super().__call__(request, issue)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
        if moment is None:
            response.headers.pop("Last-Modified", None)
        else:
            response.headers["Last-Modified"] = http_date(moment)
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Issue:
        [issue] = args
        return issue  # type: ignore[no-any-return]

    def title(self, issue: Issue) -> str:
        return issue.subject.title

    def link(self, issue: Issue) -> str:
        return issue.subject.path

    def description(self, issue: Issue) -> str:
        return issue.subject.description

    subtitle = description

    def feed_guid(self, issue: Issue) -> str:
        return f"tag:{settings.SITE_AUTHORITY}:{issue.subject.key}"

    def author_name(self, issue: Issue) -> str:
        return settings.SITE_OWNER

    def items(self, issue: Issue) -> list[Entry]:
        return issue.entries()

    def item_title(self, entry: Entry) -> str:
        return entry.post.title

    def item_description(self, entry: Entry) -> str:
        return entry.summary

    def item_link(self, entry: Entry) -> str:
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        return entry.id

    item_guid_is_permalink = False

    def item_author_name(self, entry: Entry) -> str:
        return entry.post.author.public_name

    def item_pubdate(self, entry: Entry) -> dt.datetime | None:
        return entry.post.publish_at

    def item_updateddate(self, entry: Entry) -> dt.datetime:
        return entry.post.last_changed

    def item_categories(self, entry: Entry) -> list[str]:
        return entry.categories

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        return {"content": entry.html(), "related": entry.related, "image": entry.image}


class AtomFeed(PostFeed):
    feed_type = formats.Atom


class RssFeed(PostFeed):
    feed_type = formats.Rss


class JsonFeed(PostFeed):
    feed_type = formats.Json


FEEDS: dict[str, PostFeed] = {"feed.xml": AtomFeed(), "rss.xml": RssFeed(), "feed.json": JsonFeed()}


def group(request: HttpRequest, kind: str, slug: str, file: str) -> HttpResponse:
    """The feed of one tag, category, series, author or publisher; `file` is a key of FEEDS."""
    return FEEDS[file](request, kind=kind, slug=slug, file=file)
