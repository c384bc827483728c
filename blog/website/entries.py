"""Posts as lists show them: with their sources and a few of their tags, in two queries for any number of posts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language

from blog.core.urls import InvalidURL, host_of
from blog.posts.models import Block, Post, Tagging
from blog.website.addresses import address, post_address

TAGS, SOURCES = 4, 3


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    url: str


@dataclass(slots=True)
class Entry:
    """`moment` is the publication in the site's time zone."""

    post: Post
    url: str
    moment: dt.datetime
    series: Link | None = None
    tags: list[Link] = field(default_factory=list)
    more_tags: int = 0
    sources: list[Link] = field(default_factory=list)
    more_sources: int = 0
    author: str = ""

    @property
    def iso(self) -> str:
        return self.moment.isoformat()

    @property
    def clock(self) -> str:
        return clock(self.moment.hour, self.moment.minute, get_language())


@dataclass(frozen=True, slots=True)
class Day:
    """One day's entries; `year` is empty in this year."""

    iso: str
    weekday: str
    date: str
    year: str
    entries: list[Entry]


def entries_of(posts: Sequence[Post], *, tags: int = TAGS) -> list[Entry]:
    """Needs `series` and `author` at hand."""
    several = len({post.author_id for post in posts}) > 1
    entries = {post.pk: _entry(post, several) for post in posts}
    if entries:
        _add_tags(entries, tags)
        _add_sources(entries)
    return list(entries.values())


def _entry(post: Post, several: bool) -> Entry:
    series = Link(post.series.name, address("series", post.series.slug)) if post.series else None
    moment = timezone.localtime(post.publish_at)
    return Entry(post, post_address(post), moment, series, author=post.author.public_name if several else "")


def days_of(entries: Iterable[Entry]) -> list[Day]:
    """Runs of entries of one day, in the order given."""
    this_year = timezone.localdate().year
    days = groupby(entries, key=lambda entry: entry.moment.date())
    return [_day(date, this_year, list(group)) for date, group in days]


def _day(date: dt.date, this_year: int, entries: list[Entry]) -> Day:
    language = get_language()
    year = "" if date.year == this_year else str(date.year)
    return Day(date.isoformat(), written(date, "l", language), written(date, "F j", language), year, entries)


@lru_cache(maxsize=1440)
def clock(hour: int, minute: int, language: str) -> str:
    """The time of day as Django writes it, worked out once."""
    return time_format(dt.time(hour, minute), "P")


@lru_cache(maxsize=8000)
def written(date: dt.date, form: str, language: str) -> str:
    """The date as Django writes it, worked out once."""
    return date_format(date, form)


def _add_tags(entries: dict[int, Entry], most: int) -> None:
    rows = (
        Tagging.objects.filter(content_object__in=entries)
        .annotate(
            place=Window(RowNumber(), partition_by=F("content_object"), order_by=F("id").asc()),
            among=Window(Count("id"), partition_by=F("content_object")),
        )
        .filter(place__lte=most)
        .order_by("id")
        .values_list("content_object_id", "tag__name", "tag__slug", "among")
    )
    for pk, name, slug, among in rows:
        entry = entries[pk]
        entry.tags.append(Link(name, address("tag", slug)))
        entry.more_tags = max(among - most, 0)


def _add_sources(entries: dict[int, Entry]) -> None:
    rows = (
        Block.objects.filter(Q(capture__isnull=False) | Q(video__isnull=False), post__in=entries)
        .order_by("position", "id")
        .values_list(
            "post_id",
            "capture__article__slug", "capture__article__publisher__name", "capture__article__url",
            "video__slug", "video__publisher__name", "video__url",
        )
    )  # fmt: skip
    seen: dict[int, set[str]] = defaultdict(set)
    for pk, slug, publisher, url, video_slug, video_publisher, video_url in rows:
        name = publisher or video_publisher or _host(url or video_url or "")
        if name in seen[pk]:
            continue
        seen[pk].add(name)
        entry = entries[pk]
        if len(entry.sources) == SOURCES:
            entry.more_sources += 1
        else:
            entry.sources.append(Link(name, address("article", slug or video_slug)))


def _host(url: str) -> str:
    try:
        return host_of(url)
    except InvalidURL:
        return "Unknown publisher"
