"""Markdown body -> sections: whose words stand where."""

import re
from collections.abc import Callable

from blog.exchange.jekyll import headings, heads, marks
from blog.exchange.jekyll.chunks import Chunk, Kind, chunks, items
from blog.exchange.jekyll.links import mend
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Document, Site
from blog.exchange.jekyll.suspicion import weigh
from blog.exchange.jekyll.tree import (
    Confidence,
    Embed,
    Include,
    Line,
    Part,
    Passage,
    Prose,
    Remark,
    Source,
    Tree,
)

_TERM_ITEM = re.compile(r"\*\*.+?\*\*\s*:?\s*\S")
_BIO_VERB = (
    r"(?:is|was|are|covers|writes|reports|hosts|serves|joined|contributed|edits|teaches|has\s+been|has\s+covered)\b"
)
_ANY_BIO = re.compile(
    rf"(?:\[[^\]]+\]\([^)]*\)|(?:[A-Z][\w.'’-]+\s){{2,4}})\s*{_BIO_VERB}\s+(?:an?|the|currently|our|[A-Z])"
)
_LABEL_ONLY = re.compile(r"\[(\d+)\]:(?=\s)")
LONG_UNTITLED = 1500
ROLES = {Kind.HEADING: "subhead", Kind.LIST: "list", Kind.TABLE: "table", Kind.QUOTE: "pull_quote"}


def parse(document: Document, site: Site, rules: Rules, liquid: Liquid, address: Callable[[str], str]) -> Tree:
    """`liquid.tree` filled; raises nothing, whatever the text."""
    tree = liquid.tree
    text = document.text
    if "\r\n" in text:
        tree.doubt(1, "line ends of Windows", "")
    numbered = [Line(line.rstrip("\r"), n) for n, line in enumerate(text.split("\n"), 1)][document.body_line :]
    lines = liquid.lines(numbered)
    defined = _defined(lines)
    ready: list[Line] = []
    for line in lines:
        said = line if line.include or line.relative else marks.tidy(line, defined, line.number, tree)
        said = mend(said, line.number, site, tree, document.path, address)
        if (lone := _LABEL_ONLY.match(said)) and lone[1] not in defined and f"[^{lone[1]}]" in text:
            tree.doubt(line.number, "mistyped label of a note", lone[0])
            said = f"[^{lone[1]}]:{said[lone.end() :]}"
        fresh = Line(said, line.number)
        fresh.include, fresh.relative = line.include, line.relative
        ready.append(fresh)
    found = chunks(ready)
    tree.definitions = [
        marks.definition(chunk, order, tree)
        for order, chunk in enumerate(c for c in found if c.kind is Kind.DEFINITION)
    ]
    for chunk in found:
        if chunk.kind is Kind.DEFINITION:
            tree.spans.append((chunk.line, chunk.end_line, "note"))
    Segmenter([c for c in found if c.kind is not Kind.DEFINITION], tree, site, rules).run()
    weigh(tree, rules)
    return tree


def _defined(lines: list[Line]) -> set[str]:
    return {match[1] for line in lines if (match := marks.DEFINITION.match(line))}


class Segmenter:
    """Walks the blocks once; what it opens it closes."""

    def __init__(self, found: list[Chunk], tree: Tree, site: Site, rules: Rules) -> None:
        self.found, self.tree, self.site, self.rules = found, tree, site, rules
        self.handles = {handle.lower() for handle in (*site.handles, *rules.handles)}
        self.own: list[Chunk] = []
        self.source: Source | None = None
        self.is_over = False  # the author's note has been read: the article has ended
        self.tail = self._tail()

    def run(self) -> None:
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

    # headings

    def _heading(self, at: int) -> int:
        chunk = self.found[at]
        link = headings.linked(chunk.text)
        if link and not headings.is_home_page(link.url) and self._has_text(at + 1):
            self._close()
            return self._open(at, link.markdown, link.url)
        after = self._kind(at + 1)
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

    # sources

    def _open(self, at: int, markdown: str, url: str, *, video: bool = False) -> int:
        chunk = self.found[at]
        host = headings.host(url)
        kind = "video" if video else self.rules.kind_of(host)
        headline, known, tail = headings.split_publisher(headings.plain(markdown), self.rules)
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
        return self._head(at + 1, source)

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
                if left:
                    source.parts.append(Passage("body", _text(left), left[0].number, left[-1].number + 1))
                    self.tree.spans.append((left[0].number, left[-1].number + 1, "passage"))
                    at += 1
                    break
            elif (
                chunk.kind is Kind.PARAGRAPH
                and source.head_lines
                and head.take(chunk.lines[:1]) == []
                and len(chunk.lines) == 1
            ):
                self._span(chunk, "date and byline")
            elif self._is_plain_dek(at, head, source):
                self._dek(source, chunk, chunk.source)
                self.tree.verdict.lower(Confidence.LOOK, "a line above the date taken for the dek")
            else:
                break
            at += 1
        head.finish()
        return at

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
            return at + 1
        self._close()
        level = heading.level if heading else 0
        headline, known, tail = headings.split_publisher(said or _nameless(url), self.rules)
        source = Source(
            headline[:500], url, "video", (heading or chunk).line, chunk.end_line, level, title, known.name if known else tail, is_shown=True,
        )  # fmt: skip
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

    # pieces

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
            terms = sum(bool(_TERM_ITEM.match(item)) for item in said)
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
        said = headings.plain(self.found[at].source)
        for person in self.source.people:
            if re.match(rf"{re.escape(person.name)},?\s+(?:.{{0,80}}?,\s+)?{_BIO_VERB}", said, re.IGNORECASE):
                return True
        is_last = at + 1 >= self.tail or self._kind(at + 1) in {Kind.RULE, Kind.INCLUDE}
        return is_last and bool(_ANY_BIO.match(self.found[at].source)) and bool(self.source.head_lines)

    def _is_head_only(self, at: int) -> bool:
        return at < self.tail and all(
            heads.Head(Source("", "", "", 0, 0), Tree(), self.site.zone, ()).is_head([line])
            for line in self.found[at].lines
        )

    def _is_head_only_start(self, at: int) -> bool:
        if self._kind(at) is not Kind.PARAGRAPH:
            return False
        return heads.Head(Source("", "", "", 0, 0), Tree(), self.site.zone, ()).is_head(self.found[at].lines[:1])

    # ends

    def _close(self) -> None:
        self._flush()
        if self.source is not None:
            last = self.source.parts[-1] if self.source.parts else None
            self.source.end_line = _end(last) if last else self.source.end_line
        self.source, self.is_over = None, False

    def _flush(self) -> None:
        if self.own:
            self.tree.sections.append(Prose(self._markdown(self.own), self.own[0].line, self.own[-1].end_line))
            self.own = []

    def _markdown(self, found: list[Chunk]) -> str:
        """Own words; the owner's name before a paragraph is not repeated."""
        said = []
        for chunk in found:
            handle, text = marks.strip_handle(chunk.source) if chunk.kind is Kind.PARAGRAPH else ("", "")
            said.append(text if handle.lower() in self.handles and handle else chunk.source)
        return "\n\n".join(said)

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
        is_summary = sum(bool(_TERM_ITEM.match(item)) for item in said) * 2 > len(said)
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

    def _kind(self, at: int) -> Kind | None:
        return self.found[at].kind if at < self.tail else None

    def _span(self, chunk: Chunk, what: str) -> None:
        self.tree.spans.append((chunk.line, chunk.end_line, what))


def _passage_text(chunk: Chunk) -> str:
    return chunk.source.strip() if chunk.kind in {Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE} else chunk.source.rstrip()


def _text(lines: list[Line]) -> str:
    return "\n".join(line.strip() for line in lines)


def _nameless(url: str) -> str:
    return f"Video {headings.video_id(url)}".strip()


def _end(part: Part) -> int:
    return part.line + 1 if isinstance(part, Include) else part.end_line
