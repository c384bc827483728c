"""Words that an editor typed or pasted, found in the text they are said to come from."""

from dataclasses import dataclass

from blog.annotations.anchoring import nearest
from blog.annotations.folding import fold

CONTEXT = 40
MOST_LISTED = 12
LONGEST = 20_000  # code points


@dataclass(frozen=True, slots=True)
class Unplaced(Exception):
    """The words have no place, or several: what to tell the editor, and whether a choice is all that is missing."""

    messages: tuple[str, ...]
    is_ambiguous: bool = False


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, in code points of the text: as typed, else but for quotation marks, dashes and spaces."""
    found = _all(text, words)
    if not found:
        source, sought = fold(text), fold(words).text
        found = [source.given(start, end) for start, end in _all(source.text, sought)]
    whole = [(start, end) for start, end in found if _is_whole(text, start, end)]
    return whole or found


def place(text: str, words: str, occurrence: int | None = None) -> tuple[int, int]:
    """The n-th occurrence (from 1), or the only one; raises Unplaced."""
    words = words.strip()
    if len(words) > LONGEST:
        raise Unplaced((f"These are {len(words):,} characters. Quote at most {LONGEST:,}.",))
    found = occurrences(text, words) if words else []
    if not found:
        raise Unplaced(tuple(_refusal(text, words)))
    if occurrence is not None:
        if 1 <= occurrence <= len(found):
            return found[occurrence - 1]
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise Unplaced((f"The words occur only {times}.",), is_ambiguous=True)
    if len(found) > 1:
        listed = [f"{n}: {_in_context(text, *span)}" for n, span in enumerate(found[:MOST_LISTED], 1)]
        head = f"The words occur {len(found)} times. Write here which occurrence is meant, or quote more words."
        raise Unplaced((head, *listed), is_ambiguous=True)
    return found[0]


def _all(text: str, words: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = text.find(words) if words else -1
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + len(words))
    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    """Does no word go on beyond the edges?"""
    return not (start and _joined(text[start - 1], text[start])) and not (
        end < len(text) and _joined(text[end - 1], text[end])
    )


def _joined(left: str, right: str) -> bool:
    return all(c.isalnum() and not ("\u0e00" <= c <= "\u109f" or "\u3040" <= c <= "\u9fff") for c in left + right)


def _in_context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    words = text[start:end] if end - start <= 80 else f"{text[start : start + 40]} … {text[end - 30 : end]}"
    if start > CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if end + CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return " ".join(f"{before}[{words}]{after}".split())


def _refusal(text: str, words: str) -> list[str]:
    if not words:
        return ["Copy the words here that the note is about."]
    like = nearest(text, words[:1000])
    if not like:
        return ["The text does not contain these words."]
    return [f"The text does not contain these words. The nearest it has: {like}"]
