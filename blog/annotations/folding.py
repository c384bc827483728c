"""Typography folded away for comparing, with the way back: "folded" offsets to those of the text as given.

Quotation marks, apostrophes, dashes, ellipses and spaces of every kind become one kind, soft hyphens, zero-width
and direction marks nothing, and canonically equal Unicode (NFC, NFD) the same. Case and accents stay.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

_UNSEEN = r"\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
_BLANK = rf"[\s{_UNSEEN}]"
_SPECIAL = re.compile(
    rf"""(?P<dash>{_BLANK}{{0,4}}(?:--+|[\u2010-\u2015\u2212])(?:{_BLANK}{{0,4}})|{_BLANK}{{1,4}}-{_BLANK}{{1,4}})
    |(?P<space>{_BLANK}{{2,}}|[^\S\ ])
    |(?P<unseen>[{_UNSEEN}])
    |(?P<double>[\u201c-\u201f\u00ab\u00bb\u2039\u203a\u2033\uff02\u300c-\u300f]|''|``)
    |(?P<single>[\u2018-\u201b\u2032\u02bc\u00b4`])
    |(?P<ellipsis>\u2026|\.\ \.\ \.)""",
    re.VERBOSE,
)
_REPLACEMENTS = {"dash": "-", "unseen": "", "double": '"', "single": "'", "ellipsis": "..."}
_FOREIGN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text; `breaks` are the offsets in it where the text as given began a new line."""

    text: str
    breaks: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    given_starts: tuple[int, ...]
    given_ends: tuple[int, ...]

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The offsets, in the text as given, of the folded text[start:end], without unseen marks at its edges."""
        index = bisect_right(self.ends, start) - 1
        first = start if index < 0 else self.given_ends[index] + start - self.ends[index]
        if index + 1 < len(self.starts) and self.starts[index + 1] < start:
            first = self.given_starts[index + 1]
        if end <= start:
            return first, first
        index = bisect_right(self.ends, end) - 1
        while index >= 0 and self.starts[index] == self.ends[index] == end:
            index -= 1
        last = end if index < 0 else self.given_ends[index] + end - self.ends[index]
        if index + 1 < len(self.starts) and self.starts[index + 1] < end:
            last = self.given_ends[index + 1]
        return first, last

    def folded(self, offset: int, *, is_end: bool = False) -> int:
        """Where an offset of the text as given lies in the folded text; characters folded into one are not cut."""
        index = bisect_right(self.given_starts, offset) - 1
        if index < 0:
            return offset
        if offset < self.given_ends[index]:
            return self.ends[index] if is_end and offset > self.given_starts[index] else self.starts[index]
        return self.ends[index] + offset - self.given_ends[index]

    def line_start(self, offset: int) -> int:
        """The last break at or before a folded offset, or 0."""
        index = bisect_right(self.breaks, offset) - 1
        return self.breaks[index] if index >= 0 else 0

    def line_end(self, offset: int) -> int:
        """The first break at or after a folded offset, or the end of the text."""
        index = bisect_left(self.breaks, offset)
        return self.breaks[index] if index < len(self.breaks) else len(self.text)


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """The text without differences that only typography makes."""
    changes = _typography(text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        changes = _merge(changes, _compositions(text))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    given_starts: list[int] = []
    given_ends: list[int] = []
    breaks: list[int] = []
    at = length = 0
    for start, end, folded in changes:
        parts += (text[at:start], folded)
        length += start - at
        starts.append(length)
        given_starts.append(start)
        given_ends.append(end)
        length += len(folded)
        ends.append(length)
        if "\n" in text[start:end]:
            breaks.append(length)
        at = end
    parts.append(text[at:])
    return Folded("".join(parts), tuple(breaks), tuple(starts), tuple(ends), tuple(given_starts), tuple(given_ends))


def _typography(text: str) -> list[tuple[int, int, str]]:
    changes = []
    for match in _SPECIAL.finditer(text):
        kind = match.lastgroup or ""
        folded = _REPLACEMENTS.get(kind, " ")
        if kind == "space" and not any(map(str.isspace, match[0])):
            folded = ""
        changes.append((match.start(), match.end(), folded))
    return changes


def _compositions(text: str) -> list[tuple[int, int, str]]:
    """The clusters of characters that NFC writes otherwise."""
    changes = []
    for run in _FOREIGN.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        clusters: list[str] = []
        for character in run[0]:
            if clusters and _joins(clusters[-1], character):
                clusters[-1] += character
            else:
                clusters.append(character)
        end = run.start()
        for cluster in clusters:
            start, end = end, end + len(cluster)
            folded = unicodedata.normalize("NFC", cluster)
            if folded != cluster:
                changes.append((start, end, folded))
    return changes


def _joins(cluster: str, character: str) -> bool:
    if unicodedata.combining(character):
        return True
    return unicodedata.normalize("NFC", cluster + character) != unicodedata.normalize(
        "NFC", cluster
    ) + unicodedata.normalize("NFC", character)


def _merge(changes: list[tuple[int, int, str]], more: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Both in order; where two overlap the earlier stands."""
    merged: list[tuple[int, int, str]] = []
    for change in sorted(changes + more):
        if not merged or change[0] >= merged[-1][1]:
            merged.append(change)
    return merged
