"""What every move needs: one revision of the post, and the record's lists of moves."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypedDict

import reversion
from django.db import transaction

from blog.accounts.models import User
from blog.exchange.models import ImportRecord
from blog.posts import digest
from blog.posts.models import Block, Post


class CannotMove(ValueError):
    """The message says why, and what to do instead."""


class Move(TypedDict):
    """As kept in the report: `passage` is a uid, `block` a primary key, `prose` what was written into it."""

    passage: str
    block: int
    prose: str
    was_quoted: bool
    by: str
    at: str


class Adoption(TypedDict):
    """As kept in the report: `passage` is a uid, `prose` the paragraph as it stood in the blogger's words."""

    passage: str
    prose: str
    by: str
    at: str


def moves(record: ImportRecord) -> dict[str, Move]:
    """Those to the blogger that still hold, by the passage's uid."""
    kept: list[Move] = record.report.get("moved", [])
    blocks = set(Block.objects.filter(post=record.post_id, kind=Block.Kind.PROSE).values_list("pk", flat=True))
    return {move["passage"]: move for move in kept if move["block"] in blocks}


def is_adopted(record: ImportRecord, passage: str) -> bool:
    """Whether a passage (a uid) came into the article by a move."""
    return any(one["passage"] == passage for one in record.report.get("adopted", []))


@contextmanager
def one_revision(record: ImportRecord, by: User) -> Iterator[tuple[Post, list[Block]]]:
    """The post and its blocks in order; the list as it is left becomes the order stored."""
    if record.post is None:
        raise CannotMove("No post came of this file, or it was deleted.")
    with digest.postponed(), transaction.atomic(), reversion.create_revision():
        post = Post.objects.select_for_update().select_related(None).get(pk=record.post.pk)
        reversion.set_user(by)
        record.refresh_from_db(fields=["report"])
        order = list(post.blocks.select_related("capture").order_by("position", "pk"))
        yield post, order
        for position, block in enumerate(order):
            if block.position != position or block.pk is None:
                block.position = position
                block.save()
        post.save()
        reversion.add_to_revision(post)
        digest.refresh([post.pk])


def remember(record: ImportRecord, move: Move) -> None:
    _write(record, moved=[*record.report.get("moved", []), move])


def remember_adoption(record: ImportRecord, adoption: Adoption, renamed: Mapping[str, str]) -> None:
    """`renamed` are passages (uids) that have a copy in the article's new capture, which this post shows now."""

    def rename(entries: Iterable[Any]) -> list[Any]:
        return [{**one, "passage": renamed.get(one["passage"], one["passage"])} for one in entries]

    report = record.report
    _write(record, moved=rename(report.get("moved", [])), adopted=[*rename(report.get("adopted", [])), adoption])


def _write(record: ImportRecord, **lists: list[Any]) -> None:
    """Not by save(): the moment of the import stays, so that an editor's work is known as such."""
    record.report = {**record.report, **{key: found for key, found in lists.items() if found}}
    ImportRecord.objects.filter(pk=record.pk).update(report=record.report)
