"""Whether somebody else's words begin at a block; nothing is opened here."""

from blog.exchange.jekyll import headings, heads
from blog.exchange.jekyll.chunks import Chunk, Kind, items
from blog.exchange.jekyll.opening import Opening
from blog.exchange.jekyll.outline import Outline
from blog.exchange.jekyll.pieces import TERM_ITEM
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree

_NO_TEXT = {Kind.HEADING, Kind.TABLE, Kind.INCLUDE, Kind.RULE, None}


class Starting(Opening):
    """Looks at a block and those below it."""

    def __init__(self, found: list[Chunk], tree: Tree, site: Site, rules: Rules) -> None:
        super().__init__(found, tree, site, rules)
        self.outline = Outline()

    def _begins(self, at: int) -> bool:
        """Whether an article or a document begins at the block."""
        kind = self._kind(at)
        if kind is Kind.HEADING:
            return bool(self._linked_heading(at) or self._link_below(at))
        return kind is Kind.RELATIVE or bool(self._linked_line(at))

    def _linked_heading(self, at: int) -> headings.Linked | None:
        """What a heading links to, where it heads words of the source."""
        link = headings.linked(self.found[at].text)
        if not link or headings.is_home_page(link.url):
            return None
        return link if self._has_text(at + 1) or self._has_section(at) or self._has_table(at, link.url) else None

    def _link_below(self, at: int) -> headings.Linked | None:
        """The line below a plain heading that is one link, where text follows it."""
        if headings.linked(self.found[at].text):
            return None
        link = self._link_line(at + 1)
        return link if link and self._has_text(at + 2) else None

    def _linked_line(self, at: int) -> headings.Linked | None:
        """The link that is all a paragraph has, where a date or a byline follows it."""
        link = self._link_line(at)
        return link if link and self._is_head_only_start(at + 1) else None

    def _link_line(self, at: int) -> headings.Linked | None:
        """A paragraph that is one link to a page below a home page."""
        if self._kind(at) is not Kind.PARAGRAPH or len(self.found[at].lines) > 1:
            return None
        link = headings.linked(self.found[at].source)
        return link if link and not headings.is_home_page(link.url) else None

    def _has_text(self, at: int) -> bool:
        """Whether words of the source follow: no table alone, no further heading, no list of entities.

        A rule in HTML came with what was copied and divides nothing there.
        """
        if self._kind(at) is Kind.RULE and "<" in self.found[at].source:
            at += 1
        return at < self.tail and self._kind(at) not in _NO_TEXT

    def _has_section(self, at: int) -> bool:
        """Whether the source begins with a heading of its own and a paragraph below that."""
        if self._kind(at + 1) is not Kind.HEADING or self._kind(at + 2) is not Kind.PARAGRAPH:
            return False
        below = self.found[at + 1]
        return below.level > self.found[at].level and not headings.linked(below.text) and not self._link_below(at + 1)

    def _has_table(self, at: int, url: str) -> bool:
        """Whether a table follows and the source open is of the same house and level."""
        return (
            self.source is not None
            and self._kind(at + 1) is Kind.TABLE
            and self.found[at].level <= self.source.level
            and headings.host(url) == headings.host(self.source.url) != ""
        )

    def _own(self, at: int) -> int:
        if not self.own:
            self.outline = Outline()
        self.outline.add(self.found[at])
        return super()._own(at)

    def _is_entry(self, at: int) -> bool:
        """Whether a linked heading is an entry in an outline of one's own: own words stand above it, and nothing of
        what a source begins with below it."""
        return bool(self.own) and self.outline.holds(self.found[at].level) and not self._has_head(at + 1)

    def _has_head(self, at: int) -> bool:
        """Whether a dek, a date, a byline, a video or key points stand below a heading."""
        for k in range(at, min(at + 3, self.tail)):
            chunk = self.found[k]
            if chunk.kind is Kind.LIST:
                said = items(chunk.source)
                return sum(bool(TERM_ITEM.match(item)) for item in said) * 2 > len(said)
            if chunk.kind is not Kind.PARAGRAPH:
                return chunk.kind is Kind.EMBED
            if self._is_head_only_start(k) or (k == at and heads.emphasised(chunk.source)):
                return True
        return False
