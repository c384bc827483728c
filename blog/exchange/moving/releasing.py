"""A passage of the article becomes the blogger's prose, and goes back."""

import reversion
from django.utils import timezone

from blog.accounts.models import User
from blog.articles.models import Passage
from blog.exchange.models import ImportRecord
from blog.exchange.moving.excerpts import divide, is_shown_elsewhere, showing, unite
from blog.exchange.moving.moves import CannotMove, Move, is_adopted, moves, one_revision, remember
from blog.exchange.moving.notes import as_prose
from blog.posts.models import Block


def to_blogger(record: ImportRecord, passage: Passage, by: User) -> Block:
    """Raises CannotMove."""
    with one_revision(record, by) as (post, order):
        reversion.set_comment(f"“{passage}” is the blogger's, not the article's.")
        block = showing(order, passage)
        prose = Block.objects.create(
            post=post, position=len(order), kind=Block.Kind.PROSE, prose=as_prose(passage, post)
        )
        move = Move(
            passage=passage.uid,
            block=prose.pk,
            prose=prose.prose,
            was_quoted=passage.is_quoted,
            by=str(by),
            at=timezone.now().isoformat(),
        )
        is_shared = is_shown_elsewhere(passage, post)
        if not is_shared and passage.is_quoted:
            passage.is_quoted = False
            passage.save(update_fields=["is_quoted"])
        leaves_out = is_shared or is_adopted(record, passage.uid)
        divide(order, block, prose, passage.position, leaves_out=leaves_out)
        remember(record, move)
    return prose


def to_article(record: ImportRecord, passage: Passage, by: User) -> None:
    """The way back; raises CannotMove."""
    move = moves(record).get(passage.uid)
    if move is None:
        raise CannotMove("This paragraph is not among those moved to the blogger.")
    with one_revision(record, by) as (_, order):
        reversion.set_comment(f"“{passage}” is the article's again.")
        prose = next(block for block in order if block.pk == move["block"])
        if prose.prose != move["prose"]:
            raise CannotMove(
                "The paragraph has been edited since it was moved; moving it back would lose these words. "
                "Move the edited paragraph to the article instead, or restore an earlier version of the post from its "
                "history."
            )
        if passage.is_quoted != move["was_quoted"]:
            passage.is_quoted = move["was_quoted"]
            passage.save(update_fields=["is_quoted"])
        unite(order, prose, passage)
