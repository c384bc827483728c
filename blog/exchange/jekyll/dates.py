"""The date of a post: front matter, else file name, in the site's zone."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_FORMER = "the former site reads"
WITHOUT_ZONE = "a time with seconds and without a zone"
YEARS = range(1400, 3000)  # as in the forms, core.moments

_DATE = re.compile(
    r"""(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})
    (?:(?P<gap>[Tt\s]\s*|[A-Za-z]\s?)
       (?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?
       (?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?
       (?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?
    )?(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PostDate:
    """`oddity` says what is unusual about it; `differs` whether the former site reads another moment."""

    moment: dt.datetime
    oddity: str = ""
    differs: bool = False


def read(raw: str, zone: ZoneInfo) -> PostDate | None:
    """Wall time of the site unless a zone is written; None when it is no date."""
    match = _DATE.match(raw.strip())
    if not match:
        return None
    hour, minute, second = (int(match[name] or 0) for name in ("h", "min", "s"))
    half = (match["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    written = match["zone"]
    try:
        moment = dt.datetime(int(match["y"]), int(match["m"]), int(match["d"]), hour, minute, second)
        aware = moment.replace(tzinfo=_offset(written)).astimezone(zone) if written else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    if aware.year not in YEARS:
        return None
    oddity = _oddity(match, half)
    return PostDate(aware, oddity, differs=_FORMER in oddity)


def as_former(raw: str, zone: ZoneInfo) -> dt.datetime | None:
    """The moment that Jekyll makes of a time that YAML takes for UTC; None where it reads as `read` does."""
    match = _DATE.match(raw.strip())
    if not match or not match["s"] or match["half"] or match["zone"] or match["rest"].strip():
        return None
    found = read(raw, zone)
    return found.moment.replace(tzinfo=dt.UTC) if found else None


def of_file_name(year: int, month: int, day: int, zone: ZoneInfo) -> dt.datetime | None:
    """None for a day that no calendar has, or of a year that is a slip."""
    try:
        return dt.datetime(year, month, day, tzinfo=zone) if year in YEARS else None
    except ValueError:
        return None


def _offset(written: str) -> dt.tzinfo:
    if written[0] not in "+-":
        return dt.UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    delta = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-delta if written[0] == "-" else delta)


def _oddity(match: re.Match[str], half: str) -> str:
    rest = match["rest"].strip()
    if rest:
        misread = f" ({_FORMER} it without AM or PM)" if half == "p" and rest[0].isalnum() else ""
        return f"“{rest}” after the date was left out{misread}"
    if match["gap"] and match["gap"].strip() not in {"", "T", "t"}:
        return f"the letter “{match['gap'].strip()}” between date and time was left out"
    if match["s"] and not half and not match["zone"]:
        return f"{WITHOUT_ZONE}: read as the site's time, {_FORMER} it as UTC"
    return ""
