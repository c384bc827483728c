"""What a rule inside a source divides: its text from the blogger's, an insertion from its text, or nothing."""

import re
import textwrap
from collections.abc import Sequence, Set

from blog.exchange.jekyll import headings, marks, pictures
from blog.exchange.jekyll.chunks import Chunk, Kind
from blog.exchange.jekyll.starting import Starting
from blog.exchange.jekyll.tree import Confidence, Prose, Source

LONG_UNTITLED = 1500
"""Characters, as a reader sees them, from which on a text is perhaps a document."""
LONGEST_NAME = 80
_ADDRESS = re.compile(r"\]\(\s*<?(https?://[^\s)>]+)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIRST_PERSON = re.compile(r"(?<!\w)(?:I(?= [a-z])|I['’](?:m|ve|d|ll)|[Mm]y|me)(?!\w)")


class Dividing(Starting):
    """Looks ahead from a rule before it decides."""

    note: tuple[Source | None, int] = (None, 0)
    """The source last looked ahead for, and where the note about its author stands: at the tail where there is none."""

    def _rule(self, at: int) -> int:
        self._span(self.found[at], "layout")
        source = self.source
        assert source is not None  # noqa: S101  the caller has one open
        if not source.has_passages:
            return at + 1
        if note := self._note_ahead(at + 1):
            return self._on_to_note(at + 1, note)
        near = self._until(at + 1, {Kind.HEADING, Kind.RULE})
        if near and source.kind == "document" and not self.is_over and _leads_to(headings.host(source.url), near):
            self._tell(Confidence.REVIEW, "text after a rule taken for the source's", near[0])
            return at + 1
        self._close()
        rest = self._until(at + 1, {Kind.HEADING})
        if not rest:
            return at + 1
        words = [chunk for chunk in rest if chunk.kind is Kind.QUOTE or _has_words(chunk)]
        is_long = sum(len(headings.plain(chunk.source)) for chunk in words) >= LONG_UNTITLED
        if is_long and source.url and source.head_lines and not self._is_own_voice(words):
            self._document(rest[0], words[0], "a long text after a rule, taken for a document without an address")
        elif is_long:
            self._tell(Confidence.REVIEW, "a long text after a rule taken for the blogger's own", rest[0])
        else:
            self._tell(Confidence.LOOK, "text after a rule taken for the blogger's own", rest[0])
        return at + 1

    def _until(self, at: int, kinds: Set[Kind]) -> list[Chunk]:
        end = next((k for k in range(at, self.tail) if self._kind(k) in kinds), self.tail)
        return self.found[at:end]

    def _tell(self, confidence: Confidence, why: str, chunk: Chunk) -> None:
        """Lowers the verdict and says where."""
        self.tree.verdict.lower(confidence, why)
        self.tree.doubt(chunk.line, why, chunk.text or chunk.source)

    def _note_ahead(self, at: int) -> int:
        """Where, before the next source, a note about the source's author stands last; 0 where there is none."""
        if self.note[0] is not self.source or self.note[1] < at:
            self.note = (self.source, self._find_note(at))
        found = self.note[1]
        return found if found < self.tail and (found == at or not self.is_over) else 0

    def _find_note(self, at: int) -> int:
        for k in range(at, self.tail):
            if self._begins(k) or self._is_as_high(k):
                return self.tail
            is_last = self._kind(k + 1) in {Kind.RULE, Kind.INCLUDE, Kind.HEADING, None}
            if is_last and self._kind(k) is Kind.PARAGRAPH and self._is_about_people(k):
                return k
        return self.tail

    def _is_as_high(self, at: int) -> bool:
        """Whether a heading of the source's level or above ends it."""
        level = self.source.level if self.source else 0
        return self._kind(at) is Kind.HEADING and self.found[at].level <= level

    def _on_to_note(self, at: int, note: int) -> int:
        """The source goes on behind the rule, but what two rules enclose may be an insertion."""
        end = next((k for k in range(at, note) if self._kind(k) is Kind.RULE), 0)
        if end and not any(map(_has_words, self.found[at:end])):
            return self._aside(at, end, "own words between two rules inside the article")
        if at < note:
            self._tell(Confidence.LOOK, "text after a rule taken for the source's", self.found[at])
        return at

    def _aside(self, at: int, end: int, why: str) -> int:
        """Own words inside a source, up to a rule."""
        inner = self.found[at:end]
        for chunk in inner:
            self._span(chunk, "prose")
        self._span(self.found[end], "layout")
        if inner:
            assert self.source is not None  # noqa: S101  the caller has one open
            self.source.parts.append(Prose(self._markdown(inner), inner[0].line, inner[-1].end_line))
            self.tree.verdict.lower(Confidence.REVIEW, why)
            self.tree.doubt(inner[0].line, "read as the blogger's own section", inner[0].source)
        return end + 1

    def _is_own_voice(self, words: Sequence[Chunk]) -> bool:
        signed = any(marks.strip_handle(chunk.source)[0].lower() in self.handles for chunk in words)
        opening = [chunk for chunk in words if chunk.kind is Kind.PARAGRAPH][:3]
        return signed or any(_FIRST_PERSON.search(_QUOTED.sub(" ", headings.plain(chunk.source))) for chunk in opening)

    def _document(self, first: Chunk, named: Chunk, why: str) -> None:
        title = textwrap.shorten(headings.plain(named.lines[0]), LONGEST_NAME, placeholder=" …")
        self.source = Source(title or "Document", "", "document", first.line, first.line)
        self.is_over = False
        self.tree.sections.append(self.source)
        self.tree.verdict.lower(Confidence.REVIEW, why)
        self.tree.doubt(first.line, "whose words are these?", title)


def _leads_to(host: str, rest: Sequence[Chunk]) -> bool:
    """Whether three or more links to pages, and three of four that there are, lead to the host."""
    urls = [url for chunk in rest for url in _ADDRESS.findall(chunk.source)]
    home = [url for url in urls if headings.host(url) == host and not headings.is_home_page(url)]
    return bool(host) and len(home) >= 3 and len(home) * 4 >= len(urls) * 3


def _has_words(chunk: Chunk) -> bool:
    """Whether it is a paragraph of more than pictures and what is quoted below them."""
    return chunk.kind is Kind.PARAGRAPH and not all(
        pictures.alone(line) or line.lstrip().startswith(">") for line in chunk.lines
    )
