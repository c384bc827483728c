"""Looking for a quote with the text it was taken from at hand: what became of its surroundings tells where it is."""

from dataclasses import replace

from blog.annotations.folding import fold
from blog.annotations.likeness import TOKEN, has_same_ends, has_wide, kinship, most_alike, weight
from blog.annotations.quotes import CONTEXT, Quote
from blog.annotations.rewording import Became, became
from blog.annotations.seeking import LEAD, REACH, Bracket, Search, every, only
from blog.annotations.sentences import sentence_end, sentence_start
from blog.annotations.statements import denials

_SOME = CONTEXT // 2
_FEW = 8
_STEP = 6
_GAP = "\0" * 8


class VersionSearch(Search):
    def __init__(self, text: str, quote: Quote, old: str, start: int) -> None:
        super().__init__(text, quote, fold(old), start)
        self.twins = [twin for twin in every(self.old.text, self.sought) if twin != self.start]

    def proven(self, places: list[int], bracket: Bracket | None) -> int | None:
        sure = [place for place in places if self._is_same_stretch(place, len(places))]
        if len(sure) > 1:
            return None
        if not sure:
            return self._between(bracket, places) if bracket else None
        if bracket and bracket.is_snug and self._inside(bracket, places) == sure:
            return sure[0]
        is_copied = len(places) > 1 and not self.twins
        return None if is_copied or self.has_copy(sure[0]) else sure[0]

    def became(self, bracket: Bracket | None) -> Became | None:
        change = self.change_within(bracket) if bracket else None
        if bracket is None or change is None:
            return self._became_elsewhere()
        return replace(change, certain=change.certain and self._is_alone(change, bracket))

    def bracket(self) -> Bracket | None:
        size = CONTEXT // 2 if has_wide(self.sought) else CONTEXT + 8
        left = self._unchanged(range(self.start, max(0, self.start - REACH), -_STEP), -size)
        right = self._unchanged(range(self.end, min(len(self.old.text), self.end + REACH), _STEP), size)
        if left is None and right is not None and self.start <= REACH:
            left = (0, 0) if right[1] <= right[0] * 3 // 2 + CONTEXT else None
        if right is None and left is not None and len(self.old.text) - self.end <= REACH:
            old_rest, new_rest = len(self.old.text) - left[0], len(self.new.text) - left[1]
            right = (len(self.old.text), len(self.new.text)) if new_rest <= old_rest * 3 // 2 + CONTEXT else None
        if left is None or right is None or not 0 <= right[1] - left[1] <= 3 * (right[0] - left[0]) + REACH:
            return None
        return Bracket(left[0], right[0], left[1], right[1])

    def _unchanged(self, edges: range, size: int) -> tuple[int, int] | None:
        """The nearest edge (in the old text and in the new) of words that stand once in both."""
        for edge in edges:
            start, end = (edge + size, edge) if size < 0 else (edge, edge + size)
            if start < 0 or end > len(self.old.text):
                return None
            window = self.old.text[start:end]
            place = only(self.new.text, window)
            if place is not None and only(self.old.text, window) is not None:
                return (edge, place + len(window)) if size < 0 else (edge, place)
        return None

    def _is_same_stretch(self, place: int, places: int) -> bool:
        """Whether a stretch around the words is the only one of its kind in both texts."""
        left, right = self.extent(place)
        if (self.twins or places > 1) and min(left, right) < _SOME:
            return False
        if not self._outdoes_twins(place):
            return False
        stretch = self.old.text[self.start - left : self.end + right]
        return (
            weight(stretch) >= CONTEXT
            and self.has_its_sentence(place)
            and only(self.old.text, stretch) is not None
            and only(self.new.text, stretch) is not None
        )

    def _inside(self, bracket: Bracket, places: list[int]) -> list[int]:
        return [place for place in places if bracket.new_start <= place <= bracket.new_end - len(self.sought)]

    def _outdoes_twins(self, place: int) -> bool:
        """Whether what stands around a place is clearly what stood around the target, and not around a twin."""
        left, right = self.extent(place)
        extents = [self.extent(place, twin) for twin in self.twins]
        return all(left >= its_left + _FEW and right >= its_right + _FEW for its_left, its_right in extents)

    def _between(self, bracket: Bracket, places: list[int]) -> int | None:
        """The words where they stand once between the nearest unchanged words on either side."""
        size = len(self.sought)
        if self.old.text.count(self.sought, bracket.old_start, bracket.old_end) != 1:
            return None
        inside = self._inside(bracket, places)
        is_delicate = self.in_speech or bool(self.twins)
        if len(inside) != 1 or (is_delicate and not self.has_its_sentence(inside[0])):
            return None
        left, right = self.extent(inside[0])
        is_rare = len(places) == 1 and not self.twins and weight(self.sought) >= _FEW
        enough = is_rare or weight(self.sought) >= CONTEXT or left + right >= _SOME
        if not enough or not self._outdoes_twins(inside[0]):
            return None
        return inside[0] if self._is_kin(inside[0], inside[0] + size, denies_alike=True) else None

    def _is_alone(self, change: Became, bracket: Bracket) -> bool:
        """Whether nothing else near, before or now, could be meant, and the sentence is still the same one."""
        here = self.new.text[change.start : change.end]
        if here in self.old.text[: self.start] or here in self.old.text[self.end :]:
            return False
        least = change.score - LEAD
        for start, end in ((max(0, self.start - REACH), self.start), (self.end, self.end + REACH)):
            rival = most_alike(self.old.text[start:end], here)
            if rival is None or rival[2] <= least:
                continue
            if not self._still_stands(start + rival[0], start + rival[1], change):
                return False
        for text in (
            self.new.text[bracket.new_start : change.start],
            self.new.text[change.end : bracket.new_end],
        ):
            rival = most_alike(text, self.sought)
            if rival is not None and rival[2] > least:
                return False
        return self._is_kin(change.start, change.end)

    def _still_stands(self, start: int, end: int, change: Became) -> bool:
        """Whether the sentence around old[start:end] is in the new text, elsewhere than where the change is."""
        sentence = self.old.text[sentence_start(self.old, start) : sentence_end(self.old, end)]
        return sentence in self.new.text[: change.start] or sentence in self.new.text[change.end :]

    def _is_kin(self, start: int, end: int, *, denies_alike: bool = False) -> bool:
        """Whether new[start:end] stands in a sentence that shares most words with the old one."""
        old = self.old.text[sentence_start(self.old, self.start) : sentence_end(self.old, self.end)]
        new = self.new.text[sentence_start(self.new, start) : sentence_end(self.new, end)]
        if denies_alike and denials(TOKEN.findall(old)) != denials(TOKEN.findall(new)):
            return False
        return kinship(old, new) >= 0.5

    def _became_elsewhere(self) -> Became | None:
        """Long words that moved and changed: only where neither text has anything else so like them."""
        if weight(self.sought) < 2 * CONTEXT:
            return None
        guess = most_alike(self.new.text, self.sought)
        if guess is None or guess[2] < 1 - LEAD:
            return None
        margin = len(self.sought) // 4
        start, end = max(0, guess[0] - margin), min(len(self.new.text), guess[1] + margin)
        change = became(self.sought, 0, len(self.sought), self.new.text[start:end], in_speech=self.in_speech)
        if change is None or change.score < 1 - LEAD:
            return None
        change = change.moved(start)
        if not has_same_ends(self.sought, self.new.text[change.start : change.end]):
            return None
        rest_of_new = self.new.text[: change.start] + _GAP + self.new.text[change.end :]
        rest_of_old = self.old.text[: self.start] + _GAP + self.old.text[self.end :]
        here = self.new.text[change.start : change.end]
        rivals = (most_alike(rest_of_new, self.sought), most_alike(rest_of_old, here))
        lead = change.score - max(rival[2] if rival else 0.0 for rival in rivals)
        return change if lead >= LEAD else None
