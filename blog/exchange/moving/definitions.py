"""The footnotes of a prose block: where they are defined, and which text needs which."""

from collections.abc import Iterable

from blog.core.markdown import Note, Reference, Rendered


class Definitions:
    """Those that stand by themselves; what is defined inside a block or inside another note belongs to that."""

    def __init__(self, rendered: Rendered) -> None:
        self.rendered = rendered
        self.all: list[Note] = []
        end = 0
        for note in sorted(rendered.notes, key=lambda note: note.line):
            if note.line >= end and not self.is_in_a_block(note):
                self.all.append(note)
                end = note.end_line
        self._marks: dict[int, list[str]] = {note.line: [] for note in self.all}
        for reference in rendered.references:
            if reference.note >= 0 and (around := self._around(rendered.notes[reference.note])):
                self._marks[around.line].append(reference.label)

    def is_in_a_block(self, note: Note) -> bool:
        return any(block.line <= note.line < block.end_line for block in self.rendered.blocks)

    def named(self, label: str) -> Note | None:
        """What a mark with this label means, where that stands by itself."""
        note = self.rendered.note(label)
        return note if note in self.all else None

    def needed(self, labels: Iterable[str]) -> list[Note]:
        """By these marks, and by the marks in what they need; in this order."""
        found: dict[int, Note] = {}
        waiting = list(labels)
        for label in waiting:
            note = self.rendered.note(label)
            around = self._around(note) if note else None
            if around and around.line not in found:
                found[around.line] = around
                waiting += self._marks[around.line]
        return list(found.values())

    def marks_in(self, index: int) -> list[Reference]:
        """Of the block with this index."""
        return [one for one in self.rendered.references if one.block == index]

    def _around(self, note: Note) -> Note | None:
        return next((one for one in self.all if one.line <= note.line < one.end_line), None)
