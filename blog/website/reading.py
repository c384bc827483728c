"""A composed page arranged for its template: who speaks where, notes beside their paragraph, long notes cut."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.annotations.models import Annotation
from blog.articles.models import Article
from blog.core.text import words
from blog.posts.composition import Composed, Excerpt, Note, Picture, Prose, Quoted, Section, Video
from blog.posts.models import Correction
from blog.website.addresses import address
from blog.website.cutting import foldable, headings_from, outermost
from blog.website.entries import Link

OPENING = 420  # code points of a long note that stand before the fold, at least one paragraph
INDEX_WITH_WORDS = 6  # more notes are listed by number only
ANCHORED = 40  # numbers that the stylesheet knows
Fixes = Mapping[int, list[Correction]]


@dataclass(frozen=True, slots=True)
class Showing:
    """A post that shows passages `first` to `last` of a capture, both included."""

    post: Link
    first: int
    last: float


@dataclass(slots=True)
class Remark:
    """A note as the page shows it."""

    note: Note
    url: str
    opening: str
    rest: str
    rest_words: int
    kind: str
    is_plain: bool
    fixes: list[Correction]
    posts: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Stretch:
    """Words up to the first annotated paragraph's end, its notes, and the words up to the next annotated one."""

    lead: str
    remarks: list[Remark]
    rest: str = ""
    is_last: bool = False


@dataclass(slots=True)
class Clip:
    """One clipping."""

    excerpt: Excerpt
    article: Article
    headline_holds_links: bool
    stretches: list[Stretch]
    head_remarks: list[Remark]
    lost_remarks: list[Remark]
    remarks: list[Remark]
    whose: str
    words: int
    is_roomy: bool
    has_words_in_index: bool
    places: list[str]
    attributes: SafeString  # of each of its quotations
    kind: str = "clip"


@dataclass(slots=True)
class Own:
    """The blogger's own words."""

    stretches: list[Stretch]
    remarks: list[Remark]
    kind: str = "own"


class Reader:
    """Arranges one page."""

    def __init__(self, fixes: Fixes, showings: Mapping[int, list[Showing]] | None = None) -> None:
        self.fixes = fixes
        self.showings = showings or {}

    def sections(self, composed: Composed) -> list[Clip | Own | Picture | Video]:
        return [self._section(section) for section in composed.sections]

    def _section(self, section: Section) -> Clip | Own | Picture | Video:
        match section:
            case Excerpt():
                return self.clip(section)
            case Prose():
                return self.own(section)
            case _:
                return section

    def remark(self, note: Note, capture: int = 0, position: int | None = None) -> Remark:
        """`position` is that of its passage in the capture; a note on the headline has none."""
        pieces = foldable(note.html, OPENING) if note.is_long else outermost(note.html)
        opening, rest, rest_words = note.html, "", 0
        if note.is_long and len(pieces) > 1:
            cut, length = 1, len(pieces[0])
            while cut < len(pieces) and length + len(pieces[cut]) <= OPENING:
                length += len(pieces[cut])
                cut += 1
            if cut < len(pieces):
                opening, rest = "".join(pieces[:cut]), "".join(pieces[cut:])
                rest_words = max(round(words(note.text) * len(rest) / len(note.html)), 1)
        annotation = note.annotation
        is_comment = annotation is None or annotation.kind == Annotation.Kind.COMMENT
        return Remark(
            note=note,
            url=address("annotation", note.uid) if annotation else "",
            opening=opening,
            rest=rest,
            rest_words=rest_words,
            kind="" if is_comment or annotation is None else annotation.get_kind_display(),
            is_plain=len(pieces) == 1 and note.html.startswith("<p>") and is_comment,
            fixes=self.fixes.get(annotation.pk, []) if annotation else [],
            posts=[
                showing.post
                for showing in self.showings.get(capture, [])
                if position is None or showing.first <= position <= showing.last
            ],
        )

    def clip(self, excerpt: Excerpt) -> Clip:
        capture = excerpt.capture.pk
        stretches = []
        for run in excerpt.runs:
            remarks = [
                self.remark(note, capture, quoted.passage.position) for quoted in run.lead for note in quoted.notes
            ]
            stretches.append(Stretch(_joined(run.lead), remarks, _joined(run.rest)))
        if stretches:
            stretches[-1].is_last = True
        at = {note.uid: quoted.passage.position for quoted in (*excerpt.dek, *excerpt.summary) for note in quoted.notes}
        head = [self.remark(note, capture, at.get(note.uid)) for note in excerpt.head_notes]
        lost = [self.remark(note, capture) for note in excerpt.lost_notes]
        remarks = [*head, *(remark for stretch in stretches for remark in stretch.remarks), *lost]
        return Clip(
            excerpt=excerpt,
            article=excerpt.article,
            headline_holds_links="<a " in excerpt.headline_html,
            stretches=stretches,
            head_remarks=head,
            lost_remarks=lost,
            remarks=remarks,
            whose=whose(remark.note.voice for remark in remarks),
            words=excerpt.words_quoted,
            is_roomy=excerpt.is_roomy and all(remark.note.number <= ANCHORED for remark in remarks),
            has_words_in_index=len(remarks) <= INDEX_WITH_WORDS,
            places=[quoted.passage.uid for quoted in excerpt.quoted],
            attributes=_attributes(excerpt.article),
        )

    def own(self, prose: Prose) -> Own:
        html = headings_from(2, prose.html)
        if not prose.notes:
            return Own([Stretch(html, [], is_last=True)], [])
        waiting = {f'href="#n-{note.uid}"': self.remark(note) for note in prose.notes}
        remarks = list(waiting.values())
        stretches: list[Stretch] = []
        lead = ""
        for piece in outermost(html):
            here = [waiting.pop(link) for link in list(waiting) if link in piece]
            lead += piece
            if here:
                stretches.append(Stretch(lead, here))
                lead = ""
        if lead or waiting:
            stretches.append(Stretch(lead, list(waiting.values())))
        return Own(stretches, remarks)


def _attributes(article: Article) -> SafeString:
    cite = format_html(' cite="{}"', article.url) if article.url else ""
    language = format_html(' lang="{}"', article.language) if article.language else ""
    return format_html('{} data-by="{}" dir="auto"{}', cite, article.publisher_name, language)


def whose(voices: Iterable[str]) -> str:
    """The first name where all notes have one voice, else nothing."""
    different = set(voices)
    name = different.pop() if len(different) == 1 else ""
    return name.split()[0] if name else ""


def by_annotation(corrections: Iterable[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = defaultdict(list)
    for correction in corrections:
        if correction.annotation_id:
            found[correction.annotation_id].append(correction)
    return found


def _joined(quoted: Iterable[Quoted]) -> str:
    """The passages' HTML; the first mark of each note says its number, for the stylesheet to hang the note from."""
    return "\n".join(_started(one) for one in quoted)


def _started(quoted: Quoted) -> str:
    html = headings_from(3, quoted.html)
    for note in quoted.notes:
        html = html.replace(f' id="m-{note.uid}"', f' id="m-{note.uid}" data-s="{note.number}"', 1)
    return html
