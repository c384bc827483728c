"""Which words a footnote mark is about: only its place is known, so the words before it are a guess."""

import re
from dataclasses import dataclass

from blog.exchange.jekyll.headings import LINK, plain

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+")
_ENDS_SENTENCE = re.compile(r"[.!?…]+[\"”’')\]]*\Z")
_IS_ENDED = re.compile(r"[.!?…]*[\"”’')\]]*(?:\s*\Z|(?<=[.!?…\"”’')\]])\s)")
_TITLES = (
    "Mr|Mrs|Ms|Messrs|Drs?|Jr|Sr|Sts?|Govs?|Sens?|Reps?|Gens?|Adms?|Majs?|Capts?|Cols?|Lts?|Sgts?|Profs?|Revs?|Hon|Pres|"
    "Ambs?|Attys?"
)
_TITLE = re.compile(rf"(?:{_TITLES})\.\Z")
_ABBREVIATION = re.compile(
    rf"(?:\b(?:{_TITLES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|No|vs|etc|Ave|Blvd|e\.g|i\.e)"
    r"|\b[A-Z](?:\.[A-Z])*)\.\s+\Z"
)
_EMPHASIS = re.compile(r"(\*\*|__|~~|\*|_)(?=\S)((?:(?!\1).)+?)\1\Z", re.DOTALL)
_CLOSES_SOON = re.compile(r"[^\w*_\[\]]*(\*\*|__|~~|\*|_|\]\()")
_FIGURE = re.compile(r"[$€£¥]?\d[\d.,]*")
_MONTH = re.compile(r"\W*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\Z")
_LABEL = re.compile(r"[A-Z][\w.’'-]*(?:\s[A-Z0-9][\w.’'-]*){0,3}:\s+(?=\S)")
_STOPS = ".,;:!?"
_OPENERS = "“‘\"'([{«„"
_CLOSERS = {"”": "“", '"': '"', "’": "‘", "»": "«"}
# fmt: off
_COMMON = frozenset({
    "the", "a", "an", "and", "but", "or", "so", "if", "in", "on", "at", "of", "for", "to", "from", "by",
    "with", "since", "when", "while", "as", "that", "this", "these", "those", "it", "he", "she", "they", "we",
    "i", "you", "his", "her", "their", "our", "its", "is", "was", "are", "after", "before", "because",
    "though", "although", "not", "no", "yes", "now", "then", "there", "here", "what", "who", "how", "why",
})
_FUNCTION = _COMMON | frozenset({
    "about", "above", "across", "against", "along", "among", "around", "behind", "below", "beneath", "beside",
    "between", "beyond", "down", "during", "except", "inside", "into", "near", "off", "onto", "out", "outside",
    "over", "past", "through", "toward", "towards", "under", "until", "up", "upon", "within", "without", "be",
    "been", "being", "were", "has", "have", "had", "do", "does", "did", "can", "could", "may", "might", "must",
    "shall", "should", "will", "would", "which", "whom", "whose", "where", "him", "them", "me", "us", "my", "your",
})
# fmt: on
MOST_NAME = 6  # words
MOST_CELL = 6
MOST_BRACKETED = 8
MOST_TAKEN_UP = 6
LONGEST_QUOTATION = 300


@dataclass(frozen=True, slots=True)
class Around:
    """What the plain text alone does not tell of a mark's place."""

    before: str = ""  # in the source
    after: str = ""  # in the source, behind the mark
    where: str = ""  # "table", "heading" or "summary": lines that are no sentences
    note: str = ""  # the beginning of its Markdown: words that it takes up are the ones meant
    is_repeated: bool = False  # it is cited at several words, hardly at whole sentences


NOWHERE = Around()


def words_before(text: str, offset: int, floor: int, around: Around = NOWHERE) -> tuple[int, int]:
    """Start and end in `text` of the word, name, clause or sentence that ends at `offset`; equal: there is none.

    `floor` is where the passage begins.
    """
    floor = max(floor, *(text.rfind(sign, floor, offset) + 1 for sign in "\n\t"))
    end = offset
    while end > floor and text[end - 1].isspace():
        end -= 1
    if end == floor:
        return offset, offset
    after = re.split(r"[\n\t]", text[offset : offset + 200], maxsplit=1)[0]
    before = text[floor:end]
    return floor + _with_bracket(before, _start(before, after, around)), end


def _start(before: str, after: str, around: Around) -> int:
    for words in (_dressed(around.before.rstrip()), _undone(around.before.rstrip(), around.after)):
        if words and (start := _ending(before, words)) is not None:
            return len(before) - len(before[start:].lstrip(" ,;:.–—-"))
    for found in (_taken_up(before, around), _bracketed(before), _quotation_start(before)):
        if found is not None:
            return found
    if around.where == "heading" and not after.strip():
        return _skip(before, 0)
    if around.where == "table" and len(before.split()) <= MOST_CELL:
        return _skip(before, 0)
    sentence = _past_label(before, _sentence_start(before))
    if around.where == "summary" and ": " in before[sentence:]:
        sentence = before.index(": ", sentence) + 2
    if _ENDS_SENTENCE.search(before) and not after.lstrip()[:1].islower():
        return sentence
    if before[-1] in ",;:—–":
        return _clause_start(before, sentence)
    if around.where == "heading" and _is_title_case(before + after):
        return _last_word(before)
    name = _name_start(before)
    if before[name].isupper() and name > sentence:
        return name
    if around.where in {"", "summary"} and not around.is_repeated and _IS_ENDED.match(after):
        return sentence
    if before[name:].casefold() in _FUNCTION:
        return _clause_start(before, sentence)
    return name


def _dressed(markdown: str) -> str:
    """What a reader sees of the link or the emphasis that ends the source."""
    if markdown.endswith(")"):
        links = list(LINK.finditer(markdown, max(0, markdown.rfind("\n", 0, -1))))
        return plain(links[-1][0]) if links and links[-1].end() == len(markdown) else ""
    match = _EMPHASIS.search(markdown[-400:])
    return plain(match[0]) if match else ""


def _undone(markdown: str, after: str) -> str:
    """Of the emphasis or the link's text around the mark that nothing but punctuation follows: its words so far."""
    closing = _CLOSES_SOON.match(after)
    if closing is None:
        return ""
    line = markdown[markdown.rfind("\n") + 1 :]
    sign = "[" if closing[1] == "](" else closing[1]
    if sign != "[" and line.count(sign) % 2 == 0:
        return ""
    start = line.rfind(sign)
    return plain(line[start + len(sign) :]) if start >= 0 else ""


def _ending(before: str, words: str) -> int | None:
    """Where `words` begin if the text ends with them but for quotation marks."""
    start = len(before) - len(words)
    if start < 0 or not words:
        return None
    same = all(a == b or not (a.isalnum() or b.isalnum()) for a, b in zip(before[start:], words, strict=True))
    return start if same else None


def _taken_up(before: str, around: Around) -> int | None:
    """The words with which the note begins; or the last one, if the note begins with what it is made from."""
    said = [_bare(word) for word in plain(around.note).split()[:MOST_TAKEN_UP]]
    words = list(re.finditer(r"\S+", before))[-MOST_TAKEN_UP:]
    ends = [_bare(match[0]) for match in words]
    for count in range(min(len(said), len(words)), 1, -1):
        if said[:count] == ends[-count:]:
            return _skip(before, words[-count].start())
    last = _skip(before, words[-1].start())
    is_same = said[:1] == ends[-1:] and ends[-1] not in _FUNCTION
    is_from = len(ends[-1]) > 3 and any(
        2 < len(one) < len(ends[-1]) and one not in _FUNCTION and ends[-1].startswith(one) for one in said[:4]
    )
    if not (is_same or is_from):
        return None
    linked = _dressed(around.before.rstrip().rstrip(_STOPS))
    start = _ending(before.rstrip(_STOPS), linked)
    if start is not None and start <= last:
        return start
    return _name_start(before) if before[last].isupper() and around.where != "heading" else last


def _bare(word: str) -> str:
    return re.sub(r"[\W_]+", "", word).casefold()


def _bracketed(before: str) -> int | None:
    """Of a few words in brackets that end the text, with the name that they explain."""
    opening = before.rfind("(")
    held = before[opening + 1 : -1]
    if before[-1] != ")" or opening < 0 or ")" in held or not held or len(held.split()) > MOST_BRACKETED:
        return None
    if _SENTENCE_END.search(held):
        return None
    front = before[:opening].rstrip()
    name = _name_start(front) if front else 0
    return name if front and front[name].isupper() and front[-1].isalnum() else opening


def _with_bracket(before: str, start: int) -> int:
    """A bracket that the words close is theirs."""
    is_cut = before.count(")", start) > before.count("(", start)
    return max(before.rfind("(", 0, start), 0) if is_cut and "(" in before[:start] else start


def _quotation_start(before: str) -> int | None:
    """Of the quotation that ends the text, if it is neither long nor a longer sentence's end; its mark included."""
    if before[-1] not in _CLOSERS:
        return None
    start = before.rfind(_CLOSERS[before[-1]], 0, len(before) - 1)
    if not 0 <= start < len(before) - 2 or len(before) - start > LONGEST_QUOTATION:
        return None
    is_part = _ENDS_SENTENCE.search(before) and _sentence_start(before) < start
    return None if is_part else start


def _sentence_start(before: str) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(before):
        if match.end() >= len(before) or before[match.end()].islower():
            continue
        if not _ABBREVIATION.search(before[: match.end()]):
            start = match.end()
    return start


def _past_label(before: str, start: int) -> int:
    """Past the name of a speaker, and past a quotation mark that nothing closes."""
    label = _LABEL.match(before) if not start else None
    start = label.end() if label else start
    closing = {opening: sign for sign, opening in _CLOSERS.items()}.get(before[start : start + 1])
    return start + 1 if closing and closing not in before[start + 1 :] else start


def _clause_start(before: str, sentence: int) -> int:
    cut = max((before.rfind(sign, 0, len(before) - 1) + 1 for sign in ",;:—–"), default=0)
    return _skip(before, max(cut, sentence))


def _last_word(before: str) -> int:
    return _skip(before, max(before.rfind(" "), before.rfind("\u00a0")) + 1)


def _name_start(before: str) -> int:
    """The last word; with capitals, the name that it ends; a number and its month or its unit belong together."""
    words = list(re.finditer(r"\S+", before))
    at = len(words) - 1
    start = _skip(before, words[at].start())
    if at > 1 and _FIGURE.fullmatch(words[at - 1][0]) and _MONTH.match(words[at - 2][0]):
        return _skip(before, words[at - 2].start())
    if at and (before[start:].strip(".,").isdigit() or _FIGURE.fullmatch(words[at - 1][0])):
        return _skip(before, words[at - 1].start())
    while (
        at
        and len(words) - at < MOST_NAME
        and before[start : start + 1].isupper()
        and before[words[at].start()] not in _OPENERS
    ):
        word = words[at - 1][0]
        bare = word.lstrip(_OPENERS)
        goes_on = bare[-1:].isalnum() or _TITLE.match(bare)
        if not bare[:1].isupper() or not goes_on or bare.lower() in _COMMON:
            break
        at -= 1
        start = _skip(before, words[at].start())
    return start


def _is_title_case(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", line)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _skip(before: str, start: int) -> int:
    """Past blanks, and past an opening sign that the words do not close again."""
    while start < len(before) - 1 and (before[start].isspace() or before[start] in _OPENERS):
        if before[start] == "(" and ")" in before[start:]:
            break
        start += 1
    return start
