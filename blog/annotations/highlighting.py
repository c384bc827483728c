"""Marks in a passage's HTML for the words that annotations are about.

Marks never nest and never cross an element: each is cut at every edge of a range, at every point and at every
tag. Taking the marks, their anchors and the numbered links out again gives the HTML back, byte for byte.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from blog.core.plaintext import Kind, Segment, character_references, segments


@dataclass(frozen=True, slots=True)
class Span:
    """Words, or a point where start == end, in code points of plain_text(html).

    `number` is what readers see, `uid` gives the ids m-<uid>, n-<uid> and r-<uid>, `label` names the numbered
    link. `first` and `last` are False where the target began in an earlier passage or goes on in a later one;
    `nth` is 2, 3 ... for the further targets of one annotation, whose ids get it as a suffix.
    """

    start: int
    end: int
    number: int
    uid: str
    label: str
    first: bool = True
    last: bool = True
    nth: int = 1


def highlight(html: str, spans: Sequence[Span]) -> str:
    """The same HTML with marks and numbered links; spans beyond its text are cut to it."""
    if not spans:
        return html
    return _Highlighter(html, spans).html()


def passages_of(start: int, end: int, starts: Sequence[int], ends: Sequence[int]) -> range:
    """Indexes of the passages in which a target lies; a point lies in one.

    All count in the capture's plain text; `starts` and `ends` are those of the passages shown, in order.
    """
    if start >= end:
        at = bisect_left(ends, start)
        return range(at, at + 1) if at < len(starts) and starts[at] <= start else range(0)
    return range(bisect_right(ends, start), bisect_left(starts, end))


class _Range:
    """A span whose edges lie on text: `start` and `end` are those of its first and last marks."""

    __slots__ = ("end", "number", "rank", "span", "start")

    def __init__(self, span: Span, start: int, end: int) -> None:
        self.span, self.start, self.end, self.number = span, start, end, span.number
        self.rank = (not (span.first and span.last), end - start, -span.number)


class _Highlighter:
    def __init__(self, source: str, spans: Sequence[Span]) -> None:
        self.source = source
        self.pieces = segments(source)
        self.ranges: list[_Range] = []
        self.points: dict[int, list[tuple[int, Span]]] = {}
        self.homeless: list[Span] = []
        texts = [index for index, piece in enumerate(self.pieces) if piece.kind is Kind.TEXT]
        starts = [self.pieces[index].text_start for index in texts]
        ends = [self.pieces[index].text_start + len(self.pieces[index].text) for index in texts]
        for span in spans:
            self._place(span, texts, starts, ends)
        self.ranges.sort(key=lambda one: (one.start, one.end))
        self.links = 0
        self.after_link: list[tuple[int, str]] = []

    def _place(self, span: Span, texts: list[int], starts: list[int], ends: list[int]) -> None:
        if not texts:
            self.homeless.append(span)
            return
        if span.start < span.end:
            first = bisect_right(ends, max(span.start, 0))
            last = bisect_left(starts, span.end) - 1
            if first <= last:
                self.ranges.append(_Range(span, max(span.start, starts[first]), min(span.end, ends[last])))
                return
        at = min(max(span.start, 0), ends[-1])
        index = bisect_left(ends, at)
        if index and starts[index] > at:
            index -= 1
        offset = min(max(at, starts[index]), ends[index])
        self.points.setdefault(texts[index], []).append((offset, span))

    def html(self) -> str:
        out: list[str] = []
        home = self._home() if self.homeless else -1
        upcoming = 0
        active: list[_Range] = []
        for index, piece in enumerate(self.pieces):
            raw = self.source[piece.html_start : piece.html_end]
            if piece.kind is not Kind.TEXT:
                out.append(raw)
                self._follow_links(raw, out)
                if index == home:
                    self._emit([(span.number, _point(span)) for span in self.homeless], out)
                continue
            end = piece.text_start + len(piece.text)
            active = [one for one in active if one.end > piece.text_start]
            while upcoming < len(self.ranges) and self.ranges[upcoming].start < end:
                active.append(self.ranges[upcoming])
                upcoming += 1
            points = self.points.get(index, ())
            if active or points:
                self._mark(piece, raw, active, points, out)
            else:
                out.append(raw)
        if home == -1 and self.homeless:
            self._emit([(span.number, _point(span)) for span in self.homeless], out)
        self.links = 0
        self._emit(self.after_link, out)
        return "".join(out)

    def _mark(
        self,
        piece: Segment,
        raw: str,
        active: Sequence[_Range],
        points: Sequence[tuple[int, Span]],
        out: list[str],
    ) -> None:
        """One text, cut at every edge in it."""
        begin, finish = piece.text_start, piece.text_start + len(piece.text)
        edges = {begin, finish}
        notes: dict[int, list[tuple[int, str]]] = {}
        for one in active:
            if begin < one.start < finish:
                edges.add(one.start)
            if one.end <= finish:
                edges.add(one.end)
                if one.span.last:
                    notes.setdefault(one.end, []).append((one.number, _reference(one.span)))
        for offset, span in points:
            edges.add(offset)
            notes.setdefault(offset, []).append((span.number, _point(span)))
        cut_at = sorted(edges)
        places = _html_offsets(raw, [edge - begin for edge in cut_at])
        if begin in notes:
            self._emit(notes[begin], out)
        for index in range(len(cut_at) - 1):
            start, end = cut_at[index], cut_at[index + 1]
            words = raw[places[index] : places[index + 1]]
            covering = [one for one in active if one.start <= start and one.end >= end]
            out.append(_marked(words, covering, start, end) if covering and words else words)
            if end in notes:
                self._emit(notes[end], out)

    def _emit(self, notes: list[tuple[int, str]], out: list[str]) -> None:
        """Numbered links in order of their numbers, held back while inside a link of the source."""
        if self.links:
            self.after_link += notes
            return
        out.extend(markup for _, markup in sorted(notes))

    def _follow_links(self, tag: str, out: list[str]) -> None:
        opening = tag[:3].lower()
        if opening.startswith("<a") and (tag[2:3].isspace() or tag[2:3] in ">/"):
            self.links += 1
        elif opening == "</a" and (tag[3:4].isspace() or tag[3:4] == ">") and self.links:
            self.links -= 1
            if not self.links and self.after_link:
                held, self.after_link = self.after_link, []
                self._emit(held, out)

    def _home(self) -> int:
        """The piece after which points stand in HTML without text: its last image, or -1 for the end."""
        images = [
            index
            for index, piece in enumerate(self.pieces)
            if self.source[piece.html_start : piece.html_end].lower().startswith("<img")
        ]
        return images[-1] if images else -1


def _marked(words: str, covering: Sequence[_Range], start: int, end: int) -> str:
    numbers = sorted({one.number for one in covering})
    classes = "m" if len(numbers) == 1 else "m d2" if len(numbers) == 2 else "m d3"
    if all(one.start == start and one.span.first for one in covering):
        classes += " s"
    if all(one.end == end and one.span.last for one in covering):
        classes += " e"
    innermost = covering[0] if len(covering) == 1 else min(covering, key=lambda one: one.rank)
    starting = [one for one in covering if one.start == start and one.span.first]
    before = name = ""
    if starting:
        starting.sort(key=lambda one: (one.number, one.span.nth))
        name = f' id="{_dom_id("m", starting[0].span)}"'
        before = "".join(f'<span id="{_dom_id("m", one.span)}"></span>' for one in starting[1:])
    details = escape(innermost.span.uid)
    listed = " ".join(map(str, numbers))
    return f'{before}<mark class="{classes}"{name} data-n="{listed}" aria-details="n-{details}">{words}</mark>'


def _reference(span: Span) -> str:
    uid, number = escape(span.uid), span.number
    return (
        f'<a class="ref" id="{_dom_id("r", span)}" href="#n-{uid}" data-n="{number}"'
        f' aria-label="{escape(span.label)}">{number}</a>'
    )


def _point(span: Span) -> str:
    place = f'<span class="m" id="{_dom_id("m", span)}" data-n="{span.number}"></span>' if span.first else ""
    return place + (_reference(span) if span.last else "")


def _dom_id(kind: str, span: Span) -> str:
    name = f"{kind}-{escape(span.uid)}"
    return name if span.nth == 1 else f"{name}-{span.nth}"


def _html_offsets(raw: str, offsets: Sequence[int]) -> Sequence[int]:
    """Where these offsets of its text lie in one text piece; a character reference is never cut."""
    if "&" not in raw:
        return offsets
    references = character_references(raw)
    text_ends = [reference[3] for reference in references]
    found = []
    for offset in offsets:
        index = bisect_right(text_ends, offset) - 1
        place = offset if index < 0 else references[index][1] + offset - references[index][3]
        if index + 1 < len(references) and references[index + 1][2] < offset:
            place = references[index + 1][1]
        found.append(place)
    return found
