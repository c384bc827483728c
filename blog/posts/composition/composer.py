"""Counts the notes of a page and marks their words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html

from blog.annotations.highlighting import Span, highlight, passages_of
from blog.annotations.models import Target
from blog.articles.models import Article, Capture, Passage
from blog.core.footnotes import draw_marks
from blog.core.text import text_fragment
from blog.posts.composition.sections import Excerpt, Note, Prose, Quoted

OPENING_QUOTES = "“‘«„\"'"
FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)")


class Composer:
    """Counts the notes of one page; no passage stands on it twice."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets: dict[int, list[Target]] = defaultdict(list)
        for target in targets:
            self.targets[target.capture_id].append(target)
        self.numbers: dict[str, Note] = {}
        self.nth: dict[int, int] = {}  # target -> which of its annotation's targets on this page
        self.shown: set[int] = set()
        self.marked: set[int] = set()
        self.articles: set[int] = set()
        self.excerpts = 0

    def _note(self, target: Target, article: Article, words: str, *, is_at_source: bool = True) -> tuple[Note, bool]:
        """The note of this target's annotation on this page, and whether it stands here first."""
        annotation = target.annotation
        if note := self.numbers.get(annotation.uid):
            if target.pk not in self.nth:
                note.references += 1
                self.nth[target.pk] = note.references
            return note, False
        fragment = f"#:~:text={text_fragment(words)}" if words and is_at_source else ""
        note = Note(
            number=len(self.numbers) + 1,
            uid=annotation.uid,
            html=annotation.body_html,
            text=annotation.body_text,
            words=words,
            voice=annotation.voice,
            annotation=annotation,
            source_url=f"{article.url}{fragment}" if article.url else "",
            is_lost=not target.is_placed,
        )
        self.numbers[annotation.uid] = note
        self.nth[target.pk] = 1
        return note, True

    def prose(self, own: "OwnWords", voice: str) -> Prose:
        """Their footnotes become notes in the margin, those inside notes too."""
        by_label = {note["label"]: note for note in own.notes}
        placed: dict[str, Note] = {}

        def number(label: str) -> str:
            stored = by_label.get(label)
            if stored is None:
                return str(escape(f"[^{label}]"))
            uid = f"{own.uid}-{list(by_label).index(label) + 1}"
            note = placed.get(label)
            dom_id = f"r-{uid}"
            if note is None:
                note = Note(len(self.numbers) + 1, uid, stored["html"], stored["text"], voice=voice)
                self.numbers[uid] = placed[label] = note
            else:
                note.references += 1
                dom_id = f"{dom_id}-{note.references}"
            return str(
                format_html(
                    '<a class="ref" id="{}" href="#n-{}" data-n="{}" aria-label="{}">{}</a>',
                    dom_id,
                    uid,
                    note.number,
                    note.label,
                    note.number,
                )
            )

        html = draw_marks(own.html, number)
        waiting = list(placed.values())
        for note in waiting:
            known = len(placed)
            note.html = draw_marks(note.html, number)
            waiting += list(placed.values())[known:]
        return Prose(html, own.text, waiting)

    def excerpt(self, capture: Capture, first: int | None = None, last: int | None = None) -> Excerpt:
        """Passages at positions first to last, both included.

        Needs `capture.article` with publisher and bylines at hand, and the quoted passages in `capture.shown`.
        """
        self.excerpts += 1
        article, targets = capture.article, self.targets.get(capture.pk, [])
        is_continued = article.pk in self.articles
        self.articles.add(article.pk)
        lead_notes: list[Note] = []
        headline = str(escape(article.headline))
        if not is_continued:
            headline = self._headline(headline, article, targets, lead_notes)
        passages = self._not_yet_shown(capture.shown, first, last)
        pieces = self._pieces(targets, passages)
        groups: dict[str, list[Quoted]] = {"dek": [], "summary": [], "": []}
        for passage in passages:
            notes: list[Note] = []
            html = passage.html
            if passage.pk in pieces:
                html = highlight(html, [self._span(piece, article, notes) for piece in pieces[passage.pk]])
            group = passage.role if passage.role in groups else ""
            groups[group].append(Quoted(passage, _identified(html, passage), notes))
            if group:
                lead_notes.extend(notes)
        return Excerpt(
            capture,
            headline,
            groups["dek"],
            groups["summary"],
            groups[""],
            lead_notes,
            [] if is_continued else self._lost(targets, article),
            targets,
            f"s{self.excerpts}",
            is_continued,
        )

    def _headline(self, html: str, article: Article, targets: Sequence[Target], notes: list[Note]) -> str:
        about_it = [target for target in targets if target.part == Target.Part.HEADLINE and target.is_placed]
        if not about_it:
            return html
        whole = len(article.headline)
        pieces = [Piece(t, t.start, min(t.end, whole), article.headline[t.start : t.end]) for t in about_it]
        return highlight(html, [self._span(piece, article, notes) for piece in pieces])

    def _not_yet_shown(self, passages: Sequence[Passage], first: int | None, last: int | None) -> list[Passage]:
        wanted = [
            passage
            for passage in passages
            if passage.pk not in self.shown
            and (first is None or passage.position >= first)
            and (last is None or passage.position <= last)
        ]
        self.shown.update(passage.pk for passage in wanted)
        return wanted

    def _pieces(self, targets: Sequence[Target], passages: Sequence[Passage]) -> dict[int, list["Piece"]]:
        """By passage; a target that an earlier excerpt of the page has marked is neither opened nor numbered again."""
        pieces: dict[int, list[Piece]] = defaultdict(list)
        starts, ends = [passage.start for passage in passages], [passage.end for passage in passages]
        for target in targets:
            if target.part != Target.Part.TEXT or not target.is_placed:
                continue
            touched = [passages[index] for index in passages_of(target.start, target.end, starts, ends)]
            is_new = target.pk not in self.marked
            if touched:
                self.marked.add(target.pk)
            shown = " ".join(_slice(passage, target) for passage in touched)
            for passage in touched:
                pieces[passage.pk].append(
                    Piece(
                        target,
                        max(target.start, passage.start) - passage.start,
                        min(target.end, passage.end) - passage.start,
                        shown,
                        is_first=is_new and passage is touched[0],
                        is_last=is_new and passage is touched[-1],
                        is_at_source=not passage.is_summary,
                    )
                )
        return pieces

    def _lost(self, targets: Sequence[Target], article: Article) -> list[Note]:
        found = [
            self._note(target, article, target.exact, is_at_source=False) for target in targets if not target.is_placed
        ]
        return [note for note, is_new in found if is_new]

    def _span(self, piece: "Piece", article: Article, notes: list[Note]) -> Span:
        note, is_new = self._note(piece.target, article, piece.words, is_at_source=piece.is_at_source)
        if is_new:
            notes.append(note)
        return Span(
            start=piece.start,
            end=piece.end,
            number=note.number,
            uid=note.uid,
            label=note.label,
            first=piece.is_first,
            last=piece.is_last,
            nth=self.nth[piece.target.pk],
        )


@dataclass(frozen=True, slots=True)
class OwnWords:
    """As stored: `notes` have label, html and text; `uid` begins the ids that these have on the page."""

    uid: str
    html: str
    text: str
    notes: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a target lies in one passage: code points of the passage's text; `words` are all that is shown of it."""

    target: Target
    start: int
    end: int
    words: str
    is_first: bool = True
    is_last: bool = True
    is_at_source: bool = True


def _slice(passage: Passage, target: Target) -> str:
    return passage.text[max(target.start - passage.start, 0) : max(target.end - passage.start, 0)]


def _identified(html: str, passage: Passage) -> str:
    """The passage's permanent link goes on its element."""
    hung = ' class="hq"' if passage.text[:1] in OPENING_QUOTES and html.startswith("<p>") else ""
    return FIRST_TAG.sub(rf'<\1 id="p-{passage.uid}"{hung}', html, count=1)
