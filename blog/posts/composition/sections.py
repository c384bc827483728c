"""What a page is made of, once composed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Capture, Passage
from blog.core.text import shorten, words
from blog.images.models import Image
from blog.posts.models import Block, Post

LINE, NOTE_LINE = 68, 42  # code points on a line of the source and of a note column
LONG_NOTE = 600


@dataclass(slots=True)
class Note:
    """Something the blogger says beside words; `number` is its place on this page."""

    number: int
    uid: str
    html: str
    text: str
    words: str = ""  # the exact words it is about
    voice: str = ""
    annotation: Annotation | None = None
    source_url: str = ""  # the original at these words
    is_lost: bool = False  # the words are not in this capture any more
    references: int = 1
    posts: list[Post] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"Note {self.number} by {self.voice}" if self.voice else f"Note {self.number}"

    @property
    def short_words(self) -> str:
        return shorten(self.words, 140)

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG_NOTE

    @property
    def lines(self) -> int:
        return 3 + len(self.text) // NOTE_LINE


@dataclass(slots=True)
class Quoted:
    """One passage as shown, with the marks in its HTML."""

    passage: Passage
    html: str
    notes: list[Note]

    @property
    def lines(self) -> int:
        return 2 + len(self.passage.text) // LINE


@dataclass(slots=True)
class Run:
    """An annotated passage with its notes, and the passages up to the next annotated one."""

    lead: list[Quoted]
    notes: list[Note]
    rest: list[Quoted]


@dataclass(slots=True)
class Prose:
    """`text` is without the notes."""

    html: str
    text: str
    notes: list[Note]
    kind: str = "prose"


@dataclass(slots=True)
class Picture:
    block: Block
    image: Image
    kind: str = "image"
    notes: Sequence[Note] = ()


@dataclass(slots=True)
class Video:
    block: Block
    article: Article
    kind: str = "video"
    notes: Sequence[Note] = ()


@dataclass
class Excerpt:
    """Quoted passages of one capture and what is said about them."""

    capture: Capture
    headline_html: str
    dek: list[Quoted]
    summary: list[Quoted]
    quoted: list[Quoted]
    head_notes: list[Note]  # about the headline, the dek or the summary
    lost_notes: list[Note]
    targets: list[Target]
    dom_id: str
    is_continued: bool = False  # the page has already shown this article's headline
    is_film: bool = False  # and is shown as the video that it describes
    kind: str = "excerpt"

    @property
    def article(self) -> Article:
        return self.capture.article

    @cached_property
    def notes(self) -> list[Note]:
        """In the order of their numbers."""
        return [
            *self.head_notes,
            *(note for quoted in self.quoted for note in quoted.notes),
            *self.lost_notes,
        ]

    @cached_property
    def runs(self) -> list[Run]:
        runs: list[Run] = []
        for quoted in self.quoted:
            if quoted.notes or not runs:
                runs.append(Run([quoted], quoted.notes, []))
            elif runs[-1].notes:
                runs[-1].rest.append(quoted)
            else:
                runs[-1].lead.append(quoted)
        return runs

    @property
    def is_empty(self) -> bool:
        """An article goes on, but nothing of this piece of it is quoted."""
        return self.is_continued and not (self.dek or self.summary or self.quoted or self.notes)

    @property
    def words_quoted(self) -> int:
        return sum(words(quoted.passage.text) for quoted in (*self.dek, *self.quoted))

    @property
    def is_roomy(self) -> bool:
        """Whether the notes fit beside their passages, by estimate: a style sheet then hangs them from their words."""
        height = sum(quoted.lines for quoted in self.quoted) * 1.3
        needed = sum(min(note.lines, 18) for note in self.notes) * 1.12
        return (
            bool(self.notes)
            and not self.lost_notes
            and needed < height
            and not any(note.is_long for note in self.notes)
        )


Section = Prose | Excerpt | Picture | Video


@dataclass(slots=True)
class Composed:
    """Everything between a post's head and its tail."""

    sections: list[Section]

    @property
    def notes(self) -> list[Note]:
        return [note for section in self.sections for note in section.notes]

    @property
    def excerpts(self) -> list[Excerpt]:
        return [section for section in self.sections if isinstance(section, Excerpt)]

    @property
    def articles(self) -> list[Article]:
        """Quoted or shown, each once, in order."""
        shown = [s.article for s in self.sections if isinstance(s, Excerpt | Video)]
        return list({article.pk: article for article in shown}.values())

    @property
    def words_quoted(self) -> int:
        return sum(excerpt.words_quoted for excerpt in self.excerpts)

    @property
    def note_words(self) -> int:
        return sum(words(note.text) for note in self.notes)
