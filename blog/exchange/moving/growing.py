"""An article's excerpt gets a paragraph of the prose around it; the post goes on reading in the same order."""

from collections.abc import Mapping

from blog.articles.models import Capture, Passage
from blog.exchange.moving.excerpts import covers, first, is_of, last, piece
from blog.posts.models import Block

HEAD = {Passage.Role.DEK, Passage.Role.SUMMARY}  # shown above all other passages of their excerpt


def neighbours(order: list[Block], prose: Block) -> list[Block]:
    """The nearest excerpts before and behind the prose; the one before it where both are of one article."""
    at = order.index(prose)
    found: dict[int, Block] = {}
    for side in (reversed(order[:at]), iter(order[at + 1 :])):
        excerpt = next((block for block in side if block.capture), None)
        if excerpt and excerpt.capture:
            found.setdefault(excerpt.capture.article_id, excerpt)
    return list(found.values())


def position_beside(
    order: list[Block], prose: Block, excerpt: Block, passages: list[Passage], moved: Mapping[int, int]
) -> int:
    """Of a new passage: behind the last that is shown between the excerpt's beginning and the prose, or the reverse.

    `moved` are prose blocks (primary keys) in which a passage of the capture stands for now, with its position.
    """
    at, beside = order.index(prose), order.index(excerpt)
    between = order[min(at, beside) + 1 : max(at, beside)]
    shown = [one.position for one in passages if one.is_quoted and covers(excerpt, one.position)]
    shown += [moved[block.pk] for block in between if block.pk in moved]
    if beside < at:
        return min(max(shown, default=last(excerpt)) + 1, len(passages))
    return min(min(shown, default=first(excerpt)), len(passages))


def grow(
    order: list[Block], prose: Block, excerpt: Block, capture: Capture, position: int, parts: tuple[str, str]
) -> None:
    """Shows instead of the excerpt's capture the one that has a passage more, at this position.

    That passage stands between the parts of the prose; in the excerpt itself where nothing is between the two.
    """
    passages = list(capture.passages.order_by("position"))
    same = [block for block in order if is_of(block, excerpt.capture_id)]
    for block in same:
        start, end = first(block), len(passages) - 2 if block.last_passage is None else block.last_passage
        block.first_passage, block.last_passage = start + (start >= position), end + (end >= position)
        block.capture = capture
    new = piece(excerpt, position, position)
    _open(order, prose, excerpt, new)
    at = order.index(prose)
    order[at : at + 1] = _set_apart(prose, new, parts)
    _join(order, new, {one.position for one in passages if one.is_quoted and one.role in HEAD})
    for block in order:
        if is_of(block, capture.pk):
            if first(block) == 0 and last(block) >= len(passages) - 1:
                block.first_passage = block.last_passage = None
            if block.pk:
                block.save()


def _open(order: list[Block], prose: Block, excerpt: Block, new: Block) -> None:
    """Excerpts around the new passage would show it too early; hidden passages of its own excerpt go along with it."""
    position, at = first(new), order.index(prose)
    for index, block in reversed(list(enumerate(order))):
        if not is_of(block, new.capture_id) or not first(block) < position < last(block):
            continue
        if block is excerpt and index > at:
            new.first_passage, block.first_passage = block.first_passage, position + 1
        elif block is excerpt:
            new.last_passage, block.last_passage = block.last_passage, position - 1
        elif index < at:
            order.insert(index + 1, piece(block, position + 1, block.last_passage))
            block.last_passage = position - 1


def _set_apart(prose: Block, new: Block, parts: tuple[str, str]) -> list[Block]:
    """The prose keeps its row, where anything of it is left."""
    front, rest = parts
    if not front and not rest:
        prose.delete()
        return [new]
    prose.prose = front or rest
    prose.save()
    if not front or not rest:
        return [prose, new] if front else [new, prose]
    return [prose, new, Block(post=prose.post, kind=Block.Kind.PROSE, prose=rest)]


def _join(order: list[Block], new: Block, head: set[int]) -> None:
    """With the excerpts beside it that end where it begins and go on where it ends.

    Not with one behind it that has head matter to show there, which would come to stand before it.
    """
    at = order.index(new)
    before, after = (order[k] if 0 <= k < len(order) else None for k in (at - 1, at + 1))
    is_in_article = any(is_of_article(block, new) for block in order[:at])
    if before and is_of(before, new.capture_id) and last(before) == first(new) - 1:
        before.last_passage = new.last_passage
        order.remove(new)
        new = before
    if after is None or not is_of(after, new.capture_id) or first(after) != last(new) + 1:
        return
    if is_in_article and any(covers(after, position) for position in head):
        return
    if new.pk:
        new.last_passage = after.last_passage
        order.remove(after)
        if after.pk:
            after.delete()
    else:
        after.first_passage = new.first_passage
        order.remove(new)


def is_of_article(block: Block, other: Block) -> bool:
    return bool(block.capture and other.capture and block.capture.article_id == other.capture.article_id)
