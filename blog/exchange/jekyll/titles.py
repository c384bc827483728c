"""Series and part from a title."""

import re
from dataclasses import dataclass

from blog.exchange.jekyll.rules import Rules

MOST_PARTS = 32_767
_PART = re.compile(
    r"(?P<name>\S.*?)[\s,:/–—-]*\s\(?part\s+(?P<part>\d{1,3})(?P<letter>[a-z])?\b\)?\s*(?P<rest>(?:[:/–—.(\[-].*)?)\Z",
    re.IGNORECASE | re.DOTALL,
)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2},)? \d{4})"
)
_DATED = (
    re.compile(rf"{_DAY}\s*[:,–—-]\s*(?P<name>\w[^:–—]{{3,100}}?)\s*(?:[:–—].*)?\Z", re.IGNORECASE | re.DOTALL),
    re.compile(rf"(?P<name>\w[^:–—]{{3,100}}?)(?:\s*[:,–—(-]|\s+(?:for|of|on))?\s+\(?{_DAY}\)?\Z", re.IGNORECASE),
)


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
