"""Finding words again in a text that changed. A wrong place is worse than none: a doubtful one is for review."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from blog.annotations.folding import fold
from blog.annotations.quotes import CONTEXT, MOST_CONTEXT, Anchor, Quote, Status, describe
from blog.annotations.rewording import Became, became, has_wide, is_between_words, likeness, weight
from blog.annotations.sentences import sentence_end, sentence_start

__all__ = ["Anchor", "Quote", "Status", "describe", "find", "nearest"]

_REACH = 400
_WORTH_SHOWING = 0.6


def find(text: str, quote: Quote, *, old: str | None = None) -> Anchor:
    """The words in a text that may have changed since.

    With `old`, the text they were taken from (quote.start and quote.end count in it), far more can be told
    apart: words that moved without their surroundings, and words of which a twin was taken out.
    """
    anchor = _in_place(text, quote)
    if anchor is None:
        search = _Search(text, quote, old)
        anchor = search.words() if quote.exact.strip() else search.point()
    return anchor


def nearest(text: str, words: str) -> str:
    """The words of the text most like these, from word edge to word edge; empty when the text is."""
    source = fold(text)
    guess = _guess(source.text, fold(words.strip()).text)
    if guess is None:
        return ""
    start, end = source.given(guess[0], guess[1])
    return text[start:end].strip()


def _in_place(text: str, quote: Quote) -> Anchor | None:
    """The words at their old place between their old neighbours."""
    start = quote.start
    if start is None or not (quote.exact or quote.prefix or quote.suffix):
        return None
    end = start + len(quote.exact)
    if (
        start >= len(quote.prefix)
        and text.startswith(quote.exact, start)
        and text.startswith(quote.suffix, end)
        and text.startswith(quote.prefix, start - len(quote.prefix))
    ):
        return Anchor(start, end, Status.ANCHORED, 1.0)
    return None


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A stretch of the old text and the stretch of the new between the same unique words."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class _Search:
    """One quote in one text; all offsets are folded ones until an Anchor is made."""

    def __init__(self, text: str, quote: Quote, old: str | None) -> None:
        self.given = text
        self.quote = quote
        self.new = fold(text)
        start, end = quote.start, quote.end
        self.knows_old = (
            old is not None and start is not None and end is not None and old[start:end] == quote.exact
        )
        if self.knows_old and old is not None and start is not None and end is not None:
            self.old = fold(old)
        else:
            self.old = fold(quote.prefix + quote.exact + quote.suffix)
            start = len(quote.prefix)
            end = start + len(quote.exact)
        self.start, self.end = self.old.folded(start), self.old.folded(end)
        while self.start < self.end and self.old.text[self.start].isspace():
            self.start += 1
        while self.end > self.start and self.old.text[self.end - 1].isspace():
            self.end -= 1
        self.words_sought = self.old.text[self.start : self.end]
        line = self.old.line_start(self.start)
        self.in_speech = '"' in self.words_sought or self.old.text.count('"', line, self.start) % 2 == 1

    def words(self) -> Anchor:
        bracket = self._bracket()
        places = list(self._places())
        proven = self._proven(places, bracket)
        if proven is not None:
            return self._found(proven, proven + len(self.words_sought))
        change = self._became(bracket) if bracket else None
        if change is None and self.knows_old and not places:
            change = self._became_elsewhere()
        if change is not None and change.certain and change.same_statement and not places:
            return self._anchor(change.start, change.end, Status.REWORDED, change.score)
        if change is not None and change.score >= _WORTH_SHOWING and not places:
            return self._anchor(change.start, change.end, Status.NEEDS_REVIEW, change.score)
        if places:
            place = min(places, key=self._distance)
            return self._anchor(place, place + len(self.words_sought), Status.NEEDS_REVIEW, 1.0)
        guess = _guess(self.new.text, self.words_sought)
        if guess is not None and guess[2] >= _WORTH_SHOWING:
            return self._anchor(*guess[:2], Status.NEEDS_REVIEW, guess[2])
        return self._lost()

    def point(self) -> Anchor:
        """A place between words: after what stood before it, or else before what stood after it."""
        before, after = self.quote.prefix, self.quote.suffix
        here = fold(before + after)
        cut = here.folded(len(before))
        left, right = here.text[:cut].rstrip(), here.text[cut:].strip()
        place = _only(self.new.text, here.text.strip())
        if place is not None and left:
            return self._found(place + len(left) + (len(here.text) - len(here.text.lstrip())), None)
        ends = _only(self.new.text, left) if weight(left) >= CONTEXT * 3 // 4 else None
        if ends is not None and left:
            return self._found(ends + len(left), None)
        begins = _only(self.new.text, right) if weight(right) >= CONTEXT * 3 // 4 else None
        if begins is not None:
            stands = self.new.text[:begins].rstrip()
            alike = likeness(left, stands[max(0, len(stands) - len(left)) :])
            status = Status.REWORDED if alike >= 0.75 and len(left) >= CONTEXT // 2 else Status.NEEDS_REVIEW
            return self._anchor(len(stands), len(stands), status, alike)
        guess = _guess(self.new.text, left) if left else None
        if guess is not None and guess[2] >= _WORTH_SHOWING:
            return self._anchor(guess[1], guess[1], Status.NEEDS_REVIEW, guess[2])
        return self._lost()

    def _places(self) -> Iterator[int]:
        """Every place in the new text where the words stand, whole words where they were whole."""
        words, text, old = self.words_sought, self.new.text, self.old.text
        whole_start = is_between_words(old, self.start)
        whole_end = is_between_words(old, self.end)
        at = text.find(words)
        while at >= 0:
            if (not whole_start or is_between_words(text, at)) and (
                not whole_end or is_between_words(text, at + len(words))
            ):
                yield at
            at = text.find(words, at + 1)

    def _proven(self, places: list[int], bracket: _Bracket | None) -> int | None:
        """The one place that is beyond doubt."""
        if self.knows_old:
            sure = [place for place in places if self._is_same_stretch(place, len(places))]
            if len(sure) == 1:
                return sure[0]
            return self._between(bracket, places) if bracket and not sure else None
        whole = [place for place in places if self._sides(place) == (True, True)]
        if whole or max(len(self.quote.prefix), len(self.quote.suffix)) > CONTEXT:
            return whole[0] if len(whole) == 1 else None
        sure = [place for place in places if any(self._sides(place)) and self._has_its_sentence(place)]
        return sure[0] if len(sure) == 1 else None

    def _extent(self, place: int) -> tuple[int, int]:
        """How far old and new text agree to the left and to the right of the words."""
        left = _common_end(
            self.old.text[max(0, self.start - _REACH) : self.start],
            self.new.text[max(0, place - _REACH) : place],
        )
        end = place + len(self.words_sought)
        right = _common_start(self.old.text[self.end : self.end + _REACH], self.new.text[end : end + _REACH])
        return left, right

    def _sides(self, place: int) -> tuple[bool, bool]:
        """Whether all that the quote tells of either side stands there; a few characters tell nothing."""
        left, right = self._extent(place)
        before, after = self.start, len(self.old.text) - self.end
        at_start = before == 0 and self.quote.start == 0 and place == 0
        return (
            at_start or (left == before and before >= CONTEXT // 2),
            right == after and after >= CONTEXT // 2,
        )

    def _has_its_sentence(self, place: int) -> bool:
        """Whether the rest of the sentence, as far as it is known, is unchanged on both sides."""
        left, right = self._extent(place)
        return (
            self.start - sentence_start(self.old, self.start) <= left
            and sentence_end(self.old, self.end) - self.end <= right
        )

    def _is_same_stretch(self, place: int, places: int) -> bool:
        """Whether a stretch around the words is the only one of its kind in both texts."""
        left, right = self._extent(place)
        twins = places > 1 or self.old.text.count(self.words_sought) > 1
        if twins and (left < CONTEXT // 2 or right < CONTEXT // 2):
            return False
        stretch = self.old.text[self.start - left : self.end + right]
        return (
            weight(stretch) >= CONTEXT
            and self._has_its_sentence(place)
            and _only(self.old.text, stretch) is not None
            and _only(self.new.text, stretch) is not None
        )

    def _between(self, bracket: _Bracket, places: list[int]) -> int | None:
        """The words where they stand once between the nearest unchanged words on either side."""
        size = len(self.words_sought)
        if self.old.text.count(self.words_sought, bracket.old_start, bracket.old_end) != 1:
            return None
        inside = [p for p in places if bracket.new_start <= p and p + size <= bracket.new_end]
        if len(inside) != 1 or (self.in_speech and not self._has_its_sentence(inside[0])):
            return None
        left, right = self._extent(inside[0])
        enough = weight(self.words_sought) >= CONTEXT or left + right >= CONTEXT // 2
        return inside[0] if enough else None

    def _bracket(self) -> _Bracket | None:
        if not self.knows_old:
            before, after = self.old.text[: self.start], self.old.text[self.end :]
            if min(len(before), len(after)) < CONTEXT // 2:
                return None
            left, right = _only(self.new.text, before), _only(self.new.text, after)
            if left is None or right is None or left + len(before) > right:
                return None
            return _Bracket(self.start, self.end, left + len(before), right)
        size = CONTEXT // 2 if has_wide(self.words_sought) else CONTEXT + 8
        left_edge = self._unchanged(range(self.start, max(0, self.start - _REACH), -6), -size)
        right_edge = self._unchanged(range(self.end, min(len(self.old.text), self.end + _REACH), 6), size)
        if left_edge is None or right_edge is None or left_edge[1] > right_edge[1]:
            return None
        if right_edge[1] - left_edge[1] > 3 * (right_edge[0] - left_edge[0]) + _REACH:
            return None
        return _Bracket(left_edge[0], right_edge[0], left_edge[1], right_edge[1])

    def _unchanged(self, edges: range, size: int) -> tuple[int, int] | None:
        """The nearest edge (in the old text and in the new) of words that stand once in both."""
        for edge in edges:
            start, end = (edge + size, edge) if size < 0 else (edge, edge + size)
            if start < 0 or end > len(self.old.text):
                break
            window = self.old.text[start:end]
            place = _only(self.new.text, window)
            if place is not None and _only(self.old.text, window) is not None:
                return (edge, place + len(window)) if size < 0 else (edge, place)
        if size < 0 and self.start <= _REACH:
            return 0, 0
        if size > 0 and len(self.old.text) - self.end <= _REACH:
            return len(self.old.text), len(self.new.text)
        return None

    def _became(self, bracket: _Bracket) -> Became | None:
        change = became(
            self.old.text[bracket.old_start : bracket.old_end],
            self.start - bracket.old_start,
            self.end - bracket.old_start,
            self.new.text[bracket.new_start : bracket.new_end],
            in_speech=self.in_speech,
        )
        return change.moved(bracket.new_start) if change else None

    def _became_elsewhere(self) -> Became | None:
        """Long words that moved and changed: only where neither text has anything else so like them."""
        if weight(self.words_sought) < 2 * CONTEXT:
            return None
        guess = _guess(self.new.text, self.words_sought)
        if guess is None or guess[2] < 0.85:
            return None
        margin = len(self.words_sought) // 4
        start, end = max(0, guess[0] - margin), min(len(self.new.text), guess[1] + margin)
        change = became(
            self.words_sought, 0, len(self.words_sought), self.new.text[start:end], in_speech=self.in_speech
        )
        if change is None or change.score < 0.85:
            return None
        change = change.moved(start)
        rest_of_new = self.new.text[: change.start] + "\0" * 8 + self.new.text[change.end :]
        rest_of_old = self.old.text[: self.start] + "\0" * 8 + self.old.text[self.end :]
        here = self.new.text[change.start : change.end]
        rivals = (_guess(rest_of_new, self.words_sought), _guess(rest_of_old, here))
        lead = change.score - max(rival[2] if rival else 0.0 for rival in rivals)
        return change if lead >= 0.15 else None

    def _distance(self, place: int) -> tuple[int, int]:
        left, right = self._extent(place)
        return -(min(left, MOST_CONTEXT) + min(right, MOST_CONTEXT)), abs(place - (self.quote.start or 0))

    def _found(self, start: int, end: int | None) -> Anchor:
        """The very words; a point has no end."""
        anchor = self._anchor(start, start if end is None else end, Status.MOVED, 1.0)
        if anchor.start == self.quote.start and self.given.startswith(self.quote.exact, anchor.start):
            return Anchor(anchor.start, anchor.start + len(self.quote.exact), Status.ANCHORED, 1.0)
        return anchor

    def _anchor(self, start: int, end: int, status: Status, score: float) -> Anchor:
        first, last = self.new.given(start, end)
        return Anchor(first, last, status, score)

    def _lost(self) -> Anchor:
        start = min(self.quote.start or 0, len(self.given))
        return Anchor(start, min(max(self.quote.end or start, start), len(self.given)), Status.ORPHANED, 0.0)


def _only(text: str, words: str) -> int | None:
    """Where the words stand, if they stand there once."""
    place = text.find(words)
    return place if words and place >= 0 and text.find(words, place + 1) < 0 else None


def _guess(text: str, words: str) -> tuple[int, int, float] | None:
    """The stretch (start, end, likeness) most like the words, from word edge to word edge."""
    if not text.strip() or not words:
        return None
    found = fuzz.partial_ratio_alignment(words, text)
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    if len(words) > len(text):
        start, end = 0, len(text)
    while start > 0 and not is_between_words(text, start):
        start -= 1
    while end < len(text) and not is_between_words(text, end):
        end += 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return start, end, likeness(words, text[start:end])


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
