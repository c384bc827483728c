"""The headings open at the end of one's own words."""

from dataclasses import dataclass

from blog.exchange.jekyll import headings
from blog.exchange.jekyll.chunks import Chunk, Kind


@dataclass(slots=True)
class _Open:
    level: int
    is_plain: bool  # no link
    has_words: bool = False
    is_ruled: bool = False  # a rule stands below it


class Outline:
    """Grows block by block."""

    def __init__(self) -> None:
        self.open: list[_Open] = []

    def add(self, chunk: Chunk) -> None:
        if chunk.kind is Kind.HEADING:
            self._cut(chunk.level)
            self.open.append(_Open(chunk.level, headings.linked(chunk.text) is None))
        elif chunk.kind is Kind.RULE:
            for heading in self.open:
                heading.is_ruled = True
        elif chunk.kind is Kind.PARAGRAPH and self.open:
            self.open[0].has_words = True

    def holds(self, level: int) -> bool:
        """Whether a heading of the level would stand in a section with words of one's own, no rule before it."""
        above = [heading for heading in self.open if heading.level < level]
        return bool(above) and any(h.is_plain for h in above) and above[0].has_words and not above[-1].is_ruled

    def _cut(self, level: int) -> None:
        while self.open and self.open[-1].level >= level:
            self.open.pop()
