"""Markdown to safe HTML and plain text, block by block, with the place of every footnote mark.

CommonMark with tables, strikethrough, footnotes, bare addresses as links, typographic quotes and emoji
shortcodes. Offsets into `Rendered.text` are code points of blog.core.plaintext; offsets into the source
count what was given.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from blog.core.footnotes import Anchors, numbered, with_markers
from blog.core.parsing import Piece, parse, parse_line
from blog.core.plaintext import Kind, plain_text, segments
from blog.core.sanitising import sanitise_inline
from blog.core.text import Origins, clean

MAX_SOURCE = 2_000_000
TOP = 3
_PREFIX = re.compile(r"[\w-]*\Z", re.ASCII)


class MarkdownTooLong(ValueError):
    def __init__(self, length: int) -> None:
        super().__init__(
            f"This text has {length:,} characters; at most {MAX_SOURCE:,} can be shown. Divide it into several texts."
        )


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"
    HTML = "html"
    IMAGE = "image"
    NOTES = "notes"
    """The list that Notes.APPEND puts last; it has no source."""


class Notes(StrEnum):
    """What becomes of a footnote mark: an empty marker for the page to number, or a link to a list."""

    MARK = "mark"
    APPEND = "append"


@dataclass(frozen=True, slots=True)
class Block:
    """Source lines [line, end_line), 0-based; `text` is plain_text(html), at `start` of Rendered.text."""

    kind: BlockKind
    source: str
    html: str
    text: str
    start: int
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's definition. Of several with one label the last is meant; the others have no references."""

    label: str
    html: str
    text: str
    references: int
    source: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote mark. Inside a note: `block` is -1, `note` its index, `offset` counts in its text."""

    label: str
    block: int
    offset: int
    source_offset: int
    note: int = -1


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is the blocks' joined by a newline, `text` those that have any joined by an empty line."""

    html: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    references: tuple[Reference, ...]

    def note(self, label: str) -> Note | None:
        """The definition that a mark with this label means."""
        return next((note for note in self.notes if note.label == label), None)


_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "table_open": BlockKind.TABLE,
    "blockquote_open": BlockKind.QUOTE,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "hr": BlockKind.RULE,
    "html_block": BlockKind.HTML,
    "notes": BlockKind.NOTES,
}
_MARKS = ('<span class="ref"', '<sup class="ref"', '<span class="unresolved"')
_ready: ContextVar[Mapping[str, Rendered] | None] = ContextVar("ready", default=None)


@contextmanager
def rendered_before(results: Mapping[str, Rendered]) -> Iterator[None]:
    """Inside, `render(source)` takes from here what another process has rendered already."""
    token = _ready.set(results)
    try:
        yield
    finally:
        _ready.reset(token)


def render(
    source: str, *, notes: Notes = Notes.MARK, prefix: str = "", top: int = TOP, strict: bool = False
) -> Rendered:
    """`prefix` begins every id (Notes.APPEND); `top` is the level of the highest heading.

    With `strict`: CommonMark with tables, strikethrough and footnotes, nothing more. Raises MarkdownTooLong.
    """
    if len(source) > MAX_SOURCE:
        raise MarkdownTooLong(len(source))
    if not _PREFIX.match(prefix):
        raise ValueError(f"An id cannot begin with {prefix!r}; use ASCII letters, digits, - and _.")
    ready = _ready.get()
    if ready and notes is Notes.MARK and top == TOP and not strict and source in ready:
        return ready[source]
    return _Rendering(source, notes, prefix, top, strict).result()


def render_inline(source: str) -> str:
    """One line: emphasis, links, strike and code; no blocks, images, footnotes. Raises MarkdownTooLong."""
    if len(source) > MAX_SOURCE:
        raise MarkdownTooLong(len(source))
    return sanitise_inline(parse_line(" ".join(clean(source).split())))


class _Rendering:
    """One text on its way from source to result; offsets of `places` and `lines` count the cleaned source."""

    def __init__(self, source: str, mode: Notes, prefix: str, top: int, strict: bool) -> None:
        cleaned = clean(source)
        armed, self.places = numbered(cleaned)
        self.source = source
        self.origins = Origins(source)
        self.lines = [0, *(match.end() for match in re.finditer("\n", cleaned)), len(cleaned) + 1]
        self.pieces, definitions = parse(armed, top=top, strict=strict)
        self.definitions, cited = self._by_citation(definitions)
        if mode is Notes.APPEND:
            self._append(cited, prefix)
        else:
            for piece in (*self.pieces, *self.definitions):
                piece.html = with_markers(piece.html)

    def result(self) -> Rendered:
        references: list[Reference] = []
        blocks: list[Block] = []
        end = 0
        for index, piece in enumerate(self.pieces):
            text, offsets = _read(piece)
            start = end + 2 if text and end else end
            references += [
                Reference(label, index, start + offset, self._source_offset(mark))
                for (label, mark), offset in zip(piece.marks, offsets, strict=True)
            ]
            blocks.append(Block(_kind(piece), self._typed(piece), piece.html, text, start, piece.line, piece.end_line))
            end = start + len(text)
        notes: list[Note] = []
        cited = self._citations()
        for index, piece in enumerate(self.definitions):
            text, offsets = _read(piece)
            references += [
                Reference(label, -1, offset, self._source_offset(mark), index)
                for (label, mark), offset in zip(piece.marks, offsets, strict=True)
            ]
            count = cited.pop(piece.label, 0)
            notes.append(Note(piece.label, piece.html, text, count, self._typed(piece), piece.line, piece.end_line))
        return Rendered(
            html="\n".join(block.html for block in blocks),
            text="\n\n".join(block.text for block in blocks if block.text),
            blocks=tuple(blocks),
            notes=tuple(notes),
            references=tuple(sorted(references, key=lambda reference: reference.source_offset)),
        )

    def _by_citation(self, definitions: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """All definitions, the cited in the order of their first mark in front; and the cited ones alone."""
        meant = {piece.label: piece for piece in definitions}
        cited: dict[str, Piece] = {}
        waiting = list(self.pieces)
        for piece in waiting:
            for label, _ in piece.marks:
                if label in meant and label not in cited:
                    cited[label] = meant[label]
                    waiting.append(meant[label])
        rest = [piece for piece in definitions if cited.get(piece.label) is not piece]
        rest.sort(key=lambda piece: meant[piece.label] is not piece)
        return [*cited.values(), *rest], list(cited.values())

    def _append(self, cited: list[Piece], prefix: str) -> None:
        shown = [*self.pieces, *cited]
        marks = [mark for piece in shown for mark in piece.marks]
        anchors = Anchors(prefix, [piece.label for piece in cited], marks)
        for piece in (*self.pieces, *self.definitions):
            piece.html = anchors.with_links(piece.html)
        if cited:
            end = len(self.lines) - 1
            html = anchors.listed(piece.html for piece in cited)
            self.pieces.append(Piece("notes", end, end, [], html=html))

    def _citations(self) -> Counter[str]:
        return Counter(label for piece in (*self.pieces, *self.definitions) for label, _ in piece.marks)

    def _source_offset(self, mark: int) -> int:
        return self.origins[self.places[mark]]

    def _typed(self, piece: Piece) -> str:
        if piece.line >= piece.end_line:
            return ""
        start, end = self.lines[piece.line], self.lines[piece.end_line] - 1
        return self.source[self.origins[start] : self.origins[end]].removesuffix("\r")


def _kind(piece: Piece) -> BlockKind:
    kind = _KINDS[piece.kind]
    if kind is BlockKind.PARAGRAPH and _holds_only_an_image(piece):
        return BlockKind.IMAGE
    return kind


def _holds_only_an_image(piece: Piece) -> bool:
    children = [child.type for token in piece.tokens for child in token.children or []]
    return "image" in children and set(children) <= {"image", "link_open", "link_close", "footnote_ref"}


def _read(piece: Piece) -> tuple[str, list[int]]:
    """The plain text and, in it, the offset of each mark."""
    if not piece.marks:
        return plain_text(piece.html), []
    found = segments(piece.html)
    offsets = [
        segment.text_start
        for segment in found
        if segment.kind is not Kind.TEXT and piece.html.startswith(_MARKS, segment.html_start)
    ]
    return "".join(segment.text for segment in found), offsets
