"""Finding words again in a text that changed. A wrong place is worse than none: a doubtful one is for review."""

from blog.annotations.by_context import ContextSearch
from blog.annotations.by_version import VersionSearch
from blog.annotations.folding import fold
from blog.annotations.likeness import most_alike
from blog.annotations.quotes import CONTEXT, MOST_CONTEXT, Anchor, Quote, Status, describe
from blog.annotations.seeking import Search

__all__ = ["Anchor", "Quote", "Status", "describe", "find", "nearest"]


def find(text: str, quote: Quote, *, old: str | None = None) -> Anchor:
    """The words in a text that may have changed since.

    With `old`, the text they were taken from (quote.start and quote.end count in it), far more can be told
    apart: words that moved without their surroundings, and words of which a twin was taken out.
    """
    anchor = _in_place(text, quote, is_same_text=text == old) or _moved_whole(text, quote)
    if anchor is None:
        search = _search(text, quote, old)
        anchor = search.words() if quote.exact.strip() else search.point()
    return anchor


def nearest(text: str, words: str) -> str:
    """The words of the text most like these, from word edge to word edge; empty when the text is."""
    source = fold(text)
    guess = most_alike(source.text, fold(words.strip()).text)
    if guess is None:
        return ""
    start, end = source.given(guess[0], guess[1])
    return text[start:end].strip()


def _search(text: str, quote: Quote, old: str | None) -> Search:
    if old is not None and quote.start is not None and old.startswith(quote.exact, quote.start):
        return VersionSearch(text, quote, old, quote.start)
    return ContextSearch(text, quote)


def _in_place(text: str, quote: Quote, *, is_same_text: bool) -> Anchor | None:
    """The words at their old place between their old neighbours, unless a copy of it all stands elsewhere."""
    start = quote.start
    if start is None or not (quote.exact or quote.prefix or quote.suffix):
        return None
    end = start + len(quote.exact)
    if (
        start >= len(quote.prefix)
        and text.startswith(quote.exact, start)
        and text.startswith(quote.suffix, end)
        and text.startswith(quote.prefix, start - len(quote.prefix))
        and (is_same_text or _has_no_copy(text, quote))
    ):
        return Anchor(start, end, Status.ANCHORED, 1.0)
    return None


def _has_no_copy(text: str, quote: Quote) -> bool:
    """Whether something beside the words stands there once; a glance at the nearest characters first."""
    half = CONTEXT // 2
    near = [side for side in (quote.prefix[-half:], quote.suffix[:half]) if len(side) == half]
    if any(_stands_once(text, side) for side in near or [quote.prefix + quote.exact + quote.suffix]):
        return True
    folded = fold(text).text
    sides = [fold(side).text.strip() for side in (quote.prefix, quote.suffix) if len(side) >= half]
    return any(_stands_once(folded, side) for side in sides)


def _stands_once(text: str, words: str) -> bool:
    place = text.find(words)
    return place >= 0 and text.find(words, place + 1) < 0


def _moved_whole(text: str, quote: Quote) -> Anchor | None:
    """The words with all their context, each side of which stood once in its own text and does so in this."""
    sizes = (len(quote.prefix), len(quote.suffix))
    if min(sizes) < CONTEXT or max(sizes) >= MOST_CONTEXT:
        return None
    place = text.find(quote.prefix + quote.exact + quote.suffix)
    if place < 0 or not _stands_once(text, quote.prefix) or not _stands_once(text, quote.suffix):
        return None
    start = place + len(quote.prefix)
    status = Status.ANCHORED if start == quote.start else Status.MOVED
    return Anchor(start, start + len(quote.exact), status, 1.0)
