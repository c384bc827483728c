"""A captured text with everything said about it, as editors see it: drafts and withdrawn notes too."""

from dataclasses import dataclass, field
from functools import cached_property

from blog.annotations.highlighting import Span, highlight
from blog.annotations.models import Target
from blog.articles.models import Capture, Passage


def words_at(target: Target) -> str:
    """What stands in the text at the target's offsets."""
    is_text = target.part == Target.Part.TEXT
    return (target.capture.plain if is_text else target.capture.article.headline)[target.start : target.end]


@dataclass(slots=True)
class Remark:
    """One target with its number on this page."""

    number: int
    nth: int
    target: Target

    @property
    def words_now(self) -> str:
        """What stands at its place, where that is not what was quoted."""
        now = words_at(self.target) if self.target.is_placed else ""
        return "" if now == self.target.exact else now


@dataclass(slots=True)
class Annotated:
    """A passage (or the headline) as HTML with marks, and the remarks that begin in it."""

    html: str
    remarks: list[Remark] = field(default_factory=list)


class Reading:
    """Two queries for a capture, however many notes it has."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture

    @cached_property
    def remarks(self) -> list[Remark]:
        """Headline first, then in the order of the text; one number for each annotation."""
        targets = list(self.capture.targets.select_related("annotation__annotator"))
        targets.sort(key=lambda t: (t.part != Target.Part.HEADLINE, t.start, t.end, t.pk))
        numbers: dict[int, int] = {}
        seen: dict[int, int] = {}
        remarks = []
        for target in targets:
            target.capture = self.capture
            number = numbers.setdefault(target.annotation_id, len(numbers) + 1)
            seen[target.annotation_id] = seen.get(target.annotation_id, 0) + 1
            remarks.append(Remark(number, seen[target.annotation_id], target))
        return remarks

    @property
    def apart(self) -> list[Remark]:
        """On the headline, or without a sure place in the text."""
        return [r for r in self.remarks if r.target.part == Target.Part.HEADLINE or not r.target.is_placed]

    def of(self, passage: Passage) -> Annotated:
        annotated = Annotated(passage.html)
        spans = []
        for remark in self.remarks:
            target = remark.target
            if target.part != Target.Part.TEXT or not target.is_placed or not _touches(target, passage):
                continue
            is_first = passage.start <= target.start
            if is_first:
                annotated.remarks.append(remark)
            spans.append(
                Span(
                    start=max(target.start, passage.start) - passage.start,
                    end=min(target.end, passage.end) - passage.start,
                    number=remark.number,
                    uid=target.annotation.uid,
                    label=f"Note {remark.number}",
                    first=is_first,
                    last=target.end <= passage.end,
                    nth=remark.nth,
                )
            )
        if spans:
            annotated.html = highlight(passage.html, spans)
        return annotated


def _touches(target: Target, passage: Passage) -> bool:
    if target.start == target.end:
        return passage.start <= target.start <= passage.end
    return target.start < passage.end and target.end > passage.start
