"""Series and part from a title; a quotation and who said it from an excerpt."""

import re
from dataclasses import dataclass

from blog.exchange.jekyll.bylines import is_name
from blog.exchange.jekyll.rules import Rules

MOST_PARTS = 32_767
_PART = re.compile(
    r"(?P<name>\S.*?)[\s,:/–—-]*\s\(?part\s+(?P<part>\d{1,3})(?P<letter>[a-z])?\b\)?\s*(?P<rest>(?:[:/–—.-].*)?)\Z",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"(?P<words>.{15,}?)\s*(?:\s[–—]|\s-{1,2}|[–—]{1,2})\s+(?P<by>[^–—]{3,300})\Z", re.DOTALL)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2},)? \d{4})"
)
_DATED = (
    re.compile(rf"{_DAY}\s*[:,–—-]\s*(?P<name>\w[^:–—]{{3,100}}?)\s*(?:[:–—].*)?\Z", re.IGNORECASE | re.DOTALL),
    re.compile(rf"(?P<name>\w[^:–—]{{3,100}}?)(?:\s*[:,–—(-]|\s+(?:for|of|on))?\s+\(?{_DAY}\)?\Z", re.IGNORECASE),
)
_PAIRS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class InSeries:
    name: str
    part: int | None
    oddity: str = ""


def series_of(title: str, rules: Rules) -> InSeries | None:
    for rule in rules.series:
        match = rule.title.search(title)
        if match:
            number = match[1] if match.re.groups else None
            return InSeries(
                rule.name, int(number) if number and number.isdigit() and int(number) <= MOST_PARTS else None
            )
    match = _PART.match(title.strip())
    if not match or len(match["name"]) > 120:
        name = rules.dated_series.get(dated_name(title).casefold())
        return InSeries(name, None) if name else None
    name = match["name"].rstrip(" ,:/–—-")
    odd = f"part {match['part']}{match['letter']} taken for part {match['part']}" if match["letter"] else ""
    return InSeries(name, int(match["part"]), odd) if name else None


def dated_name(title: str) -> str:
    """What a title is called but for its day: `Harbour figures` of `2026-03-09: Harbour figures: a calm day`."""
    found = (pattern.match(" ".join(title.split())) for pattern in _DATED)
    return next((match["name"].rstrip(" ,(-.") for match in found if match), "")


def quotation(excerpt: str, quoted: str) -> tuple[str, str] | None:
    """The words and who said them; None when these are the blogger's own. `quoted` is what the post quotes."""
    text = " ".join(excerpt.split())
    match = _SAID.match(text)
    if match:
        words, by = match["words"].strip(), match["by"].strip()
        named = is_name(by.split(",")[0]) or re.match(r"(?:one of|former)\s", by)
        if words[0] in _PAIRS or named:
            return _bare(words), by
    if text[:1] in _PAIRS and text.endswith(_PAIRS[text[0]]) and text.count(text[0]) == 1:
        return _bare(text), ""
    if len(text) > 40 and _folded(text)[:60] in _folded(quoted):
        return _bare(text), ""
    return None


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
    return re.sub(r"[\W_]+", " ", text).casefold().strip()
