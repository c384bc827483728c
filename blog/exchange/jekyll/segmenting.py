"""The walk over the blocks of a body: whose words stand where."""

import re

from blog.exchange.jekyll import headings
from blog.exchange.jekyll.chunks import Chunk, Kind, items
from blog.exchange.jekyll.opening import Opening
from blog.exchange.jekyll.pieces import TERM_ITEM
from blog.exchange.jekyll.tree import Confidence, Include, Prose, Source

LONG_UNTITLED = 1500


class Segmenter(Opening):
    """Walks the blocks once."""

    def run(self) -> None:
        self.tail = self._tail()
        at = 0
        while at < self.tail:
            at = self._step(at)
        self._close()
        self._lists(self.found[self.tail :])

    def _step(self, at: int) -> int:
        chunk = self.found[at]
        if chunk.kind is Kind.RELATIVE:
            return self._relative(at)
        if chunk.kind is Kind.HEADING:
            return self._heading(at)
        if chunk.kind is Kind.EMBED:
            return self._embed(at, "")
        link = self._link_line(at)
        if link and self._is_head_only_start(at + 1):
            self._close()
            return self._open(at, link.markdown, link.url)
        if self.source is None:
            return self._own(at)
        if chunk.kind is Kind.INCLUDE:
            self.source.parts.append(Include(chunk.text, chunk.line))
            self._span(chunk, "snippet")
            return at + 1
        if chunk.kind is Kind.RULE:
            return self._rule(at)
        if chunk.kind is Kind.PARAGRAPH and (remark := self._remark(chunk)):
            self.source.parts.append(remark)
            self._span(chunk, "note")
            return at + 1
        is_bio = chunk.kind is Kind.PARAGRAPH and self._is_bio(at)
        if self.is_over and not is_bio:
            self._close()
            self.tree.verdict.lower(Confidence.LOOK, "text after the note about the author")
            return self._own(at)
        self.is_over = self.is_over or is_bio
        self._quote(chunk, "bio" if is_bio else "")
        return at + 1

    def _heading(self, at: int) -> int:
        chunk = self.found[at]
        link = headings.linked(chunk.text)
        if link and not headings.is_home_page(link.url) and self._has_text(at + 1):
            self._close()
            return self._open(at, link.markdown, link.url)
        after = self._kind(at + 1)
        below = self._link_line(at + 1) if not link else None
        if below and self._has_text(at + 2):
            self._close()
            self._span(self.found[at + 1], "headline")
            return self._open(at, chunk.text, below.url, skip=1)
        if after is Kind.EMBED:
            return self._embed(at + 1, chunk.text, heading=chunk)
        if after is Kind.PARAGRAPH and self._kind(at + 2) is Kind.EMBED and not link and self._is_head_only(at + 1):
            self._close()
            return self._open(at, chunk.text, headings.video_url(self.found[at + 2].source), video=True)
        if self.source is None:
            return self._own(at)
        if not self.source.passages or all(p.role == "dek" for p in self.source.passages):
            end = self._own_section_end(at)
            if end:
                return self._aside(at, end)
        if self.source.level and chunk.level <= self.source.level:
            self._close()
            self.tree.verdict.lower(Confidence.REVIEW, "a heading of one's own, or a part of the article")
            self.tree.doubt(chunk.line, "own section or part of the article?", chunk.text)
            return self._own(at)
        if self.is_over:
            self._close()
            return self._own(at)
        self._quote(chunk)
        return at + 1

    def _link_line(self, at: int) -> headings.Linked | None:
        """A paragraph that is one link to a page below a home page."""
        if self._kind(at) is not Kind.PARAGRAPH or len(self.found[at].lines) > 1:
            return None
        link = headings.linked(self.found[at].source)
        return link if link and not headings.is_home_page(link.url) else None

    def _has_text(self, at: int) -> bool:
        """Whether words of the source follow: no table alone, no further heading, no list of entities."""
        return at < self.tail and self._kind(at) not in {Kind.HEADING, Kind.TABLE, Kind.INCLUDE, Kind.RULE, None}

    def _own_section_end(self, at: int) -> int:
        """Where a section of one's own between the byline and the article's text ends: at a rule that text follows."""
        for end in range(at + 1, self.tail):
            chunk = self.found[end]
            if chunk.kind is Kind.HEADING and headings.linked(chunk.text):
                return 0
            if chunk.kind is Kind.RULE:
                return end if end + 1 < self.tail else 0
        return 0

    def _aside(self, at: int, end: int) -> int:
        inner = self.found[at:end]
        for chunk in inner:
            self._span(chunk, "prose")
        self._span(self.found[end], "layout")
        assert self.source is not None  # noqa: S101  the caller has one open
        self.source.parts.append(Prose(self._markdown(inner), inner[0].line, inner[-1].end_line))
        self.tree.verdict.lower(Confidence.REVIEW, "own words between the byline and the article")
        self.tree.doubt(inner[0].line, "read as the blogger's own section", inner[0].source)
        return end + 1

    def _rule(self, at: int) -> int:
        chunk = self.found[at]
        self._span(chunk, "layout")
        assert self.source is not None  # noqa: S101  the caller has one open
        if not self.source.passages:
            return at + 1
        self._close()
        end = next((k for k in range(at + 1, self.tail) if self._kind(k) is Kind.HEADING), self.tail)
        rest = self.found[at + 1 : end]
        if sum(len(c.source) for c in rest) < LONG_UNTITLED or any(
            self._remark(c) for c in rest if c.kind is Kind.PARAGRAPH
        ):
            if rest:
                self.tree.verdict.lower(Confidence.LOOK, "text after a rule taken for the blogger's own")
            return at + 1
        title = headings.plain(" ".join(rest[0].lines[:1]))
        source = Source(title[:500] or "Document", "", "document", rest[0].line, rest[0].line)
        self.tree.sections.append(source)
        self.source, self.is_over = source, False
        self.tree.verdict.lower(Confidence.REVIEW, "a long text after a rule, taken for a document without an address")
        self.tree.doubt(rest[0].line, "whose words are these?", title)
        return at + 1

    def _tail(self) -> int:
        """Where the list of entities at the foot begins, its rule included; the end where there is none."""
        at = len(self.found)
        while at and (self.found[at - 1].kind in {Kind.LIST, Kind.INCLUDE} or self._is_stray_link(at - 1)):
            at -= 1
        while at < len(self.found) and self.found[at].kind is not Kind.LIST:
            at += 1
        said = [item for chunk in self.found[at:] if chunk.kind is Kind.LIST for item in items(chunk.source)]
        has_rule = at > 0 and self.found[at - 1].kind is Kind.RULE
        short = sum(len(headings.plain(item)) < 110 for item in said)
        is_summary = sum(bool(TERM_ITEM.match(item)) for item in said) * 2 > len(said)
        if at == 0 or is_summary or len(said) < (3 if has_rule else 6) or short * 4 < len(said) * 3:
            return len(self.found)
        return at - 1 if has_rule else at

    def _is_stray_link(self, at: int) -> bool:
        chunk = self.found[at]
        return chunk.kind is Kind.PARAGRAPH and all(
            re.fullmatch(r"\s*\[[^\]]*\]\([^)]*\)\s*", line) for line in chunk.lines
        )

    def _lists(self, found: list[Chunk]) -> None:
        run: list[Chunk] = []
        for chunk in [*found, None]:
            if chunk is not None and chunk.kind not in {Kind.INCLUDE, Kind.RULE}:
                run.append(chunk)
                self._span(chunk, "entity list")
                continue
            if run:
                self.tree.sections.append(
                    Prose("\n".join(c.source for c in run), run[0].line, run[-1].end_line, is_entity_list=True)
                )
                run = []
            if chunk is not None and chunk.kind is Kind.INCLUDE:
                self.tree.sections.append(Include(chunk.text, chunk.line))
                self._span(chunk, "snippet")
            elif chunk is not None:
                self._span(chunk, "layout")
