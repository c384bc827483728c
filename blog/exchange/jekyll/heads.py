"""What stands between a source's heading and its text: dek, dates, bylines, in any order."""

import datetime as dt
import re
from collections.abc import Collection
from zoneinfo import ZoneInfo

from blog.exchange.jekyll import bylines, datelines
from blog.exchange.jekyll.bylines import Person
from blog.exchange.jekyll.headings import plain
from blog.exchange.jekyll.tree import Confidence, Line, Source, Tree

_BY_INSIDE = re.compile(r"\s+(?=(?:By|BY)\s+(?:\[|[A-Z]))")
_EMPHASISED = re.compile(
    r"(?P<sign>\*|_)(?![*_\s])(?P<inner>.+?)(?<![*_\s\\])(?P=sign)(?:\s*\[\^[^\]]+\])*\Z", re.DOTALL
)
_LAYOUT = re.compile(
    r"(?:[\W_]*(?:\d+[\s-]?min(?:ute)?s?\s+(?:read|listen|watch)|(?:reading|read|listening)\s+time\b.{0,30}|listen(?:\s+to\s+this\s+\w+)?"
    r"|share|comments?)[\W_]*)+",
    re.IGNORECASE,
)
SHORT_LINE = 60


class Head:
    """Reads lines into a source; says what it took."""

    def __init__(self, source: Source, tree: Tree, zone: ZoneInfo, houses: Collection[str]) -> None:
        self.source, self.tree, self.zone, self.houses = source, tree, zone, houses
        self.printed: list[str] = []
        self.beside: list[Line] = []  # hashtags and the like behind the date of a video

    def take(self, lines: list[Line]) -> list[list[Line]]:
        """The lines of the paragraph that are no head, those that stand together together.

        A short line, a kicker or a house's name, does not end the head.
        """
        left: list[list[Line]] = []
        joins = False
        for at, line in enumerate(lines):
            if not line.strip() or is_layout(line):
                continue
            if self._is_text(left, line, at):
                return [*left[:-1], [*left[-1], *lines[at:]]] if joins else [*left, lines[at:]]
            if self._line(line):
                joins = False
            elif joins:
                left[-1].append(line)
            else:
                left.append([line])
                joins = True
        return left

    def _is_text(self, left: list[list[Line]], line: Line, at: int) -> bool:
        """Whether the head is over: more than a short line was left. A document's second line may still be its date."""
        if not left or (self.source.kind == "document" and at == 1 and self._dated(line)):
            return False
        return sum(map(len, left)) > 1 or not is_kicker(left[0][0])

    def is_head(self, lines: list[Line]) -> bool:
        """Whether the paragraph begins with a date or a byline; nothing is taken."""
        return any(self._reads(line) for line in lines[:2])

    def finish(self) -> None:
        self.source.dates_printed = " / ".join(self.printed)[:300]

    def _reads(self, line: str) -> bool:
        text = line.strip().strip("*_").strip()
        rest, date = datelines.trailing(text, self.zone)
        return bool(
            self._dated(line)
            or bylines.read(text, self.houses)
            or (date and (bylines.read(rest) or bylines.bare(rest)))
        )

    def _dated(self, line: str) -> tuple[datelines.Dateline, str] | None:
        """A date line, and what a video site prints beside it."""
        text = line.strip().strip("*_").strip()
        if self.source.kind == "video" and not self.printed and (said := datelines.of_video(text, self.zone)):
            return said
        found = datelines.read(text, self.zone) or datelines.of_release(text, self.zone, self.source.published_at)
        return (found, "") if found else None

    def _line(self, line: Line) -> bool:
        text = line.strip().strip("*_").strip()
        if said := self._dated(line):
            self._date(said[0], line)
            if said[1]:
                self.beside.append(Line(said[1], line.number))
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
        self.source.published_at = self._earlier(date) or date.published_at
        self.source.modified_at = date.modified_at or self.source.modified_at
        self.source.head_lines.append((line.number, "date"))
        if date.problem:
            self.tree.doubt(line.number, "date line that cannot be read", date.printed)

    def _earlier(self, date: datelines.Dateline) -> dt.datetime | None:
        """The moment read before, unless that was a day only and this is a time of it."""
        before, now = self.source.published_at, date.published_at
        is_day = before is not None and before.time() == dt.time()
        return None if is_day and now and before and now.date() == before.date() else before

    def _people(self, found: bylines.BylineRead, line: Line) -> None:
        known = {person.name for person in self.source.people}
        self.source.people.extend(person for person in found.people if person.name not in known)
        self.source.head_lines.append((line.number, "byline"))
        if found.unsure:
            self.tree.doubt(line.number, "byline: person or role?", found.unsure)
            to = Confidence.REVIEW if found.is_nobody else Confidence.LOOK
            self.tree.verdict.lower(to, "a byline that was not quite understood")


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


def is_kicker(line: str) -> bool:
    """A short line that ends no sentence."""
    text = line.strip()
    return len(text) <= SHORT_LINE and text[-1:] not in ".?!,;:"


def is_layout(line: str) -> bool:
    """A reading time, a word on a button."""
    return bool(_LAYOUT.fullmatch(line.strip()))
