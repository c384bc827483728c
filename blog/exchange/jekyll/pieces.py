"""What the walk over a body has open: own words, a source; and what the next block adds to them."""

import re

from blog.exchange.jekyll import headings, heads, marks
from blog.exchange.jekyll.chunks import Chunk, Kind, items
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Confidence, Include, Part, Passage, Prose, Remark, Source, Tree

TERM_ITEM = re.compile(r"\*\*.+?\*\*\s*:?\s*\S")
_BIO_VERB = (
    r"(?:is|was|are|covers|writes|reports|hosts|serves|joined|contributed|edits|teaches|has\s+been|has\s+covered)\b"
)
_ANY_BIO = re.compile(
    rf"(?:\[[^\]]+\]\([^)]*\)|(?:[A-Z][\w.'’-]+\s){{2,4}})\s*{_BIO_VERB}\s+(?:an?|the|currently|our|[A-Z])"
)
ROLES = {Kind.HEADING: "subhead", Kind.LIST: "list", Kind.TABLE: "table", Kind.QUOTE: "pull_quote"}


class Pieces:
    """What it opens it closes."""

    def __init__(self, found: list[Chunk], tree: Tree, site: Site, rules: Rules) -> None:
        self.found, self.tree, self.site, self.rules = found, tree, site, rules
        self.handles = {handle.lower() for handle in (*site.handles, *rules.handles)}
        self.own: list[Chunk] = []
        self.source: Source | None = None
        self.is_over = False  # the author's note has been read: the article has ended
        self.tail = len(found)  # where the list of entities at the foot begins

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
        role = role or self._role(chunk)
        self.source.parts.append(Passage(role, _passage_text(chunk), chunk.line, chunk.end_line))
        self._span(chunk, "passage")

    def _role(self, chunk: Chunk) -> str:
        assert self.source is not None  # noqa: S101  the caller has one open
        is_early = all(p.role in {"dek", "summary"} for p in self.source.passages)
        if chunk.kind is Kind.LIST and is_early:
            said = items(chunk.source)
            terms = sum(bool(TERM_ITEM.match(item)) for item in said)
            led = bool(self.source.passages) and self.source.passages[-1].role == "summary"
            if len(said) > 1 and (terms * 2 > len(said) or led):
                self.tree.verdict.lower(
                    Confidence.REVIEW, "key points in a third voice: own paragraphs are usual among the article's"
                )
                return "summary"
        if (
            chunk.kind is Kind.PARAGRAPH
            and is_early
            and chunk.source.strip().lower().startswith(self.rules.summary_leads)
        ):
            return "summary"
        return ROLES.get(chunk.kind, "body")

    def _remark(self, chunk: Chunk) -> Remark | None:
        handle, text = marks.strip_handle(chunk.source.strip())
        if not handle or not text or self.source is None or not any(p.role != "dek" for p in self.source.passages):
            return None
        self.tree.verdict.lower(Confidence.REVIEW, "a paragraph signed with a name inside the article")
        return Remark(handle, text, chunk.line, chunk.end_line)

    def _is_bio(self, at: int) -> bool:
        assert self.source is not None  # noqa: S101  the caller has one open
        if not any(p.role == "body" for p in self.source.passages):
            return False
        if self._is_about_people(at):
            return True
        is_last = at + 1 >= self.tail or self._kind(at + 1) in {Kind.RULE, Kind.INCLUDE}
        return is_last and bool(_ANY_BIO.match(self.found[at].source)) and bool(self.source.head_lines)

    def _is_about_people(self, at: int) -> bool:
        """Whether the paragraph begins with one of the source's people and what they are or do."""
        assert self.source is not None  # noqa: S101  the caller has one open
        said = headings.plain(self.found[at].source) if self.source.people else ""
        return any(
            re.match(rf"{re.escape(person.name)},?\s+(?:.{{0,80}}?,\s+)?{_BIO_VERB}", said, re.IGNORECASE)
            for person in self.source.people
        )

    def _is_head_only(self, at: int) -> bool:
        return at < self.tail and all(
            heads.Head(Source("", "", "", 0, 0), Tree(), self.site.zone, ()).is_head([line])
            for line in self.found[at].lines
        )

    def _is_head_only_start(self, at: int) -> bool:
        if self._kind(at) is not Kind.PARAGRAPH:
            return False
        return heads.Head(Source("", "", "", 0, 0), Tree(), self.site.zone, ()).is_head(self.found[at].lines[:1])

    def _close(self) -> None:
        self._flush()
        if self.source is not None:
            last = self.source.parts[-1] if self.source.parts else None
            self.source.end_line = _end(last) if last else self.source.end_line
        self.source, self.is_over = None, False

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
