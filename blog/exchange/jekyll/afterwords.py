"""What may follow the note about an article's author: more of it, a credit, the end of another article."""

import re
from collections.abc import Collection, Sequence

from blog.exchange.jekyll import bylines
from blog.exchange.jekyll.bylines import Person

LONGEST_CREDIT = 25  # words
_LIFE = r"""(?:has\s+)?(?:
    (?:previously|also|formerly)\s+(?:covered|worked|wrote|written|served|reported|hosted|edited|held|taught|studied)\b
        (?!\s+(?:up|off|that)\b)
    |graduated\b|studied\b|attended\b|grew\s+up\b|(?:lives|resides)\s+(?:in|with|near)\b|joined\b|covers\b
    |(?:earned|received|holds)\s+(?:an?|her|his|their|degrees)\b|began\s+(?:her|his|their)\s+career
    |worked\s+(?:at|as|for|in)\b|spent\s+(?:[\w-]+\s+){1,3}(?:years?|decades?)\b
    |(?:works|writes)\s+(?:about|at|for|as|on)\b|hosts\b|teaches\b)"""
_IS = r"""(?:is|was|has\s+been|serves\s+as)\s+(?:(?:also|currently|now)\s+)?(?:an?|the|our)\s+
    (?P<office>(?:\S+\s+){0,3}\S+)"""
_NAMES = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3}"
_CREDIT = re.compile(
    rf"""(?:{_NAMES}(?:,\s{_NAMES})*(?:,?\sand\s{_NAMES})?(?:\sof\s[\w\s.'’]{{2,40}}?)?\s(?:also\s)?contributed
        (?:\s(?:reporting|research|(?:reporting\s)?to\sthis\s\w+|from\s[\w\s]{{2,30}}))?
    |(?:Additional\s|Contributing\s)?(?:[Rr]eporting|[Ee]diting|[Rr]esearch|[Ww]riting)\s(?:for\sthis\s\w+\s)?by\s{_NAMES}[^.?!]*
    |Edited\sby\s{_NAMES}[^.?!]*)\.?\Z""",
    re.VERBOSE,
)
_SELF = re.compile(r"(?<!\w)(?:I|I['’](?:m|ve|d|ll)|my|me|[?!])(?!\w)")
_STRANGER = re.compile(rf"(?P<name>{_NAMES}),?\s+(?:is|writes|covers|reports|hosts|edits|teaches|serves)\s")


def goes_on(said: str, people: Sequence[Person]) -> bool:
    """Whether a paragraph tells more of the life or the office of one of the people."""
    names = {name for person in people for name in (person.name, person.name.split()[0], person.name.split()[-1])}
    subject = "|".join([*map(re.escape, sorted(names, key=len, reverse=True)), "He", "She", "They"])
    match = re.match(rf"(?:{subject})\s+(?:(?P<life>{_LIFE})|{_IS})", said, re.VERBOSE) if names else None
    if not match or _SELF.search(said):
        return False
    return bool(match["life"]) or bylines.has_role(match["office"])


def is_credit(said: str) -> bool:
    """`Ada Quill contributed.`, `Reporting by Ada Quill`."""
    return len(said.split()) <= LONGEST_CREDIT and bool(_CREDIT.match(said))


def introduces(said: str, houses: Collection[str]) -> bool:
    """Whether a paragraph tells who somebody is who works for a known house."""
    match = _STRANGER.match(said)
    return bool(match and bylines.is_name(match["name"]) and bylines.has_role(said) and _names_house(said, houses))


def _names_house(said: str, houses: Collection[str]) -> bool:
    low = said.lower()
    return any(re.search(rf"(?<!\w){re.escape(house)}(?!\w)", low) for house in houses if house in low)
