"""The date line of an article as printed -> aware moments."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
OFFSETS = {
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "CST": -6,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
    "AKDT": -8,
    "AKST": -9,
    "HST": -10,
    "GMT": 0,
    "UTC": 0,
    "BST": 1,
    "WET": 0,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
    "AEST": 10,
    "AEDT": 11,
}
REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_ZONE = "|".join(sorted([*OFFSETS, *REGIONS], key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/])(?:
        (?P<mon1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[.,]?\s+(?P<y1>\d{{4}}|\d{{3}}(?!\d))
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mon2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})
      | (?P<m3>\d{{1,2}})(?P<sep>[/-])(?P<d3>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}}|(?<=/)\d{{2}}(?![\d/]))
      | (?P<y4>\d{{4}})-(?P<m4>\d{{2}})-(?P<d4>\d{{2}})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    rf"""(?P<h>\d{{1,2}})(?:[:.](?P<min>\d{{2}})(?::\d{{2}})?)?\s*
    (?P<half>[ap]\.?\s?m\b\.?)?
    \s*\(?\b(?P<zone>{_ZONE})?\b\)?""",
    re.VERBOSE | re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:last\s+)?(?:updated|modified|revised|corrected)\b(?:\s+(?:on|at))?:?", re.IGNORECASE)
_FILLER = re.compile(
    r"""\b(?:published|posted|first\s+published|originally\s+published|created|issued|released|filed|aired|premiered|streamed|live|on|at|of|and
        |date(?!\s*\.)|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b
    |(?:an?|\d+)\s+(?:minute|hour|day|week|month)s?\s+ago\b
    |[#@][\w-]+|\[[#@]?[\w .&'’-]+\]\([^)]*\)|[\s.,:;/|•·–—()*_+"“”'‘’`´-]""",
    re.VERBOSE | re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[A-Za-z\d])(?=(?:Last )?(?:Updated|Published|Posted|Modified)\b)")
_FULL_STOP = re.compile(r"(?<![ap]\.m)(?<!\b[A-Z])\.\Z")
_VIEWS = r"(?:[\d.,]+\s?[KMB]?\s+views?\s*[•·|]?\s*)?"
_OPENS_VIDEO = re.compile(
    rf"""\s*(?P<before>{_VIEWS})(?P<date>(?:(?:premiered|published|posted|streamed\s+live|live)(?:\s+on)?:?\s+)?\S.*?\d{{4}})
    (?:\s*\Z|(?:\s{{2,}}|\s*[•·|]\s*|\s+(?=[#\[]))(?P<rest>\S.*)\Z)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CLOCK_OF_RELEASE = re.compile(
    r"""(?:transmission\s.{0,60}\s|for\s+(?:immediate\s+)?release|embargo(?:ed)?|not\s+for\s+release|hold)
    (?:\s+(?:is|are|embargoed|until|till|before|at|on|for|release))*:?[\s,]*(?P<time>.*?)\s*\Z""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Moments are None where they are not printed, or cannot be read."""

    printed: str
    published_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None
    problem: str = ""


def read(line: str, zone: ZoneInfo) -> Dateline | None:
    """None where the line says more than dates. `zone` is for times printed without one.

    A full stop that only ends the line is not printed with it.
    """
    printed = " ".join(line.split())
    if len(printed) > 240 or not any(char.isdigit() for char in printed):
        return None
    pieces = _UPDATED.split(_GLUED.sub(" ", printed))
    if not _DATE.search(printed):
        return None
    published, found_published, rest = _moment(pieces[0], zone, None)
    left = [rest]
    modified, found_modified = None, False
    for piece in pieces[1:]:
        moment, found, rest = _moment(piece, zone, published)
        modified, found_modified = moment or modified, found_modified or found
        left.append(rest)
    if any(_FILLER.sub("", text) for text in left) or not (found_published or found_modified):
        return None
    unreadable = (found_published and not published) or (found_modified and not modified)
    return Dateline(
        _FULL_STOP.sub("", printed), published, modified, "a date that does not exist" if unreadable else ""
    )


def of_video(line: str, zone: ZoneInfo) -> tuple[Dateline, str] | None:
    """The date that a video site prints first below a video, and what stands beside it: views, hashtags, a rank."""
    match = _OPENS_VIDEO.match(line)
    date = read(match["date"], zone) if match and _DATE.search(match["date"]) else None
    if not match or not date:
        return None
    return date, " ".join(f"{match['before'].rstrip(' •·|')} {match['rest'] or ''}".split())


def of_release(line: str, zone: ZoneInfo, day: dt.datetime | None) -> Dateline | None:
    """`For release at 2 p.m. EST`, `Embargoed until ...`: the moment, on `day` where no day is printed.

    None where the line says more, or no day is known.
    """
    match = _CLOCK_OF_RELEASE.match(line.strip().strip("*_"))
    if not match:
        return None
    if _DATE.search(match["time"]):
        found = read(match["time"], zone)
        return Dateline(" ".join(line.split()), found.published_at) if found else None
    moment, is_printed, rest = _moment(match["time"], zone, day)
    if not is_printed or moment is None or _FILLER.sub("", rest):
        return None
    return Dateline(" ".join(line.split()), moment)


def begins_with_date(line: str) -> bool:
    """Whether a short line opens with a date but says more: a date line that nobody could read, or a sentence."""
    text = _UPDATED.sub("", line.strip()[:160])
    match = _DATE.search(text)
    if not match or _FILLER.sub("", text[: match.start()]) or len(line) > 100:
        return False
    return line.rstrip()[-1:] not in ".!?:" or len(line.split()) < 7


def trailing(line: str, zone: ZoneInfo) -> tuple[str, Dateline | None]:
    """The line without a date that ends it behind a full stop, a bar or a dash, and that date."""
    for match in re.finditer(r"(?:[.|•·–—/]|\s-)\s*", line):
        rest = line[match.end() :]
        if rest[:1] and (found := read(rest, zone)):
            return line[: match.start()].rstrip(), found
    return line, None


def _moment(text: str, zone: ZoneInfo, base: dt.datetime | None) -> tuple[dt.datetime | None, bool, str]:
    """The first date and time in the text, whether one is printed, and the text without them."""
    match = _DATE.search(text)
    day: dt.date | None = None
    rest = text
    if match:
        day = _day(match)
        rest = text[: match.start()] + " " + text[match.end() :]
    elif base:
        day = base.astimezone(zone).date()
    for clock in _TIME.finditer(rest):
        if clock["half"] or (clock["min"] and int(clock["h"]) < 24):
            rest = rest[: clock.start()] + " " + rest[clock.end() :]
            if day is None:
                return None, True, rest
            return _at(day, clock, zone), True, rest
    if match is None:
        return None, False, rest
    rest = re.sub(rf"\b(?:{_ZONE})\b", "", rest)
    return (dt.datetime(day.year, day.month, day.day, tzinfo=zone) if day else None), True, rest


def _day(match: re.Match[str]) -> dt.date | None:
    if match["mon1"]:
        year, month, day = match["y1"], MONTHS[match["mon1"][:3].lower()], match["d1"]
    elif match["mon2"]:
        year, month, day = match["y2"], MONTHS[match["mon2"][:3].lower()], match["d2"]
    elif match["m3"]:
        year, month, day = f"20{match['y3']}"[-4:], int(match["m3"]), match["d3"]
    else:
        year, month, day = match["y4"], int(match["m4"]), match["d4"]
    try:
        return dt.date(int(year), month, int(day)) if int(year) > 1000 else None
    except ValueError:
        return None


def _at(day: dt.date, clock: re.Match[str], zone: ZoneInfo) -> dt.datetime | None:
    hour, minute = int(clock["h"]), int(clock["min"] or 0)
    half = (clock["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    tz = _zone((clock["zone"] or "").upper()) or zone
    try:
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=tz)
    except ValueError:
        return None


@cache
def _zone(name: str) -> dt.tzinfo | None:
    if name in REGIONS:
        return ZoneInfo(REGIONS[name])
    return dt.timezone(dt.timedelta(hours=OFFSETS[name]), name) if name in OFFSETS else None
