"""A paragraph of an imported post changes its voice: from the article to the blogger, and back.

To the blogger: the capture never changes, so the passage stays in it, is quoted no longer, and its words stand in a
prose block of their own between the halves of the excerpt. Notes on these words become footnotes of the prose, signed
where they are not the post's author's. The annotations themselves stay as they are, with their targets and states: what
is about words that nobody quotes is shown nowhere, so nothing is said twice, and the notes' own pages come back with
the words. A note that reaches into a neighbouring passage, or is about other words as well, goes on standing there.
Where another post shows the same capture, the passage stays quoted for that post, and this one's excerpt leaves it out.

Back: the prose goes, the passage is quoted as it was, and the halves of the excerpt are one again. Words that an editor
has changed in the meantime would be lost by this, so it is refused then.

Each move is one revision in the post's history. The record's report lists the moves under "moved"; those hold whose
prose is still there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

import reversion
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Passage
from blog.exchange.marking import definition, relabelled, split_notes, with_marks
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


def moves(record: ImportRecord) -> dict[str, Move]:
    """Those that still hold, by the passage's uid."""
    kept: list[Move] = record.report.get("moved", [])
    blocks = set(Block.objects.filter(post=record.post_id, kind=Block.Kind.PROSE).values_list("pk", flat=True))
    return {move["passage"]: move for move in kept if move["block"] in blocks}


def to_blogger(record: ImportRecord, passage: Passage, by: User) -> Block:
    """Raises CannotMove."""
    with _one_revision(record, by, f"“{passage}” is the blogger's, not the article's.") as (post, order):
        block = _showing(order, passage)
        prose = Block.objects.create(post=post, position=len(order), kind=Block.Kind.PROSE, prose=_prose(passage, post))
        move = Move(
            passage=passage.uid,
            block=prose.pk,
            prose=prose.prose,
            was_quoted=passage.is_quoted,
            by=str(by),
            at=timezone.now().isoformat(),
        )
        is_shared = _is_shown_elsewhere(passage, post)
        if not is_shared and passage.is_quoted:
            passage.is_quoted = False
            passage.save(update_fields=["is_quoted"])
        _divide(order, block, prose, passage, is_shared=is_shared)
        _remember(record, move)
    return prose


def to_article(record: ImportRecord, passage: Passage, by: User) -> None:
    """The way back; raises CannotMove."""
    move = moves(record).get(passage.uid)
    if move is None:
        raise CannotMove("This paragraph is not among those moved to the blogger.")
    with _one_revision(record, by, f"“{passage}” is the article's again.") as (_, order):
        prose = next(block for block in order if block.pk == move["block"])
        if prose.prose != move["prose"]:
            raise CannotMove(
                "The paragraph has been edited since it was moved; moving it back would lose these words. "
                "Take them out of the post first, or restore an earlier version from its history."
            )
        if passage.is_quoted != move["was_quoted"]:
            passage.is_quoted = move["was_quoted"]
            passage.save(update_fields=["is_quoted"])
        _unite(order, prose, passage)


@contextmanager
def _one_revision(record: ImportRecord, by: User, comment: str) -> Iterator[tuple[Post, list[Block]]]:
    """The post and its blocks in order; the list as it is left becomes the order stored."""
    if record.post is None:
        raise CannotMove("No post came of this file, or it was deleted.")
    with digest.postponed(), transaction.atomic(), reversion.create_revision():
        post = Post.objects.select_for_update().select_related(None).get(pk=record.post.pk)
        reversion.set_user(by)
        reversion.set_comment(comment)
        order = list(post.blocks.select_related("capture").order_by("position", "pk"))
        yield post, order
        for position, block in enumerate(order):
            if block.position != position or block.pk is None:
                block.position = position
                block.save()
        post.save()
        reversion.add_to_revision(post)
        digest.refresh([post.pk])


def _showing(order: list[Block], passage: Passage) -> Block:
    for block in order:
        if _is_of(block, passage) and _first(block) <= passage.position <= _last(block):
            return block
    raise CannotMove("The post does not show this paragraph any more.")


def _is_of(block: Block, passage: Passage) -> bool:
    return block.capture_id == passage.capture_id


def _first(block: Block) -> int:
    return block.first_passage or 0


def _last(block: Block) -> int:
    """The position of the last passage it covers."""
    if block.last_passage is not None:
        return block.last_passage
    last: int | None = Passage.objects.filter(capture=block.capture_id).aggregate(last=Max("position"))["last"]
    return last or 0


def _is_shown_elsewhere(passage: Passage, post: Post) -> bool:
    others = Block.objects.filter(capture=passage.capture_id).exclude(post=post)
    return any(_first(block) <= passage.position <= _last(block) for block in others)


def _prose(passage: Passage, post: Post) -> str:
    """The passage's Markdown with its notes as footnotes, labelled with their uids."""
    aimed = (
        Target.objects.filter(
            capture=passage.capture_id,
            part=Target.Part.TEXT,
            start__gte=passage.start,
            end__lte=passage.end,
            annotation__state=Annotation.State.PUBLISHED,
        )
        .select_related("annotation__annotator")
        .order_by("end", "start", "id")
    )
    placed = [target for target in aimed if target.is_placed]
    text = with_marks(passage.markdown, [(one.end - passage.start, one.annotation.uid) for one in placed])
    notes = dict.fromkeys(target.annotation for target in placed)
    return "\n\n".join([text, *(said for note in notes for said in _footnotes(note, post))])


def _footnotes(note: Annotation, post: Post) -> Iterator[str]:
    """The note as a definition, then those of its own footnotes."""
    own = {label: f"{note.uid}-{label}" for label, _ in split_notes(note.body)[1]}
    text, inner = split_notes(relabelled(note.body, own))
    signed = f"**{note.voice}:** {text}" if note.voice and note.voice != post.author.public_name else text
    yield definition(note.uid, signed)
    for label, said in inner:
        yield definition(label, said)


def _divide(order: list[Block], block: Block, prose: Block, passage: Passage, *, is_shared: bool) -> None:
    """The excerpt ends with the passage, which is hidden, and goes on after the prose; a shared one leaves it out."""
    at, position = order.index(block), passage.position
    front = position - 1 if is_shared else position
    has_front, has_rest = front >= _first(block), position < _last(block)
    parts = [prose]
    if has_front and has_rest:
        rest = Block(
            post=block.post,
            kind=block.kind,
            capture=block.capture,
            first_passage=position + 1,
            last_passage=block.last_passage,
        )
        parts = [block, prose, rest]
    elif has_front:
        parts = [block, prose]
    elif has_rest:
        block.first_passage = position + 1
        block.save()
        parts = [prose, block]
    else:
        block.delete()
    if has_front and front < _last(block):
        block.last_passage = front
        block.save()
    order[at : at + 1] = parts


def _unite(order: list[Block], prose: Block, passage: Passage) -> None:
    at, position = order.index(prose), passage.position
    before, after = (order[k] if 0 <= k < len(order) else None for k in (at - 1, at + 1))
    if before is not None and not (_is_of(before, passage) and _last(before) in (position, position - 1)):
        before = None
    if after is not None and not (_is_of(after, passage) and after.first_passage == position + 1):
        after = None
    if before is None and after is None:
        prose.kind, prose.prose, prose.capture = Block.Kind.EXCERPT, "", passage.capture
        prose.first_passage = prose.last_passage = position
        prose.save()
        return
    order.remove(prose)
    prose.delete()
    if before is None:
        after.first_passage = position  # type: ignore[union-attr]  # one of the two is there
        after.save()  # type: ignore[union-attr]
        return
    if after is not None:
        before.last_passage = after.last_passage
        order.remove(after)
        after.delete()
    elif _last(before) != position:
        before.last_passage = position
    before.save()


def _remember(record: ImportRecord, move: Move) -> None:
    """Not by save(): the moment of the import stays, so that an editor's work is known as such."""
    record.report = {**record.report, "moved": [*record.report.get("moved", []), move]}
    ImportRecord.objects.filter(pk=record.pk).update(report=record.report)
