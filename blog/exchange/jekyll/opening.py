"""Where somebody else's words begin: linked headings, videos, the text of other files."""

from blog.exchange.jekyll import bylines, datelines, headings, heads
from blog.exchange.jekyll.chunks import Chunk, Kind
from blog.exchange.jekyll.pieces import Pieces
from blog.exchange.jekyll.tree import Confidence, Embed, Include, Line, Passage, Source

LONGEST_BYLINE = 240  # characters, addresses and all


class Opening(Pieces):
    def _open(self, at: int, markdown: str, url: str, *, video: bool = False, skip: int = 0) -> int:
        chunk = self.found[at]
        host = headings.host(url)
        kind = "video" if video else "document" if headings.is_pdf(url) else self.rules.kind_of(host)
        headline, known, tail = headings.split_publisher(headings.plain(markdown), self.rules, host)
        source = Source(
            headline[:500], url, kind, chunk.line, chunk.end_line, chunk.level, markdown, known.name if known else tail,
        )  # fmt: skip
        if headings.is_edited(markdown):
            self.tree.doubt(chunk.line, "headline edited by the blogger", markdown)
            self.tree.verdict.lower(Confidence.REVIEW, "the headline was edited")
        if not host:
            self.tree.doubt(chunk.line, "address that leads nowhere", url)
        self.tree.sections.append(source)
        self.source, self.is_over = source, False
        self._span(chunk, "headline")
        return self._head(at + 1 + skip, source)

    def _head(self, at: int, source: Source) -> int:
        head = heads.Head(source, self.tree, self.site.zone, self.rules.by_name)
        while at < self.tail:
            chunk = self.found[at]
            if chunk.kind is Kind.EMBED and source.kind == "video" and not source.is_shown and not source.passages:
                self._show(source, chunk)
            elif chunk.kind is Kind.PARAGRAPH and not source.dek and (dek := heads.emphasised(chunk.source)):
                self._dek(source, chunk, dek)
            elif chunk.kind is Kind.PARAGRAPH and head.is_head(chunk.lines):
                left = head.take(chunk.lines)
                self._span(chunk, "date and byline")
                self._left(source, left, head)
                if left and not all(heads.is_kicker(line) for run in left for line in run):
                    at += 1
                    break
            elif (
                chunk.kind is Kind.PARAGRAPH
                and source.head_lines
                and len(chunk.lines) == 1
                and (heads.is_layout(chunk.source) or head.take(chunk.lines) == [])
            ):
                self._span(chunk, "date and byline")
            elif self._is_plain_dek(at, head, source):
                self._dek(source, chunk, chunk.source)
                self.tree.verdict.lower(Confidence.LOOK, "a line above the date taken for the dek")
                self.tree.doubt(chunk.line, "a line above the date taken for the dek", chunk.source)
            else:
                break
            at += 1
        head.finish()
        self._without_house(source)
        self._doubt_date(at, source)
        self._doubt_byline(at, source)
        return at

    def _left(self, source: Source, left: list[list[Line]], head: heads.Head) -> None:
        """What stands between the lines of a head, or behind them, is the source's text."""
        for run in (*([line] for line in head.beside), *left):
            source.parts.append(Passage("body", _text(run), run[0].number, run[-1].number + 1))
            self.tree.spans.append((run[0].number, run[-1].number + 1, "passage"))
        head.beside = []

    def _doubt_date(self, at: int, source: Source) -> None:
        """Where no date was read, the first line below is perhaps one."""
        if source.dates_printed:
            return
        said = [
            (passage.line, passage.markdown.split("\n")[-1]) for passage in source.passages if passage.role == "body"
        ]
        if self._kind(at) is Kind.PARAGRAPH:
            said.append((self.found[at].line, self.found[at].lines[0]))
        for number, line in said[:2]:
            if datelines.begins_with_date(line):
                self.tree.doubt(number, "date line that cannot be read", line)
                self.tree.verdict.lower(Confidence.LOOK, "a date line that cannot be read")
                return

    def _without_house(self, source: Source) -> None:
        """A house that signs on its own site is the publisher, no author."""
        host = headings.host(source.url)
        known = self.rules.publisher_of(host)
        for person in [person for person in source.people if not person.role]:
            by_name = self.rules.by_name.get(person.name.lower())
            if bylines.is_house(person.name, host) or (known and by_name is known):
                source.people.remove(person)
                source.publisher_tail = source.publisher_tail or person.name

    def _doubt_byline(self, at: int, source: Source) -> None:
        """Where nobody was read, the line below is perhaps a byline."""
        if source.people or source.kind != "article" or self._kind(at) is not Kind.PARAGRAPH:
            return
        line = self.found[at].lines[0]
        if len(line) <= LONGEST_BYLINE and len(self.found[at].lines) == 1 and bylines.begins(line):
            self.tree.doubt(self.found[at].line, "byline that cannot be read", line)
            self.tree.verdict.lower(Confidence.LOOK, "a byline that cannot be read")

    def _is_plain_dek(self, at: int, head: heads.Head, source: Source) -> bool:
        chunk = self.found[at]
        if (
            source.dek
            or source.head_lines
            or chunk.kind is not Kind.PARAGRAPH
            or len(chunk.lines) > 1
            or self._kind(at + 1) is not Kind.PARAGRAPH
        ):
            return False
        return len(headings.plain(chunk.source)) < 300 and at + 1 < self.tail and head.is_head(self.found[at + 1].lines)

    def _dek(self, source: Source, chunk: Chunk, dek: str) -> None:
        source.dek = headings.plain(dek)[:1000]
        source.parts.append(Passage("dek", chunk.source, chunk.line, chunk.end_line))
        self._span(chunk, "dek")

    def _show(self, source: Source, chunk: Chunk) -> None:
        source.is_shown = True
        source.url = headings.video_url(chunk.source) or source.url
        self._span(chunk, "video")

    def _embed(self, at: int, title: str, heading: Chunk | None = None) -> int:
        """A video: a source of its own, or one that stands inside an article which goes on after it."""
        chunk = self.found[at]
        url = headings.video_url(chunk.source)
        if heading:
            self._span(heading, "headline")
        self._span(chunk, "video")
        if not url:
            self.tree.doubt(chunk.line, "embed without an address", chunk.source)
            if self.source is None:
                self.own.extend([heading, chunk] if heading else [chunk])
            return at + 1
        said = headings.plain(title) or headings.video_title(chunk.source)
        inside = self.source is not None and self.source.kind != "video" and not self.is_over and self._goes_on(at + 1)
        if inside and self.source is not None:
            self.source.parts.append(Embed(url, said or _nameless(url), (heading or chunk).line, chunk.end_line))
            self.tree.verdict.lower(Confidence.LOOK, "a video inside an article")
            self.tree.doubt((heading or chunk).line, "a video inside an article", said or url)
            return at + 1
        self._close()
        level = heading.level if heading else 0
        headline, known, tail = headings.split_publisher(said or _nameless(url), self.rules)
        source = Source(
            headline[:500], url, "video", (heading or chunk).line, chunk.end_line, level, title, is_shown=True
        )
        source.publisher_tail = known.name if known else tail
        if not said:
            self.tree.doubt(chunk.line, "video without a title", url)
        self.tree.sections.append(source)
        if heading is None and not self._is_head_only_start(at + 1):
            return at + 1
        self.source, self.is_over = source, False
        return self._head(at + 1, source)

    def _goes_on(self, at: int) -> bool:
        return at < self.tail and self._kind(at) in {Kind.PARAGRAPH, Kind.QUOTE} and not self._is_head_only_start(at)

    def _relative(self, at: int) -> int:
        """Another file's text taken in: somebody else's words unless an editor says otherwise."""
        start = self.found[at]
        end = next(
            (
                k
                for k in range(at + 1, self.tail)
                if self.found[k].text == "end" and self.found[k].kind is Kind.RELATIVE
            ),
            self.tail,
        )
        heading = self.own.pop() if self.own and self.own[-1].kind is Kind.HEADING else None
        self._close()
        title = headings.plain(heading.text) if heading else start.text.rpartition("/")[2].rpartition(".")[0]
        source = Source(
            title[:500],
            "",
            "document",
            (heading or start).line,
            start.end_line,
            heading.level if heading else 0,
            heading.text if heading else title,
        )
        self.tree.sections.append(source)
        self.source, self.is_over = source, False
        for chunk in self.found[at + 1 : end]:
            if chunk.kind is Kind.RULE:
                continue
            if chunk.kind is Kind.PARAGRAPH and (remark := self._remark(chunk)):
                source.parts.append(remark)
            elif chunk.kind is Kind.INCLUDE:
                source.parts.append(Include(chunk.text, chunk.line))
            else:
                self._quote(chunk)
        self._span(start, "text of another file")
        self.tree.verdict.lower(Confidence.REVIEW, "the text of another file, taken for somebody else's words")
        self.tree.doubt(start.line, "whose words are these?", start.text)
        self._close()
        return end + 1


def _text(lines: list[Line]) -> str:
    return "\n".join(line.strip() for line in lines)


def _nameless(url: str) -> str:
    return f"Video {headings.video_id(url)}".strip()
