"""Counts the notes of a page and marks their words."""

import html as entities
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.html import escape

from blog.annotations.highlighting import Span, highlight
from blog.annotations.models import Target
from blog.articles.models import Article, Capture, Passage
from blog.core.text import text_fragment
from blog.posts.composition.sections import Excerpt, Note, Prose, Quoted
from blog.posts.models import Block

OPENING_QUOTES = "“‘«„\"'"
OWN_REFERENCE = re.compile(r'<span class="ref" data-note="([^"]*)"></span>')
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
        self.articles: set[int] = set()
        self.excerpts = 0

    def _note(self, target: Target, article: Article, *, is_at_source: bool = True) -> tuple[Note, bool]:
        """The note of this target's annotation on this page, and whether it stands here first."""
        annotation = target.annotation
        if note := self.numbers.get(annotation.uid):
            if target.pk not in self.nth:
                note.references += 1
                self.nth[target.pk] = note.references
            return note, False
        fragment = f"#:~:text={text_fragment(target.exact)}" if target.exact and is_at_source else ""
        note = Note(
            number=len(self.numbers) + 1,
            uid=annotation.uid,
            html=annotation.body_html,
            text=annotation.body_text,
            words=target.exact,
            voice=annotation.voice,
            annotation=annotation,
            source_url=f"{article.url}{fragment}" if article.url else "",
            is_lost=not target.is_placed,
        )
        self.numbers[annotation.uid] = note
        self.nth[target.pk] = 1
        return note, True

    def prose(self, block: Block, html: str, notes: Sequence[dict[str, str]], voice: str) -> Prose:
        """Own words; their footnotes become notes in the margin."""
        by_label = {note["label"]: note for note in notes}
        placed: dict[str, Note] = {}

        def number(match: re.Match[str]) -> str:
            label = entities.unescape(match[1])
            stored = by_label.get(label)
            if stored is None:
                return ""
            uid = f"b{block.pk}-{list(by_label).index(label) + 1}"
            note = placed.get(label)
            if note is None:
                note = self.numbers[uid] = placed[label] = Note(
                    len(self.numbers) + 1, uid, stored["html"], stored["text"], voice=voice
                )
                dom_id = f"r-{uid}"
            else:
                note.references += 1
                dom_id = f"r-{uid}-{note.references}"
            return f'<a class="ref" id="{dom_id}" href="#n-{uid}" data-n="{note.number}" aria-label="{escape(note.label)}">{note.number}</a>'

        return Prose(block, OWN_REFERENCE.sub(number, html), list(placed.values()))

    def excerpt(self, capture: Capture, first: int | None = None, last: int | None = None) -> Excerpt:
        """Passages at positions first to last, both included.

        Needs `capture.article` with publisher and bylines at hand, and the quoted passages in `capture.shown`.
        """
        self.excerpts += 1
        article, targets = capture.article, self.targets.get(capture.pk, [])
        is_continued = article.pk in self.articles
        self.articles.add(article.pk)
        head_notes: list[Note] = []
        headline = str(escape(article.headline))
        on_headline = [
            t for t in targets if t.part == Target.Part.HEADLINE and t.is_placed and not is_continued
        ]
        if on_headline:
            whole = len(article.headline)
            headline = highlight(
                headline, [self._span(t, 0, whole, article, head_notes, True, True) for t in on_headline]
            )
        passages = [
            passage
            for passage in capture.shown
            if passage.pk not in self.shown
            and (first is None or passage.position >= first)
            and (last is None or passage.position <= last)
        ]
        self.shown.update(passage.pk for passage in passages)
        pieces: dict[int, list[Target]] = defaultdict(list)
        ends: dict[int, tuple[int, int]] = {}  # target -> its first and last passage here
        for target in targets:
            if target.part == Target.Part.TEXT and target.is_placed:
                touched = [passage.pk for passage in passages if _touches(target, passage)]
                for pk in touched[:1] if target.start == target.end else touched:
                    pieces[pk].append(target)
                if touched:
                    ends[target.pk] = (touched[0], touched[0] if target.start == target.end else touched[-1])
        groups: dict[str, list[Quoted]] = {"dek": [], "summary": [], "": []}
        for passage in passages:
            notes: list[Note] = []
            html = passage.html
            if passage.pk in pieces:
                spans = [
                    self._span(
                        t,
                        passage.start,
                        passage.end,
                        article,
                        notes,
                        ends[t.pk][0] == passage.pk,
                        ends[t.pk][1] == passage.pk,
                        not passage.is_summary,
                    )
                    for t in pieces[passage.pk]
                ]
                html = highlight(html, spans)
            group = passage.role if passage.role in groups else ""
            groups[group].append(Quoted(passage, _identified(html, passage), notes))
            if group:
                head_notes.extend(notes)
        lost = []
        for target in targets:
            if not target.is_placed and not is_continued:
                note, is_new = self._note(target, article, is_at_source=False)
                if is_new:
                    lost.append(note)
        return Excerpt(
            capture,
            headline,
            groups["dek"],
            groups["summary"],
            groups[""],
            head_notes,
            lost,
            targets,
            f"s{self.excerpts}",
            is_continued,
        )

    def _span(
        self,
        target: Target,
        start: int,
        end: int,
        article: Article,
        notes: list[Note],
        is_first: bool,
        is_last: bool,
        is_at_source: bool = True,
    ) -> Span:
        note, is_new = self._note(target, article, is_at_source=is_at_source)
        if is_new:
            notes.append(note)
        return Span(
            start=max(target.start, start) - start,
            end=min(target.end, end) - start,
            number=note.number,
            uid=note.uid,
            label=note.label,
            first=is_first,
            last=is_last,
            nth=self.nth[target.pk],
        )


def _touches(target: Target, passage: Passage) -> bool:
    if target.start == target.end:
        return passage.start <= target.start <= passage.end
    return target.start < passage.end and target.end > passage.start


def _identified(html: str, passage: Passage) -> str:
    """The passage's permanent link goes on its element."""
    hung = ' class="hq"' if passage.text[:1] in OPENING_QUOTES and html.startswith("<p>") else ""
    return FIRST_TAG.sub(rf'<\1 id="p-{passage.uid}"{hung}', html, count=1)
