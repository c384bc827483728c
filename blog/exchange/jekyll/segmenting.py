"""The walk over the blocks of a body: whose words stand where."""

import re
from collections.abc import Iterable

from blog.exchange.jekyll import afterwords, foot, headings, marks
from blog.exchange.jekyll.chunks import Chunk, Kind
from blog.exchange.jekyll.dividing import Dividing
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Confidence, Include, Passage, Prose, Remark, Tree

_NO_DESCRIPTION = re.compile(r"(?:full\s+)?(?:song\s+)?(?:lyrics|transcript)\W*\Z", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"://|\b(?:read|source|via|link|click|here|full\s+(?:story|article|text|report|post)|original|originally|continue|more\s+at)\b",
    re.IGNORECASE,
)
_AT = ("at", "by", "from", "in", "on")
SHORTEST_HEADLINE = 4  # words
_NO_WORDS = {Kind.TABLE, Kind.INCLUDE, Kind.RULE}


class Segmenter(Dividing):
    """Walks the blocks once. `tags` are the post's own."""

    def __init__(self, found: list[Chunk], tree: Tree, site: Site, rules: Rules, tags: Iterable[str] = ()) -> None:
        super().__init__(found, tree, site, rules)
        self.tags = {foot.folded(tag) for tag in tags}

    def run(self) -> None:
        self.tail = foot.start(self.found, self.tags)
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
        if link := self._linked_line(at):
            self._close()
            return self._open(at, link.markdown, link.url)
        if chunk.kind is Kind.LIST and self._is_foot(at):
            return self._entities(at)
        if self.source is None:
            self._weigh_own(chunk)
            return self._own(at)
        if chunk.kind is Kind.INCLUDE:
            self.source.parts.append(Include(chunk.text, chunk.line))
            self._span(chunk, "snippet")
            return at + 1
        if chunk.kind is Kind.RULE:
            return self._rule(at)
        return self._words(at)

    def _words(self, at: int) -> int:
        """A block that is the source's, or says whose it is."""
        chunk = self.found[at]
        assert self.source is not None  # noqa: S101  the caller has one open
        is_paragraph = chunk.kind is Kind.PARAGRAPH
        if is_paragraph and self._is_owners(chunk) and (end := self._signed(at)):
            return end
        if is_paragraph and (said := self._remark(chunk)):
            self.source.parts.append(said)
            self._span(chunk, "note" if isinstance(said, Remark) else "prose")
            return at + 1
        is_bio = is_paragraph and (self._is_bio(at) or self._is_more_bio(at))
        if self.is_over and not is_bio and not self._is_credit(at):
            return self._afterword(at)
        if chunk.kind is Kind.TABLE and self._is_table_behind(at):
            self._close()
            self._tell(Confidence.LOOK, "a table behind the article taken for the blogger's own", chunk)
            return self._own(at)
        if is_paragraph and self.source.kind == "video" and _NO_DESCRIPTION.match(headings.plain(chunk.source)):
            self._tell(Confidence.LOOK, "words below a video that are not its description", chunk)
        self.is_over = self.is_over or is_bio
        self._quote(chunk, "bio" if is_bio else "")
        return at + 1

    def _is_table_behind(self, at: int) -> bool:
        """Whether a table that leads elsewhere is the last thing of an article that does not announce it."""
        source = self.source
        if source is None or source.kind != "article" or not source.parts:
            return False
        above = source.parts[-1]
        is_led_to = not isinstance(above, Passage) or above.role != "body" or above.markdown.rstrip().endswith(":")
        is_last = all(self.found[k].kind in _NO_WORDS for k in range(at + 1, self.tail))
        return is_last and not is_led_to and foot.is_own_table(self.found[at], headings.host(source.url))

    def _is_more_bio(self, at: int) -> bool:
        """Whether the note about the author goes on in another paragraph."""
        people = self.source.people if self.source and self.is_over else []
        return bool(people) and afterwords.goes_on(headings.plain(self.found[at].source), people)

    def _is_credit(self, at: int) -> bool:
        return self._kind(at) is Kind.PARAGRAPH and afterwords.is_credit(headings.plain(self.found[at].source))

    def _afterword(self, at: int) -> int:
        """Text below the note about the author: the blogger's, or what is left of another article."""
        chunk = self.found[at]
        self._close()
        rest = self._until(at, {Kind.HEADING, Kind.RULE, Kind.INCLUDE, Kind.EMBED})
        words = [one for one in rest if one.kind is Kind.PARAGRAPH]
        if words and words[-1] is rest[-1] and words[-1] is not chunk and self._introduces(words[-1]):
            self._document(rest[0], words[0], "text after the note about the author that ends like another article")
            return at
        is_sure = chunk.kind is not Kind.PARAGRAPH or self._is_own_voice(words)
        self._tell(Confidence.LOOK if is_sure else Confidence.REVIEW, "text after the note about the author", chunk)
        return self._own(at)

    def _introduces(self, chunk: Chunk) -> bool:
        return afterwords.introduces(headings.plain(chunk.source), self.rules.by_name)

    def _is_owners(self, chunk: Chunk) -> bool:
        """Whether it is signed with the owner's name."""
        handle = marks.strip_handle(chunk.source.strip())[0]
        return bool(handle) and handle.lower() in self.handles

    def _signed(self, at: int) -> int:
        """Where a signed paragraph ends that is no note on the one before it; 0 where it is one."""
        chunk, below = self.found[at], at + 1
        if self._begins(below):
            self._close()
            self._tell(Confidence.REVIEW, "a signed paragraph above another source, read as prose", chunk)
            return self._own(at)
        if self._kind(below) is Kind.PARAGRAPH and not marks.strip_handle(chunk.source.strip())[1]:
            self._tell(Confidence.REVIEW, "a name alone: how much does it sign?", chunk)
            self._span(chunk, "note")
            self.found[below] = Chunk(Kind.PARAGRAPH, [*chunk.lines, *self.found[below].lines])
            return below
        return 0

    def _heading(self, at: int) -> int:
        chunk = self.found[at]
        if link := self._linked_heading(at):
            if self.source is None and self._is_entry(at):
                return self._entry(at)
            self._close()
            return self._open(at, link.markdown, link.url)
        if below := self._link_below(at):
            return self._open_below(at, below)
        if self._kind(at + 1) is Kind.EMBED:
            return self._embed(at + 1, chunk.text, heading=chunk)
        link = headings.linked(chunk.text)
        if not link and self._is_head_only_video(at):
            self._close()
            return self._open(at, chunk.text, headings.video_url(self.found[at + 2].source), video=True)
        return self._plain_heading(at, link)

    def _open_below(self, at: int, link: headings.Linked) -> int:
        """A source below a plain heading; its headline is what the link says, where that is one."""
        chunk, below = self.found[at], self.found[at + 1]
        self._close()
        is_same = foot.folded(headings.plain(link.markdown)) == foot.folded(headings.plain(chunk.text))
        if is_same or not self._is_headline(link):
            self._span(below, "headline")
            if len(headings.plain(link.markdown).split()) >= SHORTEST_HEADLINE and not is_same:
                self.tree.doubt(below.line, "words of a link that are no headline are left out", link.markdown)
            return self._open(at, chunk.text, link.url, skip=1)
        self._own(at)
        self._close()
        self._tell(Confidence.LOOK, "a heading above a linked headline taken for the blogger's own", chunk)
        below.level = chunk.level
        return self._open(at + 1, link.markdown, link.url)

    def _is_headline(self, link: headings.Linked) -> bool:
        """Whether a link's words name what it leads to, not where."""
        said, host = headings.plain(link.markdown), headings.host(link.url)
        known = self.rules.publisher_of(host)
        names = [host, host.split(".")[0], *((known.name, *known.also) if known else ())]
        if len(said.split()) < SHORTEST_HEADLINE or not said[0].isupper() or _LEADS_ON.search(said):
            return False
        return not any(f" {sign} {foot.folded(name)} " in f" {foot.folded(said)} " for name in names for sign in _AT)

    def _entry(self, at: int) -> int:
        """Told once a post: one outline may have many."""
        why = "linked headings in a section of one's own taken for the blogger's"
        if why not in self.tree.verdict.reasons:
            self._tell(Confidence.REVIEW, why, self.found[at])
        return self._own(at)

    def _is_head_only_video(self, at: int) -> bool:
        return self._kind(at + 1) is Kind.PARAGRAPH and self._kind(at + 2) is Kind.EMBED and self._is_head_only(at + 1)

    def _plain_heading(self, at: int, link: headings.Linked | None) -> int:
        """A heading that begins no source."""
        chunk, source = self.found[at], self.source
        if source is None:
            return self._own(at)
        if all(part.role == "dek" for part in source.parts if isinstance(part, Passage)):
            end = self._own_section_end(at)
            if end and (source.head_lines or source.dek):
                return self._aside(at, end, "own words between the byline and the article")
        is_page = link is not None and not headings.is_home_page(link.url)
        if (source.level and chunk.level <= source.level) or (is_page and not source.url):
            self._close()
            self.tree.verdict.lower(Confidence.REVIEW, "a heading of one's own, or a part of the article")
            self.tree.doubt(chunk.line, "own section or part of the article?", chunk.text)
            return self._own(at)
        if self.is_over:
            self._close()
            return self._own(at)
        self._quote(chunk)
        return at + 1

    def _own_section_end(self, at: int) -> int:
        """Where a section of one's own between the byline and the article's text ends: at a rule that text follows."""
        for end in range(at + 1, self.tail):
            chunk = self.found[end]
            if chunk.kind is Kind.HEADING and headings.linked(chunk.text):
                return 0
            if chunk.kind is Kind.RULE:
                return end if end + 1 < self.tail else 0
        return 0

    def _is_foot(self, at: int) -> bool:
        """Whether a list names what the post is about: that one ends a source wherever it stands."""
        chunk = self.found[at]
        if self.tree.sources and foot.names_tags(chunk, self.tags):
            return True
        if self.source is None or not self.source.has_passages:
            return False
        host = headings.host(self.source.url)
        is_last = all(self.found[k].kind in _NO_WORDS for k in range(at + 1, self.tail))
        if is_last and foot.is_links_elsewhere(chunk, host):
            return True
        return (is_last or self._kind(at + 1) is Kind.RULE) and foot.names_houses(chunk, host)

    def _entities(self, at: int) -> int:
        chunk = self.found[at]
        self._close()
        if not foot.names_tags(chunk, self.tags):
            self._tell(Confidence.LOOK, "a list taken for the names that the post is about", chunk)
        self._lists([chunk])
        return at + 1

    def _weigh_own(self, chunk: Chunk) -> None:
        """Text below the list of names is nobody's for certain."""
        why = "text below the list of names taken for the blogger's own"
        if chunk.kind not in {Kind.PARAGRAPH, Kind.QUOTE} or why in self.tree.verdict.reasons:
            return
        if not all(own.kind in _NO_WORDS for own in self.own):
            return
        last = next((section for section in reversed(self.tree.sections) if not isinstance(section, Include)), None)
        if isinstance(last, Prose) and last.is_entity_list:
            self._tell(Confidence.REVIEW, why, chunk)

    def _lists(self, found: list[Chunk]) -> None:
        run: list[Chunk] = []
        for chunk in [*found, None]:
            is_comment = chunk is not None and chunk.kind is Kind.HTML and foot.is_comment(chunk.source)
            if chunk is not None and chunk.kind not in {Kind.INCLUDE, Kind.RULE} and not is_comment:
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
            elif chunk is not None and is_comment:
                self._comment(chunk)
            elif chunk is not None:
                self._span(chunk, "layout")

    def _comment(self, chunk: Chunk) -> None:
        """Nobody sees it: several are one piece."""
        last = self.tree.sections[-1] if self.tree.sections else None
        if isinstance(last, Prose) and foot.is_comment(last.markdown):
            last.markdown += f"\n\n{chunk.source}"
            last.end_line = chunk.end_line
        else:
            self.tree.sections.append(Prose(chunk.source, chunk.line, chunk.end_line))
        self._span(chunk, "prose")
