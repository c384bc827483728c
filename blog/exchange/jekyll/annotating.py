"""Notes -> annotations with their targets; what stays a footnote of prose is only reported."""

from dataclasses import dataclass, field
from typing import Any

from blog.annotations.models import Annotation, Target
from blog.annotations.quotes import Status, describe
from blog.core.markdown import render
from blog.exchange.jekyll import marks
from blog.exchange.jekyll.clippings import Clipping, Place, target
from blog.exchange.jekyll.draft import Draft
from blog.exchange.jekyll.guessing import Around, words_before
from blog.exchange.jekyll.lookups import Lookups
from blog.exchange.jekyll.marked import around, with_stand_ins
from blog.exchange.jekyll.marks import Notes
from blog.exchange.jekyll.tree import Definition, Remark, Tree
from blog.posts.models import Block, Post


@dataclass
class Placed:
    post: Post
    articles: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=dict)


def quoted(text: str, words: tuple[int, int], where: str) -> dict[str, str]:
    """A target as the report tells it."""
    quote = describe(text, *words)
    return {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, "where": where}


class Annotator:
    """Knows every note of one file and gathers where each is meant."""

    def __init__(self, draft: Draft, tree: Tree, lookups: Lookups, former: dict[str, int] | None = None) -> None:
        self.draft, self.tree, self.lookups = draft, tree, lookups
        self.notes = Notes(tree.definitions)
        self.blocks: list[Block] = []
        self.targets: dict[str, list[tuple[Target, str]]] = {}  # note -> its targets and where they stand
        self.remarks: list[tuple[Remark, Target, str]] = []  # and where it stands
        self.in_prose: dict[str, list[dict[str, str]]] = {}
        self.in_notes: set[str] = set()
        self.clippings: list[Clipping] = []
        self.former = former or {}
        self.made: dict[str, int] = {}

    def _aim(self, found: Definition, place: Place, clipping: Clipping) -> None:
        aimed = self.targets.setdefault(found.key, [])
        made = target(place, clipping)
        if all(
            (one.capture_id, one.part, one.start, one.end) != (made.capture_id, made.part, made.start, made.end)
            for one, _ in aimed
        ):
            aimed.append((made, place.where))

    def _annotate(self, placed: Placed) -> None:
        for found in self.tree.definitions:
            key = found.key
            if key in self.targets:
                self._note(found, [one for one, _ in self.targets[key]], placed)
        self._nested()
        for found in self.tree.definitions:
            if found.key not in self.targets and found.key not in self.in_prose and found.key not in self.in_notes:
                self._unplaced(found, placed)
            elif found.key not in self.targets:
                self._told(found, placed)
        for remark, aimed, where in self.remarks:
            annotation = self._save(remark.markdown, remark.handle, "", remark.line, "", f"remark@{remark.line}")
            aimed.annotation = annotation
            aimed.save()
            self._say(placed, "", remark.handle, "", remark.markdown, annotation, [(aimed, where)])

    def _nested(self) -> None:
        """Notes that stand only inside other notes."""
        by_use = [*self.targets, *self.in_prose]
        waiting = [self.notes.by_key[key] for key in by_use]
        waiting_remarks = [remark.markdown for remark, _, _ in self.remarks]
        seen = set(by_use)
        for markdown in waiting_remarks:
            waiting.extend(one for one in self.notes.closure(markdown, 0)[1] if one.key not in seen)
        while waiting:
            found = waiting.pop()
            for label in marks.labels(found.body):
                inner = self.notes.meant(label, found.line)
                if inner and inner.key not in seen:
                    seen.add(inner.key)
                    waiting.append(inner)
            if found.key not in by_use:
                self.in_notes.add(found.key)

    def _note(
        self, found: Definition, aimed: list[Target], placed: Placed, state: str = Annotation.State.PUBLISHED
    ) -> None:
        annotation = self._save(found.body, found.handle, found.attribution, found.line, found.key, found.key, state)
        for one in aimed:
            one.annotation = annotation
        Target.objects.bulk_create(aimed)
        where = {(one.part, one.start): said for one, said in self.targets.get(found.key, [])}
        told = [(one, where.get((one.part, one.start), "article")) for one in aimed if one.status != Status.ORPHANED]
        self._say(
            placed,
            found.label,
            found.handle,
            found.attribution,
            found.body,
            annotation,
            told,
            [*self.in_prose.get(found.key, []), *self._inside(found)],
        )

    def _unplaced(self, found: Definition, placed: Placed) -> None:
        """Defined and never referenced: kept for editors, beside the text but nowhere in it."""
        self.tree.doubt(found.line, "note without a mark", f"[^{found.label}]: {found.body}")
        capture = next((clipping.capture for clipping in self.clippings if clipping.capture), None)
        if capture is None:
            self._in_last_prose(found)
            self._told(found, placed, state="draft")
            return
        lost = Target(capture=capture, start=0, end=0, status=Status.ORPHANED.value, score=0.0)
        self._note(found, [lost], placed, Annotation.State.DRAFT)

    def _in_last_prose(self, found: Definition) -> None:
        block = next((one for one in reversed(self.blocks) if one.kind == Block.Kind.PROSE), None)
        name = self.notes.name(found)
        if block is not None and f"[^{name}]:" not in block.prose:
            block.prose += f"\n\n[^{name}]: {found.body}".replace("\n", "\n    ").replace("\n    \n    [^", "\n\n[^", 1)
            block.save()

    def _told(self, found: Definition, placed: Placed, state: str = "published") -> None:
        """In the report only: it stands in prose or in another note."""
        targets = [*self.in_prose.get(found.key, []), *self._inside(found)]
        placed.annotations.append(
            {
                "label": found.label,
                "attributed_to": found.handle or found.attribution or None,
                "body": found.body,
                "state": state,
                "targets": targets,
            }
        )

    def _inside(self, found: Definition) -> list[dict[str, str]]:
        """Its marks in other notes and in signed paragraphs."""
        said = []
        others = [(other.body, other.line) for other in self.tree.definitions if other is not found]
        for body, line in (*others, *((remark.markdown, remark.line) for remark, _, _ in self.remarks)):
            if found.label not in marks.labels(body) or self.notes.meant(found.label, line) is not found:
                continue
            rendered = render(with_stand_ins(body))
            for one in rendered.references:
                if one.label == found.label and one.note < 0:
                    near = Around(*around(body, one), note=found.body[:300])
                    said.append(quoted(rendered.text, words_before(rendered.text, one.offset, 0, near), "note"))
        return said

    def _save(
        self,
        body: str,
        handle: str,
        attribution: str,
        line: int,
        without: str,
        key: str,
        state: str = Annotation.State.PUBLISHED,
    ) -> Annotation:
        markdown, needed, _ = self.notes.closure(body, line, without=without)
        for one in needed:
            if one.key not in self.targets:
                self.in_notes.add(one.key)
        user = self.lookups.person(handle) if handle else None
        former = Annotation.objects.filter(pk=self.former[key]).first() if key in self.former else None
        annotation = former or Annotation()
        annotation.body = markdown.strip() or "–"
        annotation.annotator = user
        annotation.attribution = (f"@{handle}" if handle and user is None else attribution)[:120]
        is_source = marks.is_citation(body, is_signed=bool(handle))
        annotation.kind = Annotation.Kind.SOURCE if is_source else Annotation.Kind.COMMENT
        annotation.state = state
        if self.draft.moment:
            annotation.created = self.draft.moment
        annotation.save()
        self.made[key] = annotation.pk
        return annotation

    def _say(
        self,
        placed: Placed,
        label: str,
        handle: str,
        attribution: str,
        body: str,
        annotation: Annotation,
        aimed: list[tuple[Target, str]],
        prose: list[dict[str, str]] | None = None,
    ) -> None:
        targets = [
            {"exact": one.exact, "prefix": one.prefix, "suffix": one.suffix, "where": where} for one, where in aimed
        ]
        placed.annotations.append(
            {
                "label": label,
                "attributed_to": handle or attribution or None,
                "body": body,
                "state": annotation.state,
                "targets": [*targets, *(prose or [])],
            }
        )
