"""What Liquid prints, where that is certain: settings of the site, plain front matter, text in quotes."""

import datetime as dt
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Value = str | dt.datetime
_STEP = re.compile(r"""\s*+((?:"[^"]*+"|'[^']*+'|[^|"'])++)(?:\||\Z)""")
_FILTER = re.compile(r"(\w++)\s*+(?::\s*+(.*))?\Z", re.DOTALL)
_ARGUMENT = re.compile(r"""\s*+((?:"[^"]*+"|'[^']*+'|[^,"'])++)(?:,|\Z)""")
_NAME = re.compile(r"(site|page|include)((?:\.\w[\w-]*+)|\[[\"']\w[\w-]*+[\"']\])\Z")
_NUMBER = re.compile(r"-?\d++(?:\.\d++)?\Z")
_COMPARED = re.compile(r"(.+?)\s*(==|!=)\s*(.+)\Z", re.DOTALL)
_DIRECTIVE = re.compile(r"%([-0^]?)([a-zA-Z%])")
_FALSE = frozenset({"", "false", "no", "off"})
_NEVER = frozenset({"content", "excerpt", "next", "previous", "id", "path", "name", "collection", "tags", "categories"})
"""What Jekyll itself makes of a page: front matter has another meaning, or none."""


@dataclass
class Values:
    """`page` is front matter as text, `include` what the including tag gave. None stands for what is not certain."""

    site: Mapping[str, str]
    page: Mapping[str, Value] = field(default_factory=dict)
    include: Mapping[str, Value | None] = field(default_factory=dict)
    defaults: frozenset[str] = frozenset()  # keys that the configuration gives to pages that lack them

    def printed(self, expression: str) -> str | None:
        """The text that stands for an output's expression."""
        steps = _split(_STEP, expression)
        if not steps:
            return None
        value = self._value(steps[0])
        for step in steps[1:]:
            match = _FILTER.match(step)
            value = self._filtered(value, match) if match and value is not None else None
        return f"{value:%Y-%m-%d %H:%M:%S %z}" if isinstance(value, dt.datetime) else value

    def decided(self, term: str) -> bool | None:
        """Whether one term of a condition holds."""
        if compared := _COMPARED.match(term):
            left, right = self._side(compared[1].strip()), self._side(compared[3].strip())
            if left is None or right is None:
                return None
            return (left == right) == (compared[2] == "==")
        match = _NAME.match(term)
        if not match:
            return None
        found = self._value(term)
        if found is None:
            return False if self._is_lacking(match[1], _key(match[2])) else None
        return not isinstance(found, str) or found.lower() not in _FALSE

    def _side(self, text: str) -> str | None:
        if text in {"true", "false", "nil", "empty", "blank"}:
            return "" if text in {"nil", "empty", "blank"} else text
        match = _NAME.match(text)
        if match and self._is_lacking(match[1], _key(match[2])):
            return ""
        found = self._value(text)
        return found if isinstance(found, str) else None

    def _is_lacking(self, place: str, key: str) -> bool:
        """Whether Liquid has nothing there for certain."""
        if place == "include":
            return key not in self.include
        return place == "page" and key not in self.page and key not in self.defaults and key not in _NEVER

    def _value(self, text: str) -> Value | None:
        text = text.strip()
        if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
            return text[1:-1]
        if _NUMBER.match(text):
            return text
        match = _NAME.match(text)
        if not match:
            return None
        place, key = match[1], _key(match[2])
        if place == "page" and key in _NEVER:
            return None
        if place == "include":
            return self.include.get(key)
        return self.page.get(key) if place == "page" else self.site.get(key)

    def _filtered(self, value: Value, step: re.Match[str]) -> Value | None:
        given = _split(_ARGUMENT, step[2]) if step[2] else []
        arguments = [self._value(one) for one in given]
        if any(not isinstance(one, str) for one in arguments):
            return None
        said = [str(one) for one in arguments]
        if isinstance(value, dt.datetime):
            return _dated(value, step[1], said)
        if step[1] in {"relative_url", "absolute_url"} and not said:
            return self._address(value, is_absolute=step[1] == "absolute_url")
        known = _FILTERS.get(step[1])
        return known[1](value, *said) if known and known[0] == len(said) else None

    def _address(self, path: str, *, is_absolute: bool) -> str:
        try:
            if urlsplit(path).scheme:
                return path
        except ValueError:
            return path
        root = self.site.get("url", "") if is_absolute else ""
        parts = [f"/{part.lstrip('/')}" if part else "" for part in (self.site.get("baseurl", ""), path)]
        return (root + "".join(parts)).replace(" ", "%20") or "/"


def _key(text: str) -> str:
    return text.strip(".[]\"'")


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    """The parts, empty where one of them is none."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if not match or not match[1].strip():
            return []
        parts.append(match[1].strip())
        at = match.end()
    return parts


def _dated(moment: dt.datetime, name: str, said: list[str]) -> str | None:
    formats = {"date_to_string": "%d %b %Y", "date_to_long_string": "%d %B %Y"}
    if name == "date_to_xmlschema" and not said:
        return moment.isoformat(timespec="seconds")
    wanted = formats.get(name) if not said else said[0] if name == "date" and len(said) == 1 else None
    return _in_format(moment, wanted) if wanted else None


def _in_format(moment: dt.datetime, wanted: str) -> str | None:
    """As Ruby's strftime; None where a sign is not known here."""
    texts = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "d": f"{moment.day:02d}",
        "e": f"{moment.day:2d}",
        "j": f"{moment.timetuple().tm_yday:03d}",
        "H": f"{moment.hour:02d}",
        "I": f"{(moment.hour - 1) % 12 + 1:02d}",
        "l": f"{(moment.hour - 1) % 12 + 1:2d}",
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "p": "AM" if moment.hour < 12 else "PM",
        "P": "am" if moment.hour < 12 else "pm",
        "B": _MONTHS[moment.month - 1],
        "b": _MONTHS[moment.month - 1][:3],
        "h": _MONTHS[moment.month - 1][:3],
        "A": _DAYS[moment.weekday()],
        "a": _DAYS[moment.weekday()][:3],
        "F": f"{moment:%Y-%m-%d}",
        "T": f"{moment:%H:%M:%S}",
        "R": f"{moment:%H:%M}",
        "z": f"{moment:%z}",
        "Z": f"{moment:%Z}",
        "%": "%",
    }
    found = _DIRECTIVE.findall(wanted)
    if any(sign not in texts for _, sign in found):
        return None

    def one(match: re.Match[str]) -> str:
        text = texts[match[2]]
        if match[1] == "-":
            return text.lstrip(" 0") or "0"
        return text.upper() if match[1] == "^" else text.replace(" ", "0") if match[1] == "0" else text

    return _DIRECTIVE.sub(one, wanted)


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_FILTERS: dict[str, tuple[int, Callable[..., str]]] = {
    "append": (1, lambda text, more: text + more),
    "prepend": (1, lambda text, more: more + text),
    "escape": (0, lambda text: html.escape(text)),
    "xml_escape": (0, lambda text: html.escape(text)),
    "upcase": (0, lambda text: text.upper()),
    "downcase": (0, lambda text: text.lower()),
    "capitalize": (0, lambda text: text[:1].upper() + text[1:].lower()),
    "strip": (0, lambda text: text.strip()),
    "replace": (2, lambda text, old, new: text.replace(old, new) if old else text),
    "remove": (1, lambda text, old: text.replace(old, "") if old else text),
    "default": (1, lambda text, other: text or other),
}
"""Name -> how many arguments it takes, and what it does."""
