"""The byline as printed -> people and their roles."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_LEAD = re.compile(
    r"""(?P<lead>(?:story|opinion|analysis|written|reporting|reported|review|commentary|guest\s+essay|column|essay|words|editorial|interview
        |contributed)\s+by
        |by)\s*:?\s+(?P<rest>\S.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_MAIL = re.compile(r"\S+@\S+\s*\(([^)]+)\)")
_PARTICLES = {
    "de",
    "da",
    "das",
    "del",
    "della",
    "der",
    "den",
    "di",
    "do",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "ten",
    "ter",
    "van",
    "von",
    "y",
    "e",
    "bin",
    "al",
    "zu",
    "af",
}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "m.d.", "md", "ph.d.", "phd", "esq.", "j.d."}
_ROLE = re.compile(
    r"""\b(?:editors?|reporters?|correspondents?|columnists?|professors?|co-?hosts?|hosts?|contributors?|contributing|fellow|producers?|writers?|analysts?
    |director|president|staff|bureau|chief|anchor|senior|deputy|former|executive|founder|author|attorney|lawyer|counsel|reporting|journalist|critic
    |secretary|senator|representative|governor|ambassador|general|judge|adviser|advisor|assistant|intern|photographer|blogger|commentator|strategist
    |politics|political|opinion|news|daily|tonight|fact[- ]check\w*|researcher|scholar|historian|economist|scientist
    |physician|dean|chair\w*|manager)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HOUSE = re.compile(
    r"""\b(?:news|times|post|press|journal|tribune|herald|gazette|magazine|network|institute|university|college|center|centre|school|department|committee
    |association|agency|board|office|court|party|congress|senate|house|group|media|radio|television|tv|inc|llc|corp|company|foundation|union|reuters
    |bloomberg|staff|the|team|desk|editors|wire|today|live|daily|beast|street|report)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OPINION = re.compile(r"\b(?:opinions?|columnist|column|essay|editorial|commentary|op-ed|guest)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.?!]\s+[A-Z]\w+\s\w+\s\w+\s\w+")
_IS = re.compile(r"(?P<name>\[[^\[\]]+\]\([^()\s]*\)|[^\[\],;|]{3,60}?)\s+(?:is|was)\s+(?:an?\s+|the\s+)?(?=\S)")
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.\s?)+[A-Z]?\.?")
_CUT = re.compile(r"\.\s+(?=[^\w]*\w*\W*\d)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐‑](?=[^\W\d_])|\.)*")


@dataclass(frozen=True, slots=True)
class Person:
    """One author; `role` as printed."""

    name: str
    url: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class BylineRead:
    people: tuple[Person, ...]
    unsure: str = ""  # the part that is neither a name nor a role for certain
    is_nobody: bool = False  # what stands where the first name should stand is none


@dataclass(slots=True)
class _Chunk:
    text: str
    url: str = ""
    is_joined: bool = False  # an "and" stands before it


def read(line: str, houses: Collection[str] = ()) -> BylineRead | None:
    """None where the line does not begin with By, Story by and the like. `houses` are known publishers' names."""
    match = _LEAD.match(line.strip().strip("*_").strip())
    if not match or len(line) > 1000:
        return None
    rest = _with_comma(_without_full_stop(_MAIL.sub(r"\1", match["rest"])))
    first = _LINK.match(rest)
    if not (first[1] if first else rest)[:1].isupper():
        return None
    plain = _LINK.sub(r"\1", rest)
    if _SENTENCE.search(plain) or len(plain.split()) > 60:
        return None
    found = _people(rest, {house.lower() for house in houses})
    sentence = line.strip().endswith(".") and any(_is_clause(person) for person in found.people)
    return None if sentence else found


def bare(line: str) -> Person | None:
    """A line that is a name or `Name, role`; the caller knows that it stands where a byline stands."""
    text = line.strip().rstrip(".,").strip()
    link = _LINK.fullmatch(text)
    if link:
        return Person(_cased(link[1]), link[2]) if is_name(link[1]) else None
    name, _, role = text.partition(",")
    if is_name(name) and (not role or (_ROLE.search(role) and len(role) < 120)):
        return Person(_cased(name), "", _LINK.sub(r"\1", role).strip())
    return None


def has_role(text: str) -> bool:
    """Whether it names a job."""
    return bool(_ROLE.search(text))


def is_opinion(text: str) -> bool:
    """Whether a byline, a role or an address says that somebody gives an opinion: first person is usual there."""
    return bool(_OPINION.search(text))


def is_role(line: str) -> bool:
    """A short line that is a job, for example News Fellow."""
    text = _LINK.sub(r"\1", line).strip()
    return bool(_ROLE.search(text)) and len(text.split()) <= 8 and text[-1:] not in ".?!:" and not is_name(text)


def is_name(text: str) -> bool:
    """Two to five words with capitals, particles aside, that are no institution and no job."""
    words = text.strip().split()
    if not 2 <= len(words) <= 6 or _HOUSE.search(text) or any(char.isdigit() for char in text):
        return False
    if _ROLE.search(text) and not text.isupper():
        return False
    big = 0
    for word in words:
        bare_word = word.strip(",“”\"'‘’()")
        if bare_word.lower() in _PARTICLES or bare_word.lower() in _SUFFIXES:
            continue
        if not _WORD.fullmatch(bare_word) or not bare_word[0].isupper():
            return False
        big += 1
    return big >= 2 or (big == 1 and len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper())


def _with_comma(text: str) -> str:
    """`Ada Quill is host of …` as it should have been written."""
    match = _IS.match(text)
    rest = text[match.end() :] if match else ""
    if not match or not is_name(_LINK.sub(r"\1", match["name"])) or not _ROLE.search(_LINK.sub(r"\1", rest)):
        return text
    return f"{match['name']}, {rest}"


def begins(line: str) -> bool:
    """Whether it begins as a byline does, a name behind By."""
    match = _LEAD.match(line.strip().strip("*_").strip())
    link = _LINK.match(match["rest"]) if match else None
    words = (link[1] if link else match["rest"] if match else "").split()
    return is_name(link[1]) if link else any(is_name(" ".join(words[:count])) for count in (2, 3))


def is_house(name: str, host: str) -> bool:
    """Whether it is the name of a site, as its address has it: Tern Times of terntimes.example."""
    if " " in name and not _HOUSE.search(name):
        return False
    labels = {re.sub(r"\W", "", label).removeprefix("the") for label in host.split(".")[:-1]}
    return re.sub(r"[\W_]", "", name.lower()).removeprefix("the") in labels - {""}


def _without_full_stop(text: str) -> str:
    text = text.strip().rstrip(",;").strip()
    return text if re.search(r"\b(?:Jr|Sr|[A-Z])\.\Z", text) else text.rstrip(".")


def _is_clause(person: Person) -> bool:
    return (not _ROLE.search(person.role) and len(person.role.split()) > 4) or (
        (not person.url or " and " in person.name) and person.name.split()[-1].islower()
    )


def _people(rest: str, houses: set[str]) -> BylineRead:
    found: list[Person] = []
    unsure, is_nobody = "", False
    for chunk in _chunks(rest):
        text = _without_full_stop(chunk.text)
        if not text:
            continue
        fits = is_name(text) and not (found and (text.lower() in houses or (chunk.url and _is_home(chunk.url))))
        if fits or not found:
            if fits or (len(text.split()) < 6 and not any(char.isdigit() for char in text)):
                found.append(Person(_cased(text), chunk.url))
                unsure = text if _INITIALS.fullmatch(text) else unsure
                continue
            name, _, unread = text.partition(cut[0]) if (cut := _CUT.search(text)) else (text, "", "")
            found.append(Person(_cased(name), chunk.url))
            unsure, is_nobody = unread or text, True
            continue
        last = found[-1]
        joint = " and " if chunk.is_joined and last.role else ", " if last.role else ""
        found[-1] = Person(last.name, last.url, f"{last.role}{joint}{text}")
        if (
            not _ROLE.search(text)
            and not _HOUSE.search(text)
            and len(text.split()) > 1
            and not chunk.url
            and not last.role
        ):
            unsure = text
    return BylineRead(tuple(found), unsure, is_nobody)


def _chunks(rest: str) -> list[_Chunk]:
    """Pieces between commas, semicolons, bars, slashes and "and", links kept whole."""
    links: list[tuple[str, str]] = []

    def keep(match: re.Match[str]) -> str:
        links.append((match[1], match[2]))
        return f"\x00{len(links) - 1}\x01"

    text = _LINK.sub(keep, rest)
    chunks: list[_Chunk] = []
    joined = False
    for piece in re.split(r"(\s*,?\s+(?:and|AND|And|&|with|WITH)\s+|\s*[,;|]\s*|\s+[/–—-]\s+)", text):
        if re.fullmatch(r"\s*,?\s+(?:and|AND|And|&|with|WITH)\s+", piece):
            joined = True
            continue
        if re.fullmatch(r"\s*[,;|]\s*|\s+[/–—-]\s+", piece) or not piece.strip():
            continue
        if chunks and piece.strip().lower() in _SUFFIXES:
            chunks[-1].text += f", {piece.strip()}"
            continue
        alone = re.fullmatch(r"\s*\x00(\d+)\x01\.?\s*", piece)
        url = links[int(alone[1])][1] if alone else ""
        chunks.append(_Chunk(re.sub(r"\x00(\d+)\x01", lambda m: links[int(m[1])][0], piece), url, joined))
        joined = False
    return _whole(chunks)


def _whole(chunks: list[_Chunk]) -> list[_Chunk]:
    """What an "and" tore apart inside a role is put together again: "professor of law and politics"."""
    whole: list[_Chunk] = []
    for chunk in chunks:
        if chunk.is_joined and whole and not chunk.url and not is_name(chunk.text) and chunk.text[:1].islower():
            whole[-1].text += f" and {chunk.text}"
        else:
            whole.append(chunk)
    return whole


def _is_home(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[^/]+/?", url))


def _cased(name: str) -> str:
    """CAPITALS as names are written; everything else as printed."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 4 or " " not in name:
        return name
    return " ".join(_cased_word(word, first=not i) for i, word in enumerate(name.split(" ")))


def _cased_word(word: str, *, first: bool) -> str:
    low = word.lower()
    if low in _PARTICLES and not first:
        return low
    if low.rstrip(".,") in {"ii", "iii", "iv"} or re.fullmatch(r"(?:[A-Z]\.)+,?", word):
        return word
    cased = re.sub(r"[^\W\d_]+", lambda m: m[0][0].upper() + m[0][1:].lower(), word)
    cased = re.sub(r"(['’])S\b", r"\1s", cased)
    return re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", cased)
