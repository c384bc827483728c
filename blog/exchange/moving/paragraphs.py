"""The paragraphs of a post's own prose: top-level Markdown blocks, found again, and taken out."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blog.core import markdown
from blog.core.markdown import BlockKind, Note, Reference, Rendered, render
from blog.exchange.moving.definitions import Definitions
from blog.exchange.moving.moves import CannotMove
from blog.posts.models import Block

EDITED = "The paragraph has been edited since this page was shown. Read it again, and move it then."
GONE = "The post does not have this paragraph any more."


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """One block of a prose block's Markdown; `index` counts the blocks of `rendered`, which is the whole of it."""

    prose: Block
    rendered: Rendered
    index: int

    @property
    def block(self) -> markdown.Block:
        return self.rendered.blocks[self.index]

    @property
    def line(self) -> int:
        """Where it begins in the prose, from 0."""
        return self.block.line

    @property
    def words(self) -> str:
        """What it says; of a picture, its Markdown."""
        return self.block.text or self.block.source

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.block.source.encode()).hexdigest()[:16]

    @property
    def marks(self) -> list[Reference]:
        return [one for one in self.rendered.references if one.block == self.index]


def own_paragraphs(prose: Block) -> list[OwnParagraph]:
    rendered = render(prose.prose)
    said = (index for index, block in enumerate(rendered.blocks) if block.text or block.kind is BlockKind.IMAGE)
    return [OwnParagraph(prose, rendered, index) for index in said]


def find(order: Iterable[Block], prose: int, line: int, digest: str) -> OwnParagraph:
    """The paragraph with this digest that stood there; it may have come to stand elsewhere. Raises CannotMove."""
    every = [one for block in order if block.kind == Block.Kind.PROSE for one in own_paragraphs(block)]
    same = [one for one in every if one.digest == digest]
    here = [one for one in every if (one.prose.pk, one.line) == (prose, line)]
    for found in ([one for one in here if one in same], [one for one in same if one.prose.pk == prose], same):
        if len(found) == 1:
            return found[0]
    raise CannotMove(EDITED if here or same else GONE)


def parted(paragraph: OwnParagraph) -> tuple[str, str]:
    """The prose before the paragraph and the prose after it, each with the footnotes that it needs.

    A footnote that only the paragraph needs is in neither. Raises CannotMove where either would read otherwise.
    """
    rendered, index = paragraph.rendered, paragraph.index
    notes = Definitions(rendered)
    lines = paragraph.prose.prose.split("\n")
    links = list(_links(lines, rendered))
    own = {*links, *(line for note in notes.all for line in range(note.line, note.end_line))}
    front = _text(lines, range(paragraph.line), own)
    rest = _text(lines, range(paragraph.block.end_line, len(lines)), own)
    before = notes.needed(one.label for one in rendered.references if 0 <= one.block < index)
    after = notes.needed(one.label for one in rendered.references if one.block > index)
    used = notes.needed(one.label for one in rendered.references if one.block >= 0)
    unused = [note for note in notes.all if note not in used]
    if rest or not front:
        after += unused
    else:
        before += unused
    shared = "\n".join(lines[line] for line in links)
    parts = _with(front, before, shared), _with(rest, after, shared)
    _check(parts[0], rendered, rendered.blocks[:index])
    _check(parts[1], rendered, rendered.blocks[index + 1 :])
    return parts


def _links(lines: list[str], rendered: Rendered) -> Iterator[int]:
    """Lines that are in no block and in no footnote: addresses that links refer to."""
    said: list[markdown.Block | Note] = [*rendered.blocks, *rendered.notes]
    taken = {line for one in said for line in range(one.line, one.end_line)}
    return (number for number, line in enumerate(lines) if line.strip() and number not in taken)


def _text(lines: list[str], chosen: Iterable[int], left_out: set[int]) -> str:
    """One empty line where something is left out."""
    kept: list[str] = []
    for number in chosen:
        is_empty = not lines[number].strip()
        if number in left_out:
            while kept and not kept[-1].strip():
                kept.pop()
            kept.append("")
        elif not (is_empty and kept and kept[-1] == "" and number - 1 in left_out):
            kept.append(lines[number])
    return "\n".join(kept).strip("\n")


def _with(text: str, notes: list[Note], links: str) -> str:
    """Nothing where there is neither text nor a footnote."""
    said = [note.source for note in sorted(notes, key=lambda note: note.line)]
    return "\n\n".join(piece for piece in (text, links if text else "", *said) if piece)


def _check(part: str, rendered: Rendered, blocks: Iterable[markdown.Block]) -> None:
    found = render(part)
    labels = {note.label for note in rendered.notes}
    is_same = [one.html for one in found.blocks] == [one.html for one in blocks]
    if not is_same or any(one.label in labels and found.note(one.label) is None for one in found.references):
        raise CannotMove(
            "Without this paragraph the prose around it would read otherwise, or lose a footnote. Set the paragraph "
            "off in the post by itself first."
        )
