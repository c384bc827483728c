"""Which words became which between two versions of one stretch of text, and how sure that is."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from rapidfuzz.distance import Indel

from blog.annotations.likeness import TOKEN, is_word, likeness
from blog.annotations.statements import is_same_statement

_MUCH = 4


@dataclass(frozen=True, slots=True)
class Became:
    """The words at [start, end) of the newer text are what the words sought became.

    `certain` says that both edges are beyond doubt, `score` (0 to 1) how alike the two are; `same_statement` is
    False where they say something else now.
    """

    start: int
    end: int
    score: float
    certain: bool
    same_statement: bool

    def moved(self, by: int) -> Self:
        return replace(self, start=self.start + by, end=self.end + by)


class _Block(NamedTuple):
    """Words [start, end) of the old text and [new_start, new_end) of the new, the same or changed."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_same: bool


class _Words:
    """The words (and marks) of a text with their places."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in TOKEN.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]


def became(old: str, start: int, end: int, new: str, *, in_speech: bool) -> Became | None:
    """What old[start:end] has become in `new`, two folded versions of one stretch; None: nothing."""
    before, after = _Words(old), _Words(new)
    first = bisect_right([span[1] for span in before.spans], start)
    last = bisect_left([span[0] for span in before.spans], end) - 1
    if first > last:
        return None
    alignment = _Alignment(before.words, after.words, first, last)
    begin, finish = alignment.begin, alignment.finish
    if not 0 <= begin <= finish < len(after.words):
        return None
    cut_before = max(0, start - before.spans[first][0])
    cut_after = max(0, before.spans[last][1] - end)
    new_start, new_end = after.spans[begin][0] + cut_before, after.spans[finish][1] - cut_after
    if new_start >= new_end:
        return None
    alike = likeness(old[start:end], new[new_start:new_end])
    certain = alignment.has_certain_edges(is_cut=(cut_before > 0, cut_after > 0)) and (
        alike >= 0.8 or (alike >= 0.6 and alignment.shares_most_words())
    )
    same = is_same_statement(
        before.words[first : last + 1], after.words[begin : finish + 1], alignment.changes(), in_speech=in_speech
    )
    return Became(new_start, new_end, alike, certain, same)


class _Alignment:
    """Old words against new ones, seen from the words sought: old[first] to old[last]."""

    def __init__(self, old: Sequence[str], new: Sequence[str], first: int, last: int) -> None:
        self.old, self.new, self.first, self.last = old, new, first, last
        self.blocks = _blocks(old, new)
        self.kept = [
            index
            for block in self.blocks
            if block.is_same
            for index in range(max(block.start, first), min(block.end, last + 1))
        ]
        self.begin, self._begins_surely = self._edge(first, forward=True)
        self.finish, self._finishes_surely = self._edge(last, forward=False)

    def has_certain_edges(self, *, is_cut: tuple[bool, bool]) -> bool:
        """`is_cut` says whether the words sought begin or end within a word."""
        if (is_cut[0] and self.first not in self.kept) or (is_cut[1] and self.last not in self.kept):
            return False
        return (
            self._begins_surely
            and self._finishes_surely
            and not self._slides()
            and (self.finish - self.begin) * 2 <= (self.last - self.first + _MUCH) * 3
            and all(map(self._is_well_inside, self.blocks))
        )

    def shares_most_words(self) -> bool:
        shared = sum(is_word(self.old[index]) for index in self.kept)
        old, new = self.old[self.first : self.last + 1], self.new[self.begin : self.finish + 1]
        return shared * 2 >= max(sum(map(is_word, old)), sum(map(is_word, new)))

    def changes(self) -> list[tuple[Sequence[str], Sequence[str]]]:
        """The (old, new) words of every change within the words sought."""
        return [
            (
                self.old[max(block.start, self.first) : min(block.end, self.last + 1)],
                self.new[max(block.new_start, self.begin) : min(block.new_end, self.finish + 1)],
            )
            for block in self.blocks
            if not block.is_same and block.end >= self.first and block.start <= self.last + 1
        ]

    def _edge(self, edge: int, *, forward: bool) -> tuple[int, bool]:
        """The new word with which the words begin (forward) or end, and whether that is beyond doubt."""
        for block in self.blocks:
            if not block.start <= edge < block.end:
                continue
            if block.is_same:
                return block.new_start + edge - block.start, True
            is_inside = block.start >= self.first and block.end <= self.last + 1
            at_border = block.start == edge if forward else block.end == edge + 1
            is_sized = block.new_end - block.new_start <= block.end - block.start + 1
            return (block.new_start if forward else block.new_end - 1), is_inside and at_border and is_sized
        return -1, False

    def _is_well_inside(self, block: _Block) -> bool:
        """Whether much that came in has enough kept words on either side to belong to what is between them."""
        if block.is_same or not self.first <= block.start <= self.last + 1:
            return True
        if (block.new_end - block.new_start) - (block.end - block.start) < _MUCH:
            return True
        if block.end <= self.first or block.start > self.last:
            return True
        words = [index for index in self.kept if is_word(self.old[index])]
        before = sum(index < block.start for index in words)
        return min(before, len(words) - before) >= _MUCH

    def _slides(self) -> bool:
        """Whether the kept words at an edge stand in the changed words next to them too, and may be those."""
        for edge in (self.first, self.last):
            for index, block in enumerate(self.blocks):
                if not (block.is_same and block.start <= edge < block.end):
                    continue
                is_first = edge == self.first
                beside = index + 1 if is_first else index - 1
                if not 0 <= beside < len(self.blocks) or (
                    block.end > self.last if is_first else block.start <= self.first
                ):
                    continue
                at = block.new_start + edge - block.start
                kept = self.new[at : block.new_end] if is_first else self.new[block.new_start : at + 1]
                changed = self.new[self.blocks[beside].new_start : self.blocks[beside].new_end]
                if any(changed[i : i + len(kept)] == kept for i in range(len(changed) - len(kept) + 1)):
                    return True
        return False


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """All words of both in turn, neighbouring changes made one."""
    blocks: list[_Block] = []
    for code in Indel.opcodes(old, new):
        is_same = code.tag == "equal"
        start, new_start = code.src_start, code.dest_start
        if blocks and blocks[-1].is_same == is_same:
            start, _, new_start, _, _ = blocks.pop()
        blocks.append(_Block(start, code.src_end, new_start, code.dest_end, is_same))
    return blocks
