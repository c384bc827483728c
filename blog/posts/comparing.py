"""What changed in a page, or in a post with all that belongs to it, between two moments of its history."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from rapidfuzz.distance import Indel
from reversion.models import Version

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Byline, Capture, Passage
from blog.core.moments import in_words
from blog.core.text import shorten
from blog.posts.history import UNIT, Key, unit_of
from blog.posts.models import Block, Correction, Page, Post, Tagging

# fmt: off
SHOWN: dict[type[models.Model], tuple[str, ...]] = {
    Post: ("title", "slug", "dek", "pull_quote", "pull_quote_by", "author", "series", "part", "categories",
           "lead_image", "status", "publish_at"),
    Block: ("position", "kind", "prose", "capture", "first_passage", "last_passage", "image", "video", "snippet",
            "caption"),
    Tagging: ("tag",),
    Correction: ("kind", "made_at", "body"),
    Article: ("headline", "dek", "url", "publisher", "published_at", "modified_at", "dates_printed"),
    Byline: ("position", "author", "role"),
    Capture: ("captured_at",),
    Passage: ("role", "is_quoted"),
    Annotation: ("body", "kind", "state", "annotator", "attribution"),
    Target: ("exact", "part", "status"),
    Page: ("title", "slug", "body", "status", "publish_at"),
}
# fmt: on
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
Values = dict[str, Any]
State = dict[Key, Values]


@dataclass(frozen=True, slots=True)
class Piece:
    """`op` is same, del or ins."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class RowChange:
    """`how` is added, removed or changed."""

    what: str
    name: str
    how: str
    fields: list[FieldChange]


def state_of(version: Version) -> State:
    return {
        key: {n: stored.field_dict.get(_column(key[0], n)) for n in SHOWN[key[0]]}
        for key, stored in unit_of(version).items()
    }


def present_state(whole: Post | Page) -> State:
    """Of the rows in the database."""
    state: State = {}
    waiting: list[models.Model] = [whole]
    while waiting:
        row = waiting.pop()
        model = type(row)
        key = (model, row.pk)
        if key in state:
            continue
        state[key] = {name: _value(row, name) for name in SHOWN[model]}
        for name in UNIT[model]:
            related = getattr(row, name)
            if related is not None:
                waiting += [related] if isinstance(related, models.Model) else list(related.all())
    return state


def changes(then: State, now: State) -> list[RowChange]:
    """From `then` to `now`, in the order of a reader's interest."""
    rank = list(SHOWN)
    keys = sorted(then.keys() | now.keys(), key=lambda key: (rank.index(key[0]), key[1]))
    return list(filter(None, (_row(key, then.get(key), now.get(key)) for key in keys)))


def _row(key: Key, then: Values | None, now: Values | None) -> RowChange | None:
    model = key[0]
    how = "added" if then is None else "removed" if now is None else "changed"
    before, after = then or dict.fromkeys(SHOWN[model]), now or dict.fromkeys(SHOWN[model])
    fields = [
        FieldChange(str(getattr(model._meta.get_field(name), "verbose_name", name)), list(pieces(old, new)))
        for name in SHOWN[model]
        if (old := _said(model, name, before[name])) != (new := _said(model, name, after[name]))
    ]
    if how == "changed" and not fields:
        return None
    return RowChange(str(model._meta.verbose_name), _name(model, now or then or {}), how, fields)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Word by word; what went before what came."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    gone = came = ""
    for op in Indel.opcodes(before, after):
        if op.tag != "equal":
            gone += "".join(before[op.src_start : op.src_end])
            came += "".join(after[op.dest_start : op.dest_end])
            continue
        yield from _replaced(gone, came)
        gone = came = ""
        yield Piece("same", "".join(before[op.src_start : op.src_end]))
    yield from _replaced(gone, came)


def _replaced(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece("del", gone)
    if came:
        yield Piece("ins", came)


def _column(model: type[models.Model], name: str) -> str:
    return getattr(model._meta.get_field(name), "attname", name)


def _value(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return [related.pk for related in getattr(row, name).all()]
    return getattr(row, getattr(field, "attname", name))


def _said(model: type[models.Model], name: str, value: Any) -> str:
    """The value in words."""
    field: Any = model._meta.get_field(name)
    if value is None or value == "":
        return ""
    if field.is_relation:
        pks = value if isinstance(value, list) else [value]
        names = {str(row.pk): str(row) for row in field.related_model._base_manager.filter(pk__in=pks)}
        return ", ".join(sorted(names.get(str(pk), f"no. {pk}, deleted since") for pk in pks))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return in_words(value)
    return str(dict(field.flatchoices).get(value, value))


def _name(model: type[models.Model], values: Values) -> str:
    first = next(
        (name for name in ("title", "headline", "body", "exact", "prose", "tag", "author") if values.get(name)),
        "",
    )
    return shorten(_said(model, first, values[first]), 80) if first else ""
