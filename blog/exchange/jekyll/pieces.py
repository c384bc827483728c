"""What the walk over a body has open: own words, a source; and what the next block adds to them."""

import re

from blog.exchange.jekyll import bylines, headings, heads, key_points, marks, quoting
from blog.exchange.jekyll.chunks import ITEM, Chunk, Kind
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Confidence, Include, Part, Passage, Prose, Remark, Source, Tree

TERM_ITEM = key_points.TERM_ITEM
_BIO_VERB = (
    r"(?:is|was|are|covers|writes|reports|hosts|serves|joined|contributed|edits|teaches|has\s+been|has\s+covered)\b"
)
_ANY_BIO = re.compile(
    r"(?:\[(?P<linked>[^\]]+)\]\([^)]*\)|(?P<name>(?:[A-Z][\w.'’-]+\s){2,4}))\s*(?!was\b|were\b|are\b)"
    rf"{_BIO_VERB}\s+(?:an?|the|currently|our|[A-Z])"
)
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{2,120})(?<![\s.?!:;,”\"])\1")
ROLES = {Kind.HEADING: "subhead", Kind.LIST: "list", Kind.TABLE: "table", Kind.QUOTE: "pull_quote"}


class Pieces:
    """What it opens it closes."""

    def __init__(self, found: list[Chunk], tree: Tree, site: Site, rules: Rules) -> None:
        self.found = [chunk for chunk in found if chunk.kind is not Kind.EMPTY]
        self.tree, self.site, self.rules = tree, site, rules
        self.handles = {handle.lower() for handle in (*site.handles, *rules.handles)}
        tree.owners = frozenset(self.handles)
        for chunk in found:
            if chunk.kind is Kind.EMPTY:
                self._span(chunk, "layout")
                tree.doubt(chunk.line, "empty list item", chunk.source)
        self.own: list[Chunk] = []
        self.source: Source | None = None
        self.is_over = False  # the author's note has been read: the article has ended
        self.tail = len(self.found)  # where the list of entities at the foot begins

    def _own(self, at: int) -> int:
        chunk = self.found[at]
        if chunk.kind is Kind.INCLUDE:
            self._flush()
            self.tree.sections.append(Include(chunk.text, chunk.line))
            self._span(chunk, "snippet")
        else:
            self.own.append(chunk)
            self._span(chunk, "prose")
        return at + 1

    def _quote(self, chunk: Chunk, role: str = "") -> None:
        assert self.source is not None  # noqa: S101  the caller has one open
        own = self._signed_items(chunk) if chunk.kind is Kind.LIST else len(chunk.lines)
        quoted = Chunk(chunk.kind, chunk.lines[:own], chunk.level, chunk.text)
        if quoted.lines:
            passage = Passage(role or self._role(quoted), _passage_text(quoted), quoted.line, quoted.end_line)
            self.source.parts.append(passage)
            self._span(quoted, "passage")
        if own < len(chunk.lines):
            self._own_items(Chunk(chunk.kind, chunk.lines[own:]))

    def _role(self, chunk: Chunk) -> str:
        assert self.source is not None  # noqa: S101  the caller has one open
        if chunk.kind is Kind.LIST and key_points.are(chunk, self.source, self.tree):
            return "summary"
        if chunk.kind is not Kind.PARAGRAPH:
            return ROLES.get(chunk.kind, "body")
        text = chunk.source.strip()
        if key_points.is_early(self.source) and text.lower().startswith(self.rules.summary_leads):
            return "summary"
        return "subhead" if self.source.kind != "video" and _BOLD_LINE.fullmatch(text) else "body"

    def _signed_items(self, chunk: Chunk) -> int:
        """The line from which on every item of a list begins with the owner's name; the end where none does."""
        starts = [at for at, line in enumerate(chunk.lines) if ITEM.match(line) and not line[:1].isspace()]
        first = len(chunk.lines)
        for at in reversed(starts):
            if not any(f"@{handle}" in headings.plain(chunk.lines[at])[:60].lower() for handle in self.handles):
                break
            first = at
        return first

    def _own_items(self, chunk: Chunk) -> None:
        assert self.source is not None  # noqa: S101  the caller has one open
        self.source.parts.append(Prose(chunk.source, chunk.line, chunk.end_line))
        self._span(chunk, "prose")
        self.tree.verdict.lower(Confidence.REVIEW, "an item signed with a name in a list")
        self.tree.doubt(chunk.line, "read as the blogger's own words", chunk.source)

    def _remark(self, chunk: Chunk) -> Remark | Prose | None:
        """What somebody signed: said beside the passage before it, or the owner's own words where none is before it."""
        handle, text = marks.strip_handle(chunk.source.strip())
        if not handle or not text or self.source is None:
            return None
        if key_points.is_early(self.source) and not any(p.role == "summary" for p in self.source.passages):
            if handle.lower() not in self.handles:
                return None
            reason = "a paragraph signed with a name before the article"
            said: Remark | Prose = Prose(text, chunk.line, chunk.end_line, is_signed=True)
            what = "read as the blogger's own words"
        else:
            reason = "a paragraph signed with a name inside the article"
            said = Remark(handle, text, chunk.line, chunk.end_line)
            what = "signed paragraph taken for a note on the one before it"
        self.tree.verdict.lower(Confidence.REVIEW, reason)
        self.tree.doubt(chunk.line, what, chunk.source)
        return said

    def _is_bio(self, at: int) -> bool:
        assert self.source is not None  # noqa: S101  the caller has one open
        if not any(isinstance(part, Passage) and part.role == "body" for part in self.source.parts):
            return False
        if self._is_about_people(at):
            return True
        is_last = at + 1 >= self.tail or self._kind(at + 1) in {Kind.RULE, Kind.INCLUDE}
        return is_last and self._is_stranger(self.found[at].source)

    def _is_about_people(self, at: int) -> bool:
        """Whether the paragraph begins with one of the source's people and what they are or do."""
        assert self.source is not None  # noqa: S101  the caller has one open
        said = headings.plain(self.found[at].source) if self.source.people else ""
        return any(
            re.match(rf"{re.escape(person.name)},?\s+(?:.{{0,80}}?,\s+)?{_BIO_VERB}", said, re.IGNORECASE)
            for person in self.source.people
        )

    def _is_stranger(self, markdown: str) -> bool:
        """Whether it introduces a person of whom the article does not speak: the author, told nowhere else."""
        assert self.source is not None  # noqa: S101  the caller has one open
        source, match = self.source, _ANY_BIO.match(markdown)
        name = headings.plain(match["linked"] or match["name"]).strip() if match else ""
        if not bylines.is_name(name) or name.lower() in self.rules.by_name or not source.head_lines:
            return False
        surname = name.split()[-1]
        if source.people:
            return any(person.name.split()[-1] == surname for person in source.people)
        said = headings.plain(markdown)
        is_press = bylines.has_role(said) or any(
            house in said.lower() for house in self.rules.by_name if len(house) > 3
        )
        spoken_of = " ".join([source.headline, *(passage.markdown for passage in source.passages)])
        return is_press and surname not in spoken_of

    def _is_head_only(self, at: int) -> bool:
        return at < self.tail and all(
            heads.Head(Source("", "", "", 0, 0), Tree(), self.site.zone, ()).is_head([line])
            for line in self.found[at].lines
        )

    def _is_head_only_start(self, at: int) -> bool:
        if self._kind(at) is not Kind.PARAGRAPH:
            return False
        return heads.Head(Source("", "", "video", 0, 0), Tree(), self.site.zone, ()).is_head(self.found[at].lines[:1])

    def _close(self) -> None:
        self._flush()
        if self.source is not None:
            last = self.source.parts[-1] if self.source.parts else None
            self.source.end_line = _end(last) if last else self.source.end_line
            quoting.tell_quotes(self.source)
            self._let_go(self.source)
        self.source, self.is_over = None, False

    def _let_go(self, source: Source) -> None:
        """What stands in a source that quotes nothing stands below it instead."""
        if not source.passages and not source.is_shown:
            below = [part for part in source.parts if isinstance(part, Prose | Include)]
            source.parts = [part for part in source.parts if part not in below]
            self.tree.sections.extend(below)

    def _flush(self) -> None:
        """Rules at either end of own words are layout."""
        while self.own and self.own[-1].kind is Kind.RULE:
            self._span(self.own.pop(), "layout")
        while self.own and self.own[0].kind is Kind.RULE:
            self._span(self.own.pop(0), "layout")
        if self.own and (said := self._markdown(self.own)):
            self.tree.sections.append(Prose(said, self.own[0].line, self.own[-1].end_line))
        self.own = []

    def _markdown(self, found: list[Chunk]) -> str:
        """Own words; the owner's name before a paragraph is not repeated."""
        said = []
        for chunk in found:
            handle, text = marks.strip_handle(chunk.source) if chunk.kind is Kind.PARAGRAPH else ("", "")
            said.append(text if handle.lower() in self.handles and handle else chunk.source)
        return "\n\n".join(text for text in said if text)

    def _kind(self, at: int) -> Kind | None:
        return self.found[at].kind if at < self.tail else None

    def _span(self, chunk: Chunk, what: str) -> None:
        self.tree.spans.append((chunk.line, chunk.end_line, what))


def _passage_text(chunk: Chunk) -> str:
    return chunk.source.strip() if chunk.kind in {Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE} else chunk.source.rstrip()


def _end(part: Part) -> int:
    return part.line + 1 if isinstance(part, Include) else part.end_line
