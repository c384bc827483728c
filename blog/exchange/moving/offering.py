"""Which paragraphs of a post's own prose may be moved to which article."""

from collections.abc import Iterator
from dataclasses import dataclass

from blog.articles.models import Article
from blog.exchange.models import ImportRecord
from blog.exchange.moving.growing import neighbours
from blog.exchange.moving.moves import moves
from blog.exchange.moving.paragraphs import OwnParagraph, own_paragraphs
from blog.posts.models import Block


@dataclass(frozen=True, slots=True)
class Offer:
    """A paragraph, and the excerpts it may go to; `is_choice` where the post quotes more than one article."""

    paragraph: OwnParagraph
    excerpts: list[Block]
    is_choice: bool


def offers(record: ImportRecord, order: list[Block]) -> Iterator[Offer]:
    """In the order of the post; without what came from the article and reads as it did, which has a way back."""
    quoted: set[Article] = {block.capture.article for block in order if block.capture}
    returning = {(move["block"], move["prose"]) for move in moves(record).values()}
    for block in order if quoted else ():
        if block.kind == Block.Kind.PROSE and (block.pk, block.prose) not in returning:
            excerpts = neighbours(order, block)
            for paragraph in own_paragraphs(block):
                yield Offer(paragraph, excerpts, len(quoted) > 1)
