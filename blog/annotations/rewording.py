"""Words against changed words: which became which, how alike they are, whether they still say the same."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from rapidfuzz.distance import Indel

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = r"!-&(-/:-@\[-^`{-~\u00a1-\u00bf\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u303f\uff00-\uff0f"
_TOKEN = re.compile(rf"[{_CJK}]|[^\s{_MARKS}{_CJK}]+|[{_MARKS}]")
_WORD = re.compile(rf"[^\s{_MARKS}']")
_WIDE = re.compile(rf"[{_CJK}]")

# fmt: off
_DENIALS = frozenset({
    "not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without", "cannot",
    "nicht", "nie", "niemals", "nichts", "niemand", "ohne", "weder", "ne", "pas", "jamais", "aucun", "aucune",
    "sans", "nunca", "sin", "jamás", "ninguno", "ninguna", "non", "mai", "senza", "nessuno", "não", "nem",
    "sem", "inte", "aldrig", "ingen", "inget", "inga", "utan", "ikke", "aldri", "niet", "geen", "nooit", "zonder",
    "не", "нет", "без", "никогда", "لا", "لم", "لن", "ليس", "ليست", "ليسوا", "غير", "بدون", "دون",
    "לא", "אין", "בלי", "אינו", "אינה", "אינם", "מעולם",
    "不", "没", "沒", "未", "無", "无", "非", "否", "莫", "ず", "ぬ",
})
# fmt: on
_CONJUNCTIONS = "وفו"
_DENIAL_ENDS = ("n't", "ない", "ません")


@dataclass(frozen=True, slots=True)
class Became:
    """The words at [start, end) of the newer text are what the words sought became.

    `certain` says that both edges are beyond doubt, `score` (0 to 1) how alike the two are; `same_statement` is
    False where a denial came or went, a speaker's figure changed or another name took a speaker's place.
    """

    start: int
    end: int
    score: float
    certain: bool
    same_statement: bool

    def moved(self, by: int) -> Self:
        return replace(self, start=self.start + by, end=self.end + by)


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


def likeness(one: str, other: str) -> float:
    """0 to 1."""
    return Indel.normalized_similarity(one, other)


def kinship(one: str, other: str) -> float:
    """0 to 1: the share of words two sentences have in common, in the same order."""
    return Indel.normalized_similarity(_TOKEN.findall(one), _TOKEN.findall(other))


def became(old: str, start: int, end: int, new: str, *, in_speech: bool) -> Became | None:
    """What old[start:end] has become in `new`, two folded versions of one stretch; None: nothing."""
    old_tokens = [match.span() for match in _TOKEN.finditer(old)]
    new_tokens = [match.span() for match in _TOKEN.finditer(new)]
    old_words = [old[slice(*token)] for token in old_tokens]
    new_words = [new[slice(*token)] for token in new_tokens]
    first = bisect_right([token[1] for token in old_tokens], start)
    last = bisect_left([token[0] for token in old_tokens], end) - 1
    if first > last:
        return None
    blocks = _blocks(old_words, new_words)
    kept = {
        i: j + i - i1
        for i1, i2, j, _, equal in blocks
        if equal
        for i in range(max(i1, first), min(i2, last + 1))
    }
    begin, begin_certain = _edge(blocks, first, last, forward=True)
    finish, finish_certain = _edge(blocks, first, last, forward=False)
    if begin > finish or finish >= len(new_words) or begin < 0:
        return None
    new_start, new_end = new_tokens[begin][0], new_tokens[finish][1]
    if start > old_tokens[first][0]:
        new_start += start - old_tokens[first][0]
        begin_certain = begin_certain and first in kept
    if end < old_tokens[last][1]:
        new_end -= old_tokens[last][1] - end
        finish_certain = finish_certain and last in kept
    if new_start >= new_end:
        return None
    certain = begin_certain and finish_certain and not _slides(blocks, new_words, first, last)
    before, after = old_words[first : last + 1], new_words[begin : finish + 1]
    shared = sum(1 for i in kept if _WORD.search(old_words[i]))
    total = max(sum(map(_is_word, before)), sum(map(_is_word, after)))
    alike = likeness(old[start:end], new[new_start:new_end])
    if alike < 0.8 and (alike < 0.6 or shared * 2 < total):
        certain = False
    changes = [
        (old_words[max(i1, first) : min(i2, last + 1)], new_words[max(j1, begin) : min(j2, finish + 1)])
        for i1, i2, j1, j2, equal in blocks
        if not equal
        and i2 >= first
        and i1 <= last + 1
        and (j2 > begin or i2 > first)
        and (j1 <= finish or i1 <= last)
    ]
    return Became(
        new_start, new_end, alike, certain, _same_statement(before, after, changes, in_speech=in_speech)
    )


def _blocks(old_words: Sequence[str], new_words: Sequence[str]) -> list[tuple[int, int, int, int, bool]]:
    """Stretches (old start, old end, new start, new end, equal?) in turn, neighbouring changes made one."""
    blocks: list[tuple[int, int, int, int, bool]] = []
    for code in Indel.opcodes(old_words, new_words):
        equal = code.tag == "equal"
        if blocks and blocks[-1][4] == equal:
            i1, _, j1, _, _ = blocks.pop()
        else:
            i1, j1 = code.src_start, code.dest_start
        blocks.append((i1, code.src_end, j1, code.dest_end, equal))
    return blocks


def _edge(
    blocks: Sequence[tuple[int, int, int, int, bool]], first: int, last: int, *, forward: bool
) -> tuple[int, bool]:
    """The new token at which the target begins (forward) or ends, and whether that is beyond doubt."""
    edge = first if forward else last
    for i1, i2, j1, j2, equal in blocks:
        if not i1 <= edge < i2:
            continue
        if equal:
            return j1 + edge - i1, True
        inside = i1 >= first and i2 <= last + 1
        at_border = i1 == first if forward else i2 == last + 1
        sized = j2 - j1 <= i2 - i1 + 1
        return (j1 if forward else j2 - 1), inside and at_border and (sized or j1 == j2)
    return -1, False


def _slides(
    blocks: Sequence[tuple[int, int, int, int, bool]], new_words: Sequence[str], first: int, last: int
) -> bool:
    """Whether the kept words at an edge stand in the changed words next to them too, and may be those."""
    for edge in (first, last):
        for index, (i1, i2, j1, j2, equal) in enumerate(blocks):
            if not (equal and i1 <= edge < i2):
                continue
            beside = index + 1 if edge == first else index - 1
            if not 0 <= beside < len(blocks) or (i2 > last if edge == first else i1 <= first):
                continue
            kept = new_words[j1 + edge - i1 : j2] if edge == first else new_words[j1 : j1 + edge - i1 + 1]
            changed = new_words[blocks[beside][2] : blocks[beside][3]]
            if any(changed[at : at + len(kept)] == kept for at in range(len(changed) - len(kept) + 1)):
                return True
    return False


def _is_word(token: str) -> bool:
    return _WORD.search(token) is not None


def _denials(words: Sequence[str]) -> int:
    joined = "".join(words)
    return sum(
        1
        for word in words
        if (folded := word.lower()) in _DENIALS
        or folded.lstrip(_CONJUNCTIONS) in _DENIALS
        or folded.endswith("n't")
        or folded.startswith("kein")
    ) + sum(joined.count(end) for end in _DENIAL_ENDS[1:])


def _same_statement(
    before: Sequence[str],
    after: Sequence[str],
    changes: Sequence[tuple[Sequence[str], Sequence[str]]],
    *,
    in_speech: bool,
) -> bool:
    if _denials(before) != _denials(after):
        return False
    if not in_speech:
        return True
    for old, new in changes:
        if _figures(old) != _figures(new):
            return False
        gone, come = list(filter(_may_be_name, old)), list(filter(_may_be_name, new))
        if gone and come and any(max(likeness(word, other) for other in come) < 0.6 for word in gone):
            return False
    return True


def _may_be_name(word: str) -> bool:
    """A capital tells; in scripts without capitals any word may be one."""
    return word[:1].isalpha() and not word[:1].islower()


def _figures(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(map(str.isdigit, word))]
