"""What stands between a source's heading and its text: dek, dates, bylines, in any order."""

import re
from collections.abc import Collection
from zoneinfo import ZoneInfo

from blog.exchange.jekyll import bylines, datelines
from blog.exchange.jekyll.bylines import Person
from blog.exchange.jekyll.headings import plain
from blog.exchange.jekyll.tree import Line, Source, Tree

_BY_INSIDE = re.compile(r"\s+(?=(?:By|BY)\s+(?:\[|[A-Z]))")
_EMPHASISED = re.compile(
    r"(?P<sign>\*|_)(?![*_\s])(?P<inner>.+?)(?<![*_\s\\])(?P=sign)(?:\s*\[\^[^\]]+\])*\Z", re.DOTALL
)


class Head:
    """Reads lines into a source; says what it took."""

    def __init__(self, source: Source, tree: Tree, zone: ZoneInfo, houses: Collection[str]) -> None:
        self.source, self.tree, self.zone, self.houses = source, tree, zone, houses
        self.printed: list[str] = []

    def take(self, lines: list[Line]) -> list[Line]:
        """The lines of the paragraph that are no head; a short line above a date stays with them."""
        left: list[Line] = []
        for at, line in enumerate(lines):
            if not line.strip():
                continue
            if left and not (at == 1 and _is_kicker(left[0])):
                left.extend(lines[at:])
                return left
            if not self._line(line):
                left.append(line)
        return left

    def is_head(self, lines: list[Line]) -> bool:
        """Whether the paragraph begins with a date or a byline; nothing is taken."""
        return any(self._reads(line) for line in lines[:2])

    def finish(self) -> None:
        self.source.dates_printed = " / ".join(self.printed)[:300]

    def _reads(self, line: str) -> bool:
        text = line.strip().strip("*_").strip()
        rest, date = datelines.trailing(text, self.zone)
        return bool(
            datelines.read(text, self.zone)
            or bylines.read(text, self.houses)
            or (date and (bylines.read(rest) or bylines.bare(rest)))
        )

    def _line(self, line: Line) -> bool:
        text = line.strip().strip("*_").strip()
        if date := datelines.read(text, self.zone):
            self._date(date, line)
            return True
        for cut in _BY_INSIDE.finditer(text):
            before, after = text[: cut.start()].rstrip(" /|•·-–—"), text[cut.end() :]
            date = datelines.read(before, self.zone)
            if date and (found := bylines.read(after, self.houses)):
                self._date(date, line)
                self._people(found, line)
                return True
        rest, date = datelines.trailing(text, self.zone)
        found = bylines.read(rest, self.houses)
        alone = None if found else self._alone(rest, is_dated=date is not None)
        if not found and not alone:
            return self._role(text, line)
        if date:
            self._date(date, line)
        if found:
            self._people(found, line)
        elif alone:
            self.source.people.append(alone)
            self.source.head_lines.append((line.number, "byline"))
        return True

    def _alone(self, text: str, *, is_dated: bool) -> Person | None:
        """A name without By: believed beside a date only."""
        near_date = is_dated or (
            self.source.head_lines and self.source.head_lines[-1][1] == "date" and not self.source.people
        )
        return bylines.bare(text) if near_date and len(text) < 160 else None

    def _role(self, text: str, line: Line) -> bool:
        people = self.source.people
        if not people or people[-1].role or not bylines.is_role(text) or self.source.passages:
            return False
        people[-1] = Person(people[-1].name, people[-1].url, plain(text))
        self.source.head_lines.append((line.number, "role"))
        return True

    def _date(self, date: datelines.Dateline, line: Line) -> None:
        self.printed.append(plain(date.printed))
        self.source.published_at = self.source.published_at or date.published_at
        self.source.modified_at = date.modified_at or self.source.modified_at
        self.source.head_lines.append((line.number, "date"))
        if date.problem:
            self.tree.doubt(line.number, "date line that cannot be read", date.printed)

    def _people(self, found: bylines.BylineRead, line: Line) -> None:
        known = {person.name for person in self.source.people}
        self.source.people.extend(person for person in found.people if person.name not in known)
        self.source.head_lines.append((line.number, "byline"))
        if found.unsure:
            self.tree.doubt(line.number, "byline: person or role?", found.unsure)


def emphasised(text: str) -> str:
    """What a paragraph says that is emphasised as a whole, else ""."""
    match = _EMPHASISED.match(text.strip())
    if not match:
        return ""
    sign, inner = match["sign"], match["inner"]
    bare = re.sub(r"\]\([^)]*\)", "]", inner)
    return (
        ""
        if re.search(rf"(?<![\w\\]){re.escape(sign)}(?=\w)|(?<=\w){re.escape(sign)}(?=\s)", bare) and sign == "*"
        else inner
    )


def _is_kicker(line: str) -> bool:
    text = line.strip()
    return len(text) <= 60 and text[-1:] not in ".?!,;"
