"""How alike two folded texts are, and what a word is in scripts with and without spaces between them."""

import re
import unicodedata

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = r"!-&(-/:-@\[-^`{-~\u00a1-\u00bf\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u303f\uff00-\uff0f"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)+|[{_CJK}]|[^\s{_MARKS}{_CJK}]+|[{_MARKS}]")
_WORD = re.compile(rf"[^\s{_MARKS}']")
_WIDE = re.compile(rf"[{_CJK}]")


def weight(text: str) -> int:
    """How much a text tells, in letters of an alphabet: an ideograph counts for three."""
    return len(text) + 2 * len(_WIDE.findall(text))


def has_wide(text: str) -> bool:
    return _WIDE.search(text) is not None


def is_between_words(text: str, offset: int) -> bool:
    """Whether a cut there splits no word of a script that has spaces between its words."""
    if offset <= 0 or offset >= len(text):
        return True
    before, after = text[offset - 1], text[offset]
    return not (_is_letter(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return (character.isalnum() or unicodedata.category(character)[0] == "M") and not _WIDE.match(character)


def is_word(token: str) -> bool:
    return _WORD.search(token) is not None


def likeness(one: str, other: str) -> float:
    """0 to 1."""
    return Indel.normalized_similarity(one, other)


def kinship(one: str, other: str) -> float:
    """0 to 1: the share of words two sentences have in common, in the same order."""
    return Indel.normalized_similarity(TOKEN.findall(one), TOKEN.findall(other))


def has_same_ends(one: str, other: str) -> bool:
    """Whether the first two and the last two words (or marks) are the same."""
    words, others = TOKEN.findall(one), TOKEN.findall(other)
    return words[:2] == others[:2] and words[-2:] == others[-2:]


def most_alike(text: str, words: str) -> tuple[int, int, float] | None:
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
