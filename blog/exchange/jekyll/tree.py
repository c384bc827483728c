"""What the parser knows of one file, before any row exists."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from blog.exchange.jekyll.bylines import Person


class Line(str):
    """A line of Markdown that remembers where it stands."""

    __slots__ = ("include", "number", "relative")
    number: int  # 1-based, in the file imported; of the including line where it comes from another file
    include: str  # the file named by an include that stands alone on the line
    relative: str  # where another file's text begins, its path; where it ends, "end"

    def __new__(cls, text: str, number: int) -> "Line":
        line = super().__new__(cls, text)
        line.number = number
        line.include = line.relative = ""
        return line


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something an editor should see."""

    line: int
    what: str
    text: str

    def as_dict(self) -> dict[str, str | int]:
        return {"line": self.line, "what": self.what, "text": self.text}


class Confidence(StrEnum):
    """How sure the parser is that it took quotation and commentary apart rightly."""

    HIGH = "high"
    LOOK = "look"
    REVIEW = "review"


@dataclass(slots=True)
class Verdict:
    """The lowest confidence so far and why."""

    confidence: Confidence = Confidence.HIGH
    reasons: list[str] = field(default_factory=list)

    def lower(self, to: Confidence, reason: str) -> None:
        order = list(Confidence)
        self.confidence = max(self.confidence, to, key=order.index)
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(slots=True)
class Definition:
    """A footnote's text; `body` is without the label and without the name before it."""

    label: str
    body: str
    line: int
    end_line: int  # exclusive
    handle: str = ""  # as typed before the text, without the @
    attribution: str = ""  # somebody named otherwise
    order: int = 0  # among the definitions of the file

    @property
    def key(self) -> str:
        """Unique in the file, also where a label is defined twice."""
        return f"{self.label}#{self.order}"


@dataclass(slots=True)
class Passage:
    """Quoted matter: one or more Markdown blocks with one role, footnote marks still in it."""

    role: str
    markdown: str
    line: int
    end_line: int
    suspicion: str = ""  # why it may be the blogger's own


@dataclass(slots=True)
class Prose:
    """The blogger's own Markdown, footnote marks still in it."""

    markdown: str
    line: int
    end_line: int
    is_entity_list: bool = False
    is_signed: bool = False  # with the owner's name


@dataclass(slots=True)
class Include:
    """A reusable piece that stands alone."""

    name: str
    line: int


@dataclass(slots=True)
class Embed:
    """A video shown; `source` describes it."""

    url: str
    title: str
    line: int
    end_line: int


@dataclass(slots=True)
class Remark:
    """A paragraph that begins with somebody's handle, said beside the passage before it."""

    handle: str
    markdown: str
    line: int
    end_line: int


Part = Passage | Prose | Include | Embed | Remark


@dataclass(slots=True)
class Source:
    """An article, a video or a document as the post quotes it."""

    headline: str  # plain text
    url: str
    kind: str
    line: int
    end_line: int
    level: int = 0  # of its heading; 0 where it has none
    headline_markdown: str = ""  # with the footnote marks in it
    publisher_tail: str = ""  # what may be the publisher's name, behind the headline
    dek: str = ""
    dates_printed: str = ""
    published_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None
    people: list[Person] = field(default_factory=list)
    head_lines: list[tuple[int, str]] = field(default_factory=list)  # line -> what was read there
    parts: list[Part] = field(default_factory=list)
    is_shown: bool = False  # a video that the post embeds

    @property
    def passages(self) -> list[Passage]:
        return [part for part in self.parts if isinstance(part, Passage)]

    @property
    def has_passages(self) -> bool:
        return any(isinstance(part, Passage) for part in self.parts)


Section = Prose | Include | Source


@dataclass(slots=True)
class Tree:
    """One file, understood as far as it goes."""

    sections: list[Section] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    pictures: dict[str, str] = field(default_factory=dict)  # address as written -> file of the site
    owners: frozenset[str] = frozenset()  # names of the site's owner, lower case, without the @
    spans: list[tuple[int, int, str]] = field(default_factory=list)  # first line, last line (excluded), what

    @property
    def sources(self) -> list[Source]:
        return [section for section in self.sections if isinstance(section, Source)]

    def doubt(self, line: int, what: str, text: str = "") -> None:
        self.doubts.append(Doubt(line, what, text[:300]))

    def walk(self) -> Iterator[Section | Part]:
        for section in self.sections:
            yield section
            if isinstance(section, Source):
                yield from section.parts
