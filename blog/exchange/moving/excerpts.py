"""The excerpts of a post: which passages each covers, divided and made whole.

An order is a list of the post's blocks; what is new in it is not saved yet.
"""

from django.db.models import Max

from blog.articles.models import Passage
from blog.exchange.moving.moves import CannotMove
from blog.posts.models import Block, Post


def is_of(block: Block, capture: int | None) -> bool:
    return capture is not None and block.capture_id == capture


def first(block: Block) -> int:
    return block.first_passage or 0


def last(block: Block) -> int:
    """The position of the last passage it covers."""
    if block.last_passage is not None:
        return block.last_passage
    found: int | None = Passage.objects.filter(capture=block.capture_id).aggregate(last=Max("position"))["last"]
    return found or 0


def covers(block: Block, position: int) -> bool:
    return first(block) <= position <= last(block)


def showing(order: list[Block], passage: Passage) -> Block:
    """Raises CannotMove."""
    for block in order:
        if is_of(block, passage.capture_id) and covers(block, passage.position):
            return block
    raise CannotMove("The post does not show this paragraph any more.")


def is_shown_elsewhere(passage: Passage, post: Post) -> bool:
    others = Block.objects.filter(capture=passage.capture_id).exclude(post=post)
    return any(covers(block, passage.position) for block in others)


def piece(block: Block, start: int, end: int | None) -> Block:
    """A further excerpt of the same capture."""
    return Block(post=block.post, kind=block.kind, capture=block.capture, first_passage=start, last_passage=end)


def divide(order: list[Block], block: Block, prose: Block, position: int, *, leaves_out: bool) -> None:
    """The excerpt ends with the passage at this position, or before it (`leaves_out`), and goes on after the prose."""
    at = order.index(block)
    front = position - 1 if leaves_out else position
    has_front, has_rest = front >= first(block), position < last(block)
    parts = [prose]
    if has_front and has_rest:
        parts = [block, prose, piece(block, position + 1, block.last_passage)]
    elif has_front:
        parts = [block, prose]
    elif has_rest:
        block.first_passage = position + 1
        block.save()
        parts = [prose, block]
    else:
        block.delete()
    if has_front and front < last(block):
        block.last_passage = front
        block.save()
    order[at : at + 1] = parts


def unite(order: list[Block], prose: Block, passage: Passage) -> None:
    """The passage in the prose's place; one excerpt with its neighbours where it is the passage between them."""
    at, position = order.index(prose), passage.position
    before, after = (order[k] if 0 <= k < len(order) else None for k in (at - 1, at + 1))
    if before is not None and not (is_of(before, passage.capture_id) and last(before) in (position, position - 1)):
        before = None
    if after is not None and not (is_of(after, passage.capture_id) and after.first_passage == position + 1):
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
    elif last(before) != position:
        before.last_passage = position
    before.save()
