"""What a reader of a post may turn to: the posts before and after it in time, and its series."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from blog.posts.models import Post, Series
from blog.website.addresses import address
from blog.website.entries import Link, written

NEARBY = 3  # parts of a long series shown before and after this one
SHORT = 12  # parts; of a longer series only those nearby are shown


class Row(NamedTuple):
    pk: int
    title: str
    slug: str
    publish_at: dt.datetime
    year: int
    month: int
    series: int | None
    part: int | None

    @property
    def moment(self) -> tuple[dt.datetime, int]:
        return self.publish_at, self.pk

    @property
    def place(self) -> tuple[bool, int, dt.datetime, int]:
        """In the series: by part, then by date."""
        return self.part is None, self.part or 0, *self.moment

    @property
    def link(self) -> Link:
        return Link(self.title, address("post", f"{self.year:04d}", f"{self.month:02d}", self.slug))


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    link: Link
    date: str
    iso: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    earlier: Link | None
    later: Link | None
    parts: list[Part]
    place: int
    count: int

    @property
    def ticks(self) -> list[bool]:
        """Which of the parts this is; none where there are too many to draw."""
        return [number == self.place for number in range(1, self.count + 1)] if 1 < self.count <= SHORT else []


def neighbours_of(post: Post) -> Neighbours:
    """One query; none for a draft without a date."""
    if post.publish_at is None:
        return Neighbours(None, None, [], 0, 0)
    rows = sorted(_rows(post, post.publish_at), key=lambda row: row.moment)
    this = (post.publish_at, post.pk)
    earlier = [row for row in rows if row.moment < this]
    later = [row for row in rows if row.moment > this]
    parts = sorted((row for row in rows if post.series and row.series == post.series_id), key=lambda row: row.place)
    place = next((number for number, row in enumerate(parts, 1) if row.pk == post.pk), 0)
    return Neighbours(
        earlier[-1].link if earlier else None,
        later[0].link if later else None,
        [
            _part(number, row, post)
            for number, row in enumerate(parts, 1)
            if len(parts) <= SHORT or abs(number - max(place, 1)) <= NEARBY
        ],
        place,
        len(parts),
    )


def _rows(post: Post, moment: dt.datetime) -> list[Row]:
    public = Post.objects.published()
    before = public.filter(publish_at__lt=moment).order_by("-publish_at", "-id")
    after = public.filter(publish_at__gt=moment).order_by("publish_at", "id")
    wanted = Q(publish_at=moment) | Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1])
    if post.series_id:
        wanted |= Q(series=post.series_id)
    return [Row(*values) for values in public.filter(wanted).order_by().values_list(*Row._fields)]


def _part(number: int, row: Row, post: Post) -> Part:
    series: Series | None = post.series
    title = Post(title=row.title, series=series).title_in_series
    day = timezone.localdate(row.publish_at)
    date = written(day, "M j" if row.year == post.year else "M j, Y", get_language())
    return Part(row.part or number, Link(title, row.link.url), date, day.isoformat(), row.pk == post.pk)
