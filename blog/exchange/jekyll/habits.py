"""What is usual on a site, learned from a glance at all its posts: what many of them do is told of none."""

import re
from collections import Counter
from dataclasses import dataclass, field

from blog.exchange.jekyll.front_matter import KNOWN
from blog.exchange.jekyll.rules import Habits

FEW = 0.2
"""Of the posts: what fewer do is no habit, and what fewer lack is one."""
LEAST = 3  # files
_KEY = re.compile(r"^([A-Za-z_][\w-]*):", re.MULTILINE)
_DATE = re.compile(r"^date:[ \t]*[\"']?([^\"'\r\n]*)", re.MULTILINE)
_WITHOUT_ZONE = re.compile(r"\d{4}-\d\d?-\d\d? +\d\d?:\d\d:\d\d\s*\Z")


@dataclass
class Glance:
    """Counts; `at` takes one post after the other."""

    posts: int = 0
    with_source: int = 0
    without_date: int = 0
    without_zone: int = 0
    keys: Counter[str] = field(default_factory=Counter)

    def at(self, text: str, *, has_source: bool) -> None:
        head = text.split("\n---", 1)[0]
        self.posts += 1
        self.with_source += has_source or "<iframe" in text
        date = _DATE.search(head)
        self.without_date += date is None or not date[1].strip()
        self.without_zone += bool(date and _WITHOUT_ZONE.match(date[1]))
        self.keys.update({key for key in _KEY.findall(head) if key not in KNOWN})

    @property
    def habits(self) -> Habits:
        few = self.posts * FEW
        if self.posts < LEAST:
            return Habits()
        return Habits(
            quotes_nobody=self.with_source < few,
            dates_in_names=self.without_date > few,
            times_without_zone=self.without_zone > few,
            keys=frozenset(key for key, count in self.keys.items() if count >= max(LEAST, self.posts * FEW / 4)),
        )

    @property
    def problems(self) -> list[str]:
        """What is said once of the site because it is not said of each post."""
        said = []
        if keys := sorted(self.habits.keys, key=lambda key: (-self.keys[key], key)):
            shown = ", ".join(f"{key} ({self.keys[key]} posts)" for key in keys)
            said.append(f"Front matter that has no place here and was kept as it is: {shown}.")
        if self.habits.times_without_zone:
            said.append(
                f"{self.without_zone} posts have a time with seconds and without a zone. They were read as times of "
                "the site; the former site read them as UTC and showed them so."
            )
        return said
