"""A post as feed readers get it: semantic HTML that keeps its sense when readers strip what they do not know.

The publisher's words stand in <blockquote>, the notes about them after it, outside, as a list in an <aside>.
Where both are stripped the first words of each still say who speaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import get_text_list

from blog.articles.models import Article
from blog.core.text import shorten
from blog.feeds.markup import absolute, paragraphs, portable
from blog.images.models import Image, Rendition
from blog.posts.composition import Composed, Excerpt, Note, Picture, Prose, Quoted, Section, Video
from blog.posts.models import Correction, Post

SUMMARY_LENGTH, WORDS_LENGTH = 300, 160
WIDEST = 1600  # pixels of a picture in an entry


@dataclass(frozen=True, slots=True)
class Remark:
    """A note: whose, on which words, and what it says."""

    lead: str
    html: str
    url: str = ""
    source_url: str = ""
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """HTML up to the paragraph that has notes, and these."""

    html: str
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Own:
    stretches: list[Stretch]
    kind: ClassVar[str] = "own"


@dataclass(frozen=True, slots=True)
class Clipping:
    """Quoted passages under the line that says where they are from."""

    article: Article
    headline_html: str
    url: str
    byline: str
    direction: str
    dek: str
    summary: str
    head_remarks: list[Remark]
    stretches: list[Stretch]
    lost_remarks: list[Remark]
    is_continued: bool
    kind: ClassVar[str] = "clipping"


@dataclass(frozen=True, slots=True)
class Figure:
    image: Image
    file: Image | Rendition
    src: str
    caption: str
    kind: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Film:
    article: Article
    url: str
    byline: str
    caption: str
    kind: ClassVar[str] = "film"


@dataclass
class Entry:
    """`url` is the post's absolute address; every other address in it is made absolute against that one."""

    post: Post
    url: str
    composed: Composed
    corrections: Sequence[Correction]

    @property
    def id(self) -> str:
        """Of a post that moved here, the one that its subscribers have (RFC 4287, section 4.2.6: it never changes)."""
        return self.post.feed_id or f"tag:{settings.SITE_AUTHORITY}:post/{self.post.uid}"

    @property
    def categories(self) -> list[str]:
        names = [group.name for group in (*self.post.categories.all(), *self.post.tags.all())]
        return list(dict.fromkeys(names))

    @property
    def summary(self) -> str:
        """Plain text; empty where a post has no words."""
        if self.post.dek:
            return shorten(self.post.dek, SUMMARY_LENGTH)
        if self.post.pull_quote:
            by = f" — {self.post.pull_quote_by}" if self.post.pull_quote_by else ""
            return f"“{shorten(self.post.pull_quote, SUMMARY_LENGTH)}”{by}"
        for section in self.composed.sections:
            if isinstance(section, Prose) and (text := shorten(section.text, SUMMARY_LENGTH)):
                return text
        for excerpt in self.composed.excerpts:
            for quoted in excerpt.quoted:
                if text := shorten(quoted.passage.text, SUMMARY_LENGTH):
                    return f"{excerpt.article.publisher_name}: “{text}”"
        return ""

    @property
    def related(self) -> list[tuple[str, str]]:
        """Address and headline of each article quoted or shown."""
        return [(article.url, article.headline) for article in self.composed.articles if article.url]

    @cached_property
    def lead(self) -> Figure | None:
        image = self.post.lead_image
        return self._figure(image) if image else None

    @property
    def image(self) -> str:
        return self.lead.src if self.lead else ""

    @property
    def opens_with_lead(self) -> bool:
        """Whether the lead image is not in the body anyway."""
        shown = {section.image.pk for section in self.composed.sections if isinstance(section, Picture)}
        return self.lead is not None and self.lead.image.pk not in shown

    def html(self) -> str:
        return render_to_string("feeds/entry.html", {"entry": self, "post": self.post})

    def sections(self) -> Iterator[Own | Clipping | Figure | Film]:
        for section in self.composed.sections:
            yield self._section(section)

    def amendments(self) -> Iterator[tuple[Correction, str, str]]:
        """Each correction, what of ("note 3" or nothing), and what it says."""
        numbers = {note.annotation.pk: note.number for note in self.composed.notes if note.annotation}
        for correction in self.corrections:
            number = numbers.get(correction.annotation_id or 0)
            yield correction, f"note {number}" if number else "", portable(correction.body_html, self.url)

    def _section(self, section: Section) -> Own | Clipping | Figure | Film:
        match section:
            case Prose():
                return Own(list(self._own_stretches(section)))
            case Excerpt():
                return self._clipping(section)
            case Picture():
                return self._figure(section.image, section.block.caption)
            case Video():
                article = section.article
                return Film(article, absolute(article.url, self.url), byline(article), section.block.caption)

    def _own_stretches(self, prose: Prose) -> Iterator[Stretch]:
        waiting = {note.uid: note for note in prose.notes}
        html = ""
        for piece, uids in paragraphs(prose.html) if waiting else [(prose.html, [])]:
            html += piece
            notes = [waiting.pop(uid) for uid in uids if uid in waiting]
            if notes:
                yield Stretch(portable(html, self.url), self._remarks(notes))
                html = ""
        if html.strip() or waiting:
            yield Stretch(portable(html, self.url), self._remarks(list(waiting.values())))

    def _clipping(self, excerpt: Excerpt) -> Clipping:
        article = excerpt.article
        return Clipping(
            article=article,
            headline_html=portable(excerpt.headline_html, self.url),
            url=absolute(article.url, self.url) if article.url else "",
            byline=byline(article),
            direction="rtl" if article.language.split("-")[0] in settings.LANGUAGES_BIDI else "",
            dek=self._passages(excerpt.dek),
            summary=self._passages(excerpt.summary),
            head_remarks=self._remarks(excerpt.head_notes, article),
            stretches=list(self._quoted_stretches(excerpt)),
            lost_remarks=self._remarks(excerpt.lost_notes, article),
            is_continued=excerpt.is_continued,
        )

    def _quoted_stretches(self, excerpt: Excerpt) -> Iterator[Stretch]:
        stretch: list[Quoted] = []
        for quoted in excerpt.quoted:
            stretch.append(quoted)
            if quoted.notes:
                yield Stretch(self._passages(stretch), self._remarks(quoted.notes, excerpt.article))
                stretch = []
        if stretch:
            yield Stretch(self._passages(stretch), [])

    def _passages(self, quoted: Sequence[Quoted]) -> str:
        return portable("\n".join(one.html for one in quoted), self.url)

    def _remarks(self, notes: Sequence[Note], article: Article | None = None) -> list[Remark]:
        return [
            Remark(
                lead=lead(note),
                html=portable(note.html, self.url),
                url=absolute(note.annotation.get_absolute_url(), self.url) if note.annotation else "",
                source_url=note.source_url,
                source_name=article.publisher_name if article else "",
            )
            for note in notes
        ]

    def _figure(self, image: Image, caption: str = "") -> Figure:
        file = _presentable(image)
        return Figure(image, file, absolute(file.file.url, self.url), caption)


def lead(note: Note) -> str:
    """`Note 1, Ada on “exact words”:`"""
    words = f"“{shorten(note.words, WORDS_LENGTH)}”" if note.words else ""
    if note.is_lost:
        words = f"words since removed: {words}" if words else "words since removed"
    by = f", {note.voice}" if note.voice else ""
    return f"Note {note.number}{by} on {words}:" if words else f"Note {note.number}{by}:"


def byline(article: Article) -> str:
    """`By Ada Quill, harbour reporter; and Bo Lind`; empty where nobody is named."""
    bylines = list(article.bylines.all())
    names = [f"{line.author.name}, {line.role}" if line.role else line.author.name for line in bylines]
    if not names:
        return ""
    if any(line.role for line in bylines) and len(names) > 1:
        return f"By {'; '.join(names[:-1])}; and {names[-1]}"
    return f"By {get_text_list(names, 'and')}"


def _presentable(image: Image) -> Image | Rendition:
    """In a size and format for every reader: the widest JPEG or PNG up to WIDEST, else as stored."""
    formats = (Rendition.Format.JPEG, Rendition.Format.PNG)
    fitting = [one for one in image.renditions.all() if one.format in formats and one.width <= WIDEST]
    return max(fitting, key=lambda one: one.width) if fitting else image
