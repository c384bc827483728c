"""Looking for a quote by nothing but the context it brings: strict, as a twin may have stood in its own text."""

from blog.annotations.folding import fold
from blog.annotations.quotes import CONTEXT, MOST_CONTEXT, Quote
from blog.annotations.rewording import Became
from blog.annotations.seeking import Bracket, Search, only

_SOME = CONTEXT // 2


class ContextSearch(Search):
    def __init__(self, text: str, quote: Quote) -> None:
        super().__init__(text, quote, fold(quote.prefix + quote.exact + quote.suffix), len(quote.prefix))
        self.before = self.old.text[: self.start]
        self.after = self.old.text[self.end :]
        sizes = (len(quote.prefix), len(quote.suffix))
        self.had_twins = max(sizes) > CONTEXT
        self.is_told_from_twins = max(sizes) < MOST_CONTEXT

    def proven(self, places: list[int], bracket: Bracket | None) -> int | None:
        if self.had_twins:
            whole = [place for place in places if self.extent(place) == (len(self.before), len(self.after))]
            return whole[0] if len(whole) == 1 and self.is_told_from_twins and self._is_not_copied() else None
        whole = [place for place in places if all(self._sides(place))]
        near = [place for place in places if any(self._sides(place)) and self.has_its_sentence(place)]
        if len(whole) == 1 and near in ([], whole):
            return whole[0] if self._is_not_copied() else None
        if len(near) != 1 or whole or self.has_copy(near[0]):
            return None
        side = self.before if self._sides(near[0])[0] else self.after
        return near[0] if not side or only(self.new.text, side) is not None else None

    def bracket(self) -> Bracket | None:
        sizes = (len(self.quote.prefix), len(self.quote.suffix))
        if min(sizes) < _SOME or max(sizes) >= MOST_CONTEXT:
            return None
        left, right = only(self.new.text, self.before), only(self.new.text, self.after)
        if left is None or right is None or left + len(self.before) > right:
            return None
        return Bracket(self.start, self.end, left + len(self.before), right)

    def became(self, bracket: Bracket | None) -> Became | None:
        return self.change_within(bracket) if bracket else None

    def _sides(self, place: int) -> tuple[bool, bool]:
        """Whether all that the quote tells of either side stands there; a few characters tell nothing."""
        left, right = self.extent(place)
        before, after = len(self.before), len(self.after)
        begins_both = place == left and self.quote.start == len(self.quote.prefix)
        return (left == before and (before >= _SOME or begins_both), right == after and after >= _SOME)

    def _is_not_copied(self) -> bool:
        """Whether what stands on either side stands there once, whatever became of the words between."""
        sides = [side for side in (self.before, self.after) if len(side) >= CONTEXT - _SOME // 2]
        return all(only(self.new.text, side) is not None for side in sides)
