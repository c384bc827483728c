"""The excerpt of the front matter: somebody's quotation with who said it, words of one's own, or both."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from blog.exchange.jekyll.bylines import is_name

TWO_VOICES = "excerpt in two voices"
NO_SPEAKER = "who said the excerpt?"
MOST_SPEAKER = 150
MOST_NAMED = 8  # words of a name with its titles
LONGEST_SOUGHT = 3000  # code points of an excerpt
LEAST_FOUND = 25  # letters of a sentence: fewer stand in many texts
NEARLY = 85  # of 100, as rapidfuzz counts: a quotation retyped
_DASH = r"(?:\s[–—‐‑‒―−]|\s-{1,2}|[–—]{1,2})\s+"
_DASH_LAST = re.compile(r"\s*[–—‐‑‒―−-]+\Z")
_SAID = re.compile(rf"(?P<words>.{{15,}}?)\s*{_DASH}(?P<by>[^–—]{{3,300}})\Z", re.DOTALL)
_SAYING = re.compile(rf"(?P<words>“[^”]+”|\"[^\"]+\")\s*{_DASH}(?P<by>[^“\"]{{3,300}}?)\s*(?=[“\"]|\Z)")
_HANDLE = re.compile(r"(?:^|(?<=\s))@+([A-Za-z0-9_-]+)\s*:\s*")
_SIGNED = re.compile(r"(?P<own>.*[,.!?…”\"–—‐‑‒―−-])\s*@+(?P<name>[A-Za-z0-9_-]+)\.?\Z", re.DOTALL)
_VERB = re.compile(r"(?<!who )(?<!that )\b(?:is|was|are|were|has|had|have|will|would|can|could|did|does|should)\b")
_TITLES = re.compile(
    r"(?:(?:[A-Z]\.)+|[A-Z][a-z]{1,4}\.|Senator|Representative|Congress\w+|Governor|President|Mayor|Judge)\s+"
)
_SENTENCE = re.compile(r"[.!?…]+[\"”’)]*(?=\s|\Z)|[,.!?…]*[”\"](?=\s|\Z)")
_WORD = re.compile(r"[^\W_]+")
_PAIRS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}
_LAST_STOP = re.compile(r"(?<=\w{2})\.\Z")
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|Inc|Ltd|Co|Corp|[A-Z])\.\Z")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`own` are the blogger's words, `words` somebody else's, `by` who said those; `oddity` is what to look at."""

    own: str = ""
    words: str = ""
    by: str = ""
    oddity: str = ""


def read(excerpt: str, quoted: str, handles: Collection[str] = ()) -> Excerpt:
    """`quoted` is the text that the post quotes, `handles` are the owner's."""
    text = " ".join(excerpt.split())
    names = {handle.casefold() for handle in handles}
    text, own = _after_handle(text, names)
    if not text:
        return Excerpt(own)
    if not own and (signed := _signed(text, names, quoted)):
        return signed
    found = _sayings(text, names) or _one(text, quoted) or Excerpt(text)
    if not own:
        return found
    return Excerpt(f"{found.own} {own}".strip(), found.words, found.by, TWO_VOICES)


def _after_handle(text: str, names: Collection[str]) -> tuple[str, str]:
    """What stands before the owner's handle, and what the owner says behind it."""
    for match in _HANDLE.finditer(text):
        if match[1].casefold() in names:
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text, ""


def _signed(text: str, names: Collection[str], quoted: str) -> Excerpt | None:
    """`Words. – Something about them, @owner`: what stands before the owner's name is the owner's.

    Whom it names may have said the words or may be laughed at for them: nobody is made their speaker.
    """
    signed = _SIGNED.match(text)
    if not signed or signed["name"].casefold() not in names or _SAYING.search(text):
        return None
    own = _DASH_LAST.sub("", signed["own"]).rstrip(" ,")
    said = _SAID.match(own)
    words = said["words"].strip() if said else ""
    if said and (words[0] in _PAIRS or _found(words, quoted) == len(words)):
        return Excerpt(said["by"].strip(), _bare(words), "", TWO_VOICES)
    return None if signed["own"].endswith(",") else Excerpt(own)


def _sayings(text: str, names: Collection[str]) -> Excerpt | None:
    """`“One.” – somebody. “Another.” – somebody else`: the owner's are own words, somebody's the quotation."""
    found = list(_SAYING.finditer(text))
    if not found or "".join(match[0] for match in found).replace(" ", "") != text.replace(" ", ""):
        return None
    own = [_bare(match["words"]) for match in found if match["by"].strip(" .@").casefold() in names]
    others = [match for match in found if match["by"].strip(" .@").casefold() not in names]
    oddity = TWO_VOICES if len(found) > 1 else ""
    if not others:
        return Excerpt(" ".join(own))
    if len(others) == 1:
        by = _speaker(others[0]["by"])
        oddity = oddity or (NO_SPEAKER if _is_sentence(by) else "")
        return Excerpt(" ".join(own), _bare(others[0]["words"]), by, oddity)
    return Excerpt(" ".join(own), " ".join(match[0].strip() for match in others), "", oddity)


def _one(text: str, quoted: str) -> Excerpt | None:
    """One quotation; None where nothing says that it is one."""
    match = _SAID.match(text)
    if match:
        words, by = match["words"].strip(), _speaker(match["by"])
        if words[0] in _PAIRS or _is_speaker(by) or (len(by) <= MOST_SPEAKER and _found(words, quoted) == len(words)):
            return Excerpt("", _bare(words), by, NO_SPEAKER if _is_sentence(by) else "")
    if text[0] in _PAIRS and text.endswith(_PAIRS[text[0]]) and text.count(text[0]) == 1:
        return Excerpt("", _bare(text))
    return _in_text(text, quoted)


def _in_text(text: str, quoted: str) -> Excerpt | None:
    """Sentences that stand in the quoted text; what is left is who said them, or another voice."""
    end = _found(text, quoted)
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    if end < 0:
        return _later_in_text(text, ends, quoted)
    for at in ends:
        by = _speaker(text[at:])
        if at <= end and len(text) - at <= MOST_SPEAKER and len(_folded(text[:at])) >= LEAST_FOUND and _is_speaker(by):
            return Excerpt("", _bare(_without_half(text[:at].strip())), by)
    if end == len(text):
        return Excerpt("", _bare(text))
    standing = _standing(text, ends, quoted)
    last = standing[-1][1] if standing else 0
    own = text[last:].strip()
    return Excerpt(own, _bare(text[:last].strip()), "", TWO_VOICES if own else "") if last else None


def _later_in_text(text: str, ends: Sequence[int], quoted: str) -> Excerpt | None:
    """Somebody else's where half of the letters, or more, are sentences of the quoted text; what is around is own."""
    if not quoted or len(text) > LONGEST_SOUGHT:
        return None
    standing = _standing(text, ends, quoted)
    letters = sum(len(_folded(text[begin:end])) for begin, end in standing)
    if letters < LEAST_FOUND or letters * 2 < len(_folded(text)):
        return None
    first, last = standing[0][0], standing[-1][1]
    own = f"{text[:first].strip()} {text[last:].strip()}".strip()
    return Excerpt(own, _bare(text[first:last].strip()), "", TWO_VOICES if own else "")


def _standing(text: str, ends: Sequence[int], quoted: str) -> list[tuple[int, int]]:
    """Begin and end of each sentence that stands in the quoted text."""
    place, found, begin = _folded(quoted), [], 0
    for at in dict.fromkeys([*ends, len(text)]):
        if _stands_in(_folded(text[begin:at]), place):
            found.append((begin, at))
        begin = at
    return found


def _stands_in(sentence: str, place: str) -> bool:
    """Word for word, or retyped."""
    return sentence in place or (len(sentence) >= LEAST_FOUND and fuzz.partial_ratio(sentence, place) >= NEARLY)


def _found(text: str, quoted: str) -> int:
    """Where the words from the text's beginning that stand in `quoted` end; -1 where too few do."""
    words = list(_WORD.finditer(text))
    folded, place = [match[0].casefold() for match in words], f" {_folded(quoted)} "
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if f" {' '.join(folded[:middle])} " in place else (low, middle - 1)
    if low == len(words):
        return len(text) if len(" ".join(folded)) > LEAST_FOUND else -1
    return words[low].start() if len(" ".join(folded[:low])) >= LEAST_FOUND else -1


def _speaker(by: str) -> str:
    """Without signs before it and the full stop that only ends the line."""
    by = by.strip().lstrip("–—‐‑‒―−- ").strip('“”"').strip()
    return by if _ABBREVIATED.search(by) else _LAST_STOP.sub("", by)


def _is_speaker(by: str) -> bool:
    """A name, with or without a title, a party or what the one named does."""
    if not by or len(by) > 300:
        return False
    if re.match(r"(?:one of|former)\s", by):
        return True
    name = re.sub(r"\([^)]*\)", "", by).split(",")[0].strip()
    while (title := _TITLES.match(name)) and not is_name(name):
        name = name[title.end() :]
    return is_name(name)


def _is_sentence(by: str) -> bool:
    """Whether it says something of whom it names, and does not only name."""
    clause = re.sub(r"\([^)]*\)", "", by).split(",")[0]
    if _is_speaker(by) or not clause[:1].isupper():
        return False
    return bool(_VERB.search(clause)) or len(clause.split()) > MOST_NAMED


def _without_half(words: str) -> str:
    """Without a quotation mark at the end that nothing opens, and the comma before it."""
    return words[:-1].rstrip(",") if words[-1] in '”"' and words[0] not in _PAIRS else words


def _bare(words: str) -> str:
    """Without quotation marks around the whole."""
    close = _PAIRS.get(words[0])
    inner = words[1:-1]
    if (
        close
        and words.endswith(close)
        and words[0] not in inner
        and close not in inner.replace("’", "" if close == "’" else "’")
    ):
        return inner.strip()
    return words


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()
