"""A capture that lacks a passage gets a successor that has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from django.core.exceptions import ValidationError
from django.db import transaction

from blog.articles.capturing import ROLE_OF_KIND, Role, passage_of, read, shown
from blog.articles.models import Capture, Passage
from blog.core.markdown import Block, Rendered, render

GAPS = ("\n\n", "\n\n<!-- -->\n\n")  # the second keeps lists apart that would be one


@dataclass(frozen=True, slots=True)
class Insertion:
    """`passage` is what `capture` has and `earlier` has not; offsets are code points of their plain texts."""

    earlier: Capture
    capture: Capture
    passage: Passage
    front: int  # in the earlier text, where the words before the new passage end; -1: there are none
    rest: int  # in the earlier text, where the words behind it begin; beyond its end: there are none

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where words of the earlier text are in the other one, the new ones included where these came between them."""
        by = len(self.capture.plain) - len(self.earlier.plain)
        if start == end:
            return (start + by, end + by) if start > self.front else (start, end)
        is_behind = start >= self.front
        return start + by if is_behind else start, end + by if is_behind or end > self.rest else end


def insert(earlier: Capture, markdown: str, position: int, *, is_kept: bool) -> Insertion:
    """The rest of the text stays to the letter, and so do the capture's moment, its passages' roles and privacy.

    The passages go over as they are; where the earlier capture `is_kept` they are copied, with uids of their own.
    Raises ValidationError where the paragraph cannot stand there as a passage.
    """
    passages = list(earlier.passages.order_by("position"))
    before = shown(read(earlier.text))
    if [one.text for one in passages] != [block.text for block in before]:
        raise ValidationError("The article's text reads otherwise today than when it was captured. Capture it anew.")
    text, rendered = _joined(earlier.text, before, markdown, position)
    front = max((block.start + len(block.text) for block in before[:position] if block.text), default=-1)
    rest = min((block.start for block in before[position:] if block.text), default=len(earlier.plain) + 1)
    known = earlier.article.captures.filter(sha256=Capture.digest(text)).first()
    if known:
        return Insertion(earlier, known, _known_passage(known, position, passages), front, rest)
    with transaction.atomic():
        made = Capture.objects.create(
            article=earlier.article, text=text, plain=rendered.text, how=earlier.how, captured_at=earlier.captured_at
        )
        others = shown(rendered)
        new = others.pop(position)
        _take_over(passages, made, others, position, is_kept=is_kept)
        added = passage_of(made, position, new, ROLE_OF_KIND.get(new.kind, Role.BODY))
        added.save()
    return Insertion(earlier, made, added, front, rest)


def _joined(text: str, blocks: Sequence[Block], markdown: str, position: int) -> tuple[str, Rendered]:
    """The text with one block more, all others as they were."""
    own = shown(render(markdown))
    if len(own) != 1:
        raise ValidationError("This is not one paragraph. Divide it first.")
    wanted = [block.html for block in (*blocks[:position], *own, *blocks[position:])]
    lines = text.split("\n")
    cut = blocks[position - 1].end_line if position else blocks[0].line
    front, rest = "\n".join(lines[:cut]).rstrip("\n"), "\n".join(lines[cut:]).lstrip("\n")
    for gap, other in product(GAPS, GAPS):
        whole = (front and front + gap) + markdown.strip("\n") + (rest and other + rest)
        rendered = read(whole)
        if [block.html for block in shown(rendered)] == wanted:
            return whole, rendered
    raise ValidationError("Beside the article's paragraphs this one would not stay by itself.")


def _take_over(
    passages: Sequence[Passage], made: Capture, blocks: Sequence[Block], position: int, *, is_kept: bool
) -> None:
    """`blocks` are theirs in the new text, in which there is one more at `position`."""
    rows = []
    for one, block in zip(passages, blocks, strict=True):
        row = passage_of(made, one.position + (one.position >= position), block, one.role)
        row.is_quoted = one.is_quoted
        if not is_kept:
            row.pk, row.uid = one.pk, one.uid
        rows.append(row)
    if is_kept:
        Passage.objects.bulk_create(rows)
    else:
        Passage.objects.bulk_update(rows, ["capture", "position", "start"])


def _known_passage(known: Capture, position: int, passages: Sequence[Passage]) -> Passage:
    """The article was captured with just this text before: it serves where the same of it is quoted."""
    others = list(known.passages.order_by("position"))
    added = others.pop(position)
    if not added.is_quoted or [one.is_quoted for one in others] != [one.is_quoted for one in passages]:
        raise ValidationError(
            "There is a capture of the article with just this text already, of which other paragraphs are quoted. "
            "Choose that one for the post's excerpt instead."
        )
    return added
