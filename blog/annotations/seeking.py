"""Looking for a quote in a text: what both ways of looking share. Offsets are folded ones until an Anchor is made."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from blog.annotations.folding import Folded, fold
from blog.annotations.likeness import is_between_words, likeness, most_alike, weight
from blog.annotations.quotes import CONTEXT, MOST_CONTEXT, Anchor, Quote, Status
from blog.annotations.rewording import Became, became
from blog.annotations.sentences import sentence_end, sentence_start

REACH = 400
WORTH_SHOWING = 0.6
LEAD = 0.15
COPY = 0.75
_MOST_RIVALS = 4
_GAP = "\0" * 8


@dataclass(frozen=True, slots=True)
class Bracket:
    """A stretch of the old text and the stretch of the new between the same unique words."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def is_snug(self) -> bool:
        """Whether no sentence came in."""
        return self.new_end - self.new_start <= self.old_end - self.old_start + CONTEXT


class Search(ABC):
    """One quote in one text; how much counts as proof is for the subclasses to say."""

    def __init__(self, text: str, quote: Quote, old: Folded, start: int) -> None:
        """`start` is where the words stand in `old`, counted in that text as given."""
        self.given = text
        self.quote = quote
        self.new = fold(text)
        self.old = old
        words = quote.exact.strip()
        start += len(quote.exact) - len(quote.exact.lstrip())
        self.start, self.end = old.folded(start), old.folded(start + len(words), is_end=True)
        self.sought = old.text[self.start : self.end]
        line = old.line_start(self.start)
        self.in_speech = '"' in self.sought or old.text.count('"', line, self.start) % 2 == 1

    @abstractmethod
    def proven(self, places: list[int], bracket: Bracket | None) -> int | None:
        """The one place of the very words that is beyond doubt."""

    @abstractmethod
    def bracket(self) -> Bracket | None:
        """Where the words must be, if they are still between what stood around them."""

    @abstractmethod
    def became(self, bracket: Bracket | None) -> Became | None:
        """What the words have become."""

    def words(self) -> Anchor:
        bracket = self.bracket()
        places = list(self._places())
        change = self.became(bracket)
        place = self.proven(places, bracket)
        if place is not None and not self._stays_elsewhere(place, change):
            return self._found(place, place + len(self.sought))
        if places:
            place = min(places, key=self._distance)
            return self._anchor(place, place + len(self.sought), Status.NEEDS_REVIEW, 1.0)
        if change is not None and change.certain and change.same_statement:
            return self._anchor(change.start, change.end, Status.REWORDED, change.score)
        if change is not None and change.score >= WORTH_SHOWING:
            return self._anchor(change.start, change.end, Status.NEEDS_REVIEW, change.score)
        guess = most_alike(self.new.text, self.sought)
        if guess is not None and guess[2] >= WORTH_SHOWING:
            return self._anchor(*guess[:2], Status.NEEDS_REVIEW, guess[2])
        return self._lost()

    def point(self) -> Anchor:
        """A place between words: after what stood before it, or else before what stood after it."""
        before, after = self.quote.prefix, self.quote.suffix
        here = fold(before + after)
        cut = here.folded(len(before))
        left, right = here.text[:cut].rstrip(), here.text[cut:].strip()
        place = only(self.new.text, here.text.strip())
        if place is not None and left:
            return self._found(place + len(left) + (len(here.text) - len(here.text.lstrip())), None)
        ends = only(self.new.text, left) if weight(left) >= CONTEXT * 3 // 4 else None
        if ends is not None and left:
            return self._found(ends + len(left), None)
        begins = only(self.new.text, right) if weight(right) >= CONTEXT * 3 // 4 else None
        if begins is not None:
            stands = self.new.text[:begins].rstrip()
            alike = likeness(left, stands[max(0, len(stands) - len(left)) :])
            status = Status.REWORDED if alike >= 0.75 and len(left) >= CONTEXT // 2 else Status.NEEDS_REVIEW
            return self._anchor(len(stands), len(stands), status, alike)
        guess = most_alike(self.new.text, left) if left else None
        if guess is not None and guess[2] >= WORTH_SHOWING:
            return self._anchor(guess[1], guess[1], Status.NEEDS_REVIEW, guess[2])
        return self._lost()

    def _places(self) -> Iterator[int]:
        """Every place in the new text where the words stand, whole words where they were whole."""
        text, size = self.new.text, len(self.sought)
        whole_start = is_between_words(self.old.text, self.start)
        whole_end = is_between_words(self.old.text, self.end)
        for at in every(text, self.sought):
            if (not whole_start or is_between_words(text, at)) and (not whole_end or is_between_words(text, at + size)):
                yield at

    def extent(self, place: int, twin: int | None = None) -> tuple[int, int]:
        """How far old and new text agree to the left and right of the words (or of a twin in the old text)."""
        start = self.start if twin is None else twin
        old, new, size = self.old.text, self.new.text, len(self.sought)
        left = _common_end(old[max(0, start - REACH) : start], new[max(0, place - REACH) : place])
        right = _common_start(old[start + size :][:REACH], new[place + size :][:REACH])
        return left, right

    def has_its_sentence(self, place: int) -> bool:
        """Whether the rest of the sentence, as far as it is known, is unchanged on both sides."""
        left, right = self.extent(place)
        return (
            self.start - sentence_start(self.old, self.start) <= left
            and sentence_end(self.old, self.end) - self.end <= right
        )

    def has_copy(self, place: int) -> bool:
        """Whether the new text has other words so like the sentence around these that they could be it.

        Words that stood in the old text too, beside the sentence, are not copies of it.
        """
        start = max(self.start - 2 * CONTEXT, sentence_start(self.old, self.start))
        end = min(self.end + 2 * CONTEXT, sentence_end(self.old, self.end))
        left, right = self.extent(place)
        hidden_start = place - min(left, self.start - start)
        hidden_end = place + len(self.sought) + min(right, end - self.end)
        rest = self.new.text[:hidden_start] + _GAP + self.new.text[hidden_end:]
        known = self.old.text[:start] + _GAP + self.old.text[end:]
        for _ in range(_MOST_RIVALS):
            rival = most_alike(rest, self.old.text[start:end])
            if rival is None or rival[2] <= COPY:
                return False
            words = rest[rival[0] : rival[1]]
            if words not in known:
                return True
            rest = rest.replace(words, _GAP)
        return True

    def _stays_elsewhere(self, place: int, change: Became | None) -> bool:
        """Whether something much like the words stands at their old place while they stand at another."""
        if change is None or change.score < WORTH_SHOWING:
            return False
        return place + len(self.sought) <= change.start or change.end <= place

    def change_within(self, bracket: Bracket) -> Became | None:
        change = became(
            self.old.text[bracket.old_start : bracket.old_end],
            self.start - bracket.old_start,
            self.end - bracket.old_start,
            self.new.text[bracket.new_start : bracket.new_end],
            in_speech=self.in_speech,
        )
        return change.moved(bracket.new_start) if change else None

    def _distance(self, place: int) -> tuple[int, int]:
        left, right = self.extent(place)
        return -(min(left, MOST_CONTEXT) + min(right, MOST_CONTEXT)), abs(place - (self.quote.start or 0))

    def _found(self, start: int, end: int | None) -> Anchor:
        """The very words; a point has no end."""
        anchor = self._anchor(start, start if end is None else end, Status.MOVED, 1.0)
        if anchor.start == self.quote.start and self.given.startswith(self.quote.exact, anchor.start):
            return Anchor(anchor.start, anchor.start + len(self.quote.exact), Status.ANCHORED, 1.0)
        return anchor

    def _anchor(self, start: int, end: int, status: Status, score: float) -> Anchor:
        first, last = self.new.given(start, end)
        words = self.given[first:last]
        first += len(words) - len(words.lstrip())
        last = first + len(words.strip())
        return Anchor(first, last, status, score)

    def _lost(self) -> Anchor:
        start = min(self.quote.start or 0, len(self.given))
        return Anchor(start, min(max(self.quote.end or start, start), len(self.given)), Status.ORPHANED, 0.0)


def every(text: str, words: str) -> Iterator[int]:
    """Every place where the words stand."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def only(text: str, words: str) -> int | None:
    """Where the words stand, if they stand there once."""
    place = text.find(words)
    return place if words and place >= 0 and text.find(words, place + 1) < 0 else None


def _common_end(one: str, other: str) -> int:
    """How many characters at their ends are the same."""
    most = min(len(one), len(other))
    count = 0
    while count < most and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _common_start(one: str, other: str) -> int:
    """How many characters at their beginnings are the same."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    return next(index for index in range(most) if one[index] != other[index])
