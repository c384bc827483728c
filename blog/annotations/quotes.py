"""Words of a text, told apart from the same words elsewhere in it by what stands around them."""

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
AMBIGUOUS_CONTEXT = 64
MOST_CONTEXT = 128
_SPARE = 8


class Status(StrEnum):
    ANCHORED = "anchored"
    MOVED = "moved"
    REWORDED = "reworded"
    ORPHANED = "orphaned"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words (none: a point) with the text around them; start and end count code points of their own text."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words are now, in code points of the text searched.

    NEEDS_REVIEW carries the best guess; ORPHANED the old offsets, cut to the text, which mean nothing in it.
    """

    start: int
    end: int
    status: Status
    score: float

    @property
    def is_found(self) -> bool:
        """Whether the note may be shown at these words without anybody having looked."""
        return self.status in (Status.ANCHORED, Status.MOVED, Status.REWORDED)


def describe(text: str, start: int, end: int) -> Quote:
    """The words with 32 code points on either side, 64 where they stand in the text twice.

    Each side is made longer, up to 128, until it stands there once by more than its outermost characters.
    """
    exact = text[start:end]
    size = AMBIGUOUS_CONTEXT if exact and _is_repeated(text, exact) else CONTEXT
    before = after = size
    while before < min(MOST_CONTEXT, start) and _is_repeated(text, text[start - before + _SPARE : start]):
        before += CONTEXT // 2
    rest = len(text) - end
    while after < min(MOST_CONTEXT, rest) and _is_repeated(text, text[end : end + after - _SPARE]):
        after += CONTEXT // 2
    return Quote(exact, text[max(0, start - before) : start], text[end : end + after], start, end)


def _is_repeated(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) >= 0
