"""Which words a footnote mark is about: only its place is known, so the words before it are a guess."""

import re

from blog.exchange.jekyll.headings import LINK, plain

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+")
_ENDS_SENTENCE = re.compile(r"[.!?…]+[\"”’')\]]*\Z")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Prof|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|No|vs|etc|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*)\.\s+\Z"
)
_EMPHASIS = re.compile(r"(\*\*|__|~~|\*|_)(?=\S)((?:(?!\1).)+?)\1\Z", re.DOTALL)
_OPENERS = "“‘\"'([{«„"
_CLOSERS = {"”": "“", '"': '"', "’": "‘", "»": "«"}
# fmt: off
_COMMON = frozenset({
    "the", "a", "an", "and", "but", "or", "so", "if", "in", "on", "at", "of", "for", "to", "from", "by",
    "with", "since", "when", "while", "as", "that", "this", "these", "those", "it", "he", "she", "they", "we",
    "i", "you", "his", "her", "their", "our", "its", "is", "was", "are", "after", "before", "because",
    "though", "although", "not", "no", "yes", "now", "then", "there", "here", "what", "who", "how", "why",
})
# fmt: on
MOST_NAME = 6  # words


def words_before(text: str, offset: int, floor: int, markdown: str = "") -> tuple[int, int]:
    """Start and end in `text` of the word, name, clause or sentence that ends at `offset`; equal: there is none.

    `floor` is where the passage begins; `markdown` what stands before the mark in the source.
    """
    floor = max(floor, *(text.rfind(sign, floor, offset) + 1 for sign in "\n\t"))
    end = offset
    while end > floor and text[end - 1].isspace():
        end -= 1
    if end == floor:
        return offset, offset
    before = text[floor:end]
    if dressed := _dressed(markdown.rstrip()):
        start = _ending(before, dressed)
        if start is not None:
            return floor + start, end
    if _ENDS_SENTENCE.search(before):
        return floor + _sentence_start(before), end
    if before[-1] in _CLOSERS and (start := _quotation_start(before)) is not None:
        return floor + start, end
    if before[-1] in ",;:—–":
        cut = max((before.rfind(sign, 0, len(before) - 1) + 1 for sign in ",;:—–"), default=0)
        start = max(cut, _sentence_start(before))
        return floor + _skip(before, start), end
    return floor + _name_start(before), end


def _dressed(markdown: str) -> str:
    """What a reader sees of the link or the emphasis that ends the source."""
    if markdown.endswith(")"):
        links = list(LINK.finditer(markdown, max(0, markdown.rfind("\n", 0, -1))))
        return plain(links[-1][0]) if links and links[-1].end() == len(markdown) else ""
    match = _EMPHASIS.search(markdown[-400:])
    return plain(match[0]) if match else ""


def _ending(before: str, words: str) -> int | None:
    """Where `words` begin if the text ends with them but for quotation marks."""
    start = len(before) - len(words)
    if start < 0 or not words:
        return None
    same = all(a == b or not (a.isalnum() or b.isalnum()) for a, b in zip(before[start:], words, strict=True))
    return start if same else None


def _quotation_start(before: str) -> int | None:
    """Of the quotation that ends the text; its mark included."""
    start = before.rfind(_CLOSERS[before[-1]], 0, len(before) - 1)
    return start if 0 <= start < len(before) - 2 else None


def _sentence_start(before: str) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(before):
        if match.end() >= len(before) or before[match.end()].islower():
            continue
        if not _ABBREVIATION.search(before[: match.end()]):
            start = match.end()
    return start


def _name_start(before: str) -> int:
    """The last word; with capitals, the name that it ends; a number takes the word before it along."""
    words = list(re.finditer(r"\S+", before))
    at = len(words) - 1
    start = _skip(before, words[at].start())
    if before[start:].strip(".,").isdigit() and at:
        return _skip(before, words[at - 1].start())
    while (
        at
        and len(words) - at < MOST_NAME
        and before[start : start + 1].isupper()
        and before[words[at].start()] not in _OPENERS
    ):
        word = words[at - 1][0]
        bare = word.lstrip(_OPENERS)
        if not bare[:1].isupper() or not bare[-1].isalnum() or bare.lower() in _COMMON:
            break
        at -= 1
        start = _skip(before, words[at].start())
    return start


def _skip(before: str, start: int) -> int:
    while start < len(before) - 1 and (before[start].isspace() or before[start] in _OPENERS):
        start += 1
    return start
