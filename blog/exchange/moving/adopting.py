"""A paragraph that the importer took for the blogger's own becomes the article's."""

from dataclasses import dataclass

import reversion
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.models import Target
from blog.annotations.reanchoring import carry
from blog.articles.capturing import ROLE_OF_KIND, Role
from blog.articles.inserting import Insertion, insert
from blog.articles.models import Article, Capture, Passage
from blog.core.markdown import render
from blog.exchange.jekyll import tree
from blog.exchange.jekyll.clippings import Clipping, places_of, target
from blog.exchange.jekyll.marked import Marked
from blog.exchange.jekyll.marks import Notes
from blog.exchange.models import ImportRecord
from blog.exchange.moving.growing import grow, neighbours, position_beside
from blog.exchange.moving.moves import Adoption, CannotMove, moves, one_revision, remember_adoption
from blog.exchange.moving.notes import Footnote, annotation_of, footnotes_of
from blog.exchange.moving.paragraphs import OwnParagraph, find, parted
from blog.posts.models import Block, Post


@dataclass(frozen=True, slots=True)
class Place:
    """Of a paragraph as a page showed it: its prose block, its line in there from 0, its digest; the excerpt beside it.

    Blocks are primary keys.
    """

    prose: int
    line: int
    digest: str
    excerpt: int


def adopt(record: ImportRecord, place: Place, by: User) -> Passage:
    """The passage that the paragraph became; raises CannotMove."""
    with one_revision(record, by) as (post, order):
        paragraph, excerpt, earlier = _found(record, order, place)
        prose = paragraph.prose
        notes, parts = footnotes_of(paragraph), parted(paragraph)
        marked = _marked(paragraph)
        passages = list(earlier.passages.order_by("position"))
        by_uid = {one.uid: one.position for one in passages}
        moved = {move["block"]: by_uid[uid] for uid, move in moves(record).items() if uid in by_uid}
        position = position_beside(order, prose, excerpt, passages, moved)
        is_kept = Block.objects.filter(capture=earlier).exclude(post=post).exists()
        try:
            insertion = insert(earlier, marked.text, position, is_kept=is_kept)
        except ValidationError as error:
            raise CannotMove(" ".join(error.messages)) from error
        passage = insertion.passage
        carry(insertion, is_kept=is_kept)
        grow(order, prose, excerpt, insertion.capture, position, parts)
        if not is_kept:
            earlier.delete()
        _annotate(insertion, paragraph, marked, notes, post)
        reversion.add_to_revision(insertion.capture)  # stored when it was made, before it had its passages and notes
        reversion.set_comment(f"“{passage}” is the article's, not the blogger's.")
        said = Adoption(passage=passage.uid, prose=paragraph.block.source, by=str(by), at=timezone.now().isoformat())
        remember_adoption(record, said, _renamed(passages, insertion))
    return passage


def _found(record: ImportRecord, order: list[Block], place: Place) -> tuple[OwnParagraph, Block, Capture]:
    if not any(block.capture for block in order):
        raise CannotMove("The post quotes no article that this paragraph could belong to. Give it an excerpt first.")
    paragraph = find(order, place.prose, place.line, place.digest)
    prose = paragraph.prose
    if any(move["block"] == prose.pk and move["prose"] == prose.prose for move in moves(record).values()):
        raise CannotMove("This paragraph came from the article. Move it back with the button beside its line.")
    for excerpt in neighbours(order, prose):
        if excerpt.pk == place.excerpt and excerpt.capture:
            return paragraph, excerpt, excerpt.capture
    raise CannotMove("The article does not stand next to this paragraph any more. Read the page again, then move it.")


def _marked(paragraph: OwnParagraph) -> Marked:
    """As the importer takes marks and words apart; raises CannotMove where the paragraph alone reads otherwise."""
    source = paragraph.block.source
    labels = [one.label for one in paragraph.marks]
    alone = render("\n\n".join([source, *(f"[^{label}]: ." for label in dict.fromkeys(labels))]))
    marked = Marked.of(_source(paragraph))
    if [one.html for one in alone.blocks] != [paragraph.block.html] or labels != [r.label for r in marked.references]:
        raise CannotMove(
            "This paragraph reads otherwise by itself: the address of a link in it stands elsewhere in the prose. "
            "Write it into the link, as [words](address); then move it."
        )
    return marked


def _source(paragraph: OwnParagraph) -> tree.Source:
    block = paragraph.block
    role = ROLE_OF_KIND.get(block.kind, Role.BODY)
    passage = tree.Passage(role, block.source, block.line, block.end_line)
    return tree.Source("", "", Article.Kind.ARTICLE, block.line, block.end_line, parts=[passage])


def _annotate(
    insertion: Insertion, paragraph: OwnParagraph, marked: Marked, footnotes: list[Footnote], post: Post
) -> None:
    """Each footnote once, at the words before each of its marks."""
    capture, passage = insertion.capture, insertion.passage
    alone = Capture(article=capture.article, plain=passage.text)
    known = Notes([tree.Definition(one.label, one.markdown, -1, -1, order=n) for n, one in enumerate(footnotes)])
    clipping = Clipping(capture.article, capture=alone, rows=[(0, len(passage.text))])
    places = places_of(marked, _source(paragraph).passages, [0], clipping, known)
    clipping.capture = capture
    notes = {one.label: annotation_of(one, post) for one in footnotes}
    taken = set(capture.targets.values_list("annotation", "part", "start", "end"))
    made: dict[tuple[int, str, int, int], Target] = {}
    for place in places:
        place.start, place.end = passage.start + place.start, passage.start + place.end
        aimed = target(place, clipping)
        aimed.annotation = notes[place.label]
        made.setdefault((aimed.annotation.pk, aimed.part, aimed.start, aimed.end), aimed)
    Target.objects.bulk_create(aimed for key, aimed in made.items() if key not in taken)


def _renamed(passages: list[Passage], insertion: Insertion) -> dict[str, str]:
    """Uids of passages that are another row in the new capture."""
    others = insertion.capture.passages.exclude(pk=insertion.passage.pk).order_by("position")
    pairs = zip((one.uid for one in passages), (one.uid for one in others), strict=True)
    return {before: after for before, after in pairs if before != after}
