"""Sources of the tree -> articles, captures, and the places of the marks in them."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from rapidfuzz.distance import Indel

from blog.annotations.models import Target
from blog.annotations.quotes import describe
from blog.articles import capturing
from blog.articles.models import Article, Byline, Capture
from blog.core.markdown import Block, rendered_before
from blog.core.text import clean
from blog.exchange.jekyll import headings, marks
from blog.exchange.jekyll.bylines import is_house
from blog.exchange.jekyll.guessing import Around, words_before
from blog.exchange.jekyll.lookups import Lookups
from blog.exchange.jekyll.marked import Marked
from blog.exchange.jekyll.marks import Notes
from blog.exchange.jekyll.rules import PublisherRule
from blog.exchange.jekyll.tree import Passage, Source, Tree

LONGEST_URL = 2000
AGGREGATORS = {"msn", "yahoo", "youtube"}
WHERE = {"summary": "summary", "table": "table", "subhead": "heading"}


@dataclass(slots=True)
class Place:
    """Where a mark stands, and the words that it is guessed to be about."""

    label: str
    line: int
    part: str
    start: int
    end: int
    where: str


@dataclass(slots=True)
class Clipping:
    """A source as rows."""

    article: Article
    authors: list[str] = field(default_factory=list)
    is_new: bool = True  # the article
    capture: Capture | None = None
    places: list[Place] = field(default_factory=list)
    ranges: dict[int, tuple[int, int]] = field(default_factory=dict)  # passage of the tree (its index) -> positions
    rows: list[tuple[int, int]] = field(default_factory=list)  # start and end of each passage, by position


def clip(source: Source, tree: Tree, lookups: Lookups, notes: Notes) -> Clipping:
    """The article, made or completed, with a capture of the source's passages."""
    clipping = Clipping(*_article(source, tree, lookups))
    if source.passages:
        _capture(source, clipping, tree, notes)
    if clipping.capture:
        clipping.places[:0] = _in_headline(source, clipping.article, notes)
    return clipping


def _article(source: Source, tree: Tree, lookups: Lookups) -> tuple[Article, list[str], bool]:
    """And the names in its byline, and whether it was made."""
    host = headings.host(source.url) if len(source.url) <= LONGEST_URL else ""
    article = lookups.article(source.url if host else "", source.headline, source.kind)
    if article is None:
        named = _named(source.publisher_tail, host, lookups)
        publisher, is_guess = lookups.publisher(host, named)
        if publisher and publisher.name.lower() in AGGREGATORS and named:
            publisher = lookups.publisher("", named)[0]
        elif publisher and publisher.name.lower() in AGGREGATORS:
            roles = (lookups.rules.by_name.get(person.role.lower()) for person in source.people)
            publisher = next((lookups.publisher("", rule)[0] for rule in roles if rule), publisher)
        if is_guess:
            tree.doubt(source.line, "publisher named after its host", host)
        article = Article(
            kind=source.kind,
            headline=source.headline or source.url[:500] or "Untitled",
            dek=source.dek,
            url=source.url if host else "",
            publisher=publisher,
            published_at=source.published_at,
            modified_at=source.modified_at,
            dates_printed=source.dates_printed,
        )
        article.slug = lookups.free_slug(Article, article.headline)
        article.save()
        lookups.saw_article(article)
        return article, _bylines(article, source, lookups), True
    return article, _complete(article, source, tree, lookups), False


def _named(name: str, host: str, lookups: Lookups) -> PublisherRule | None:
    """A publisher's name as the source prints it, known or plain from the host."""
    known = lookups.rules.by_name.get(name.lower())
    return known or (PublisherRule(name, (host,)) if name and is_house(name, host) else None)


def _complete(article: Article, source: Source, tree: Tree, lookups: Lookups) -> list[str]:
    """What the article lacks is filled in; what it has stays. The names in its byline."""
    if source.headline and article.headline != source.headline:
        tree.doubt(source.line, "headline differs from the article's", f"{source.headline} ≠ {article.headline}")
    changed = [
        name
        for name in ("dek", "dates_printed", "published_at", "modified_at")
        if getattr(source, name) and not getattr(article, name)
    ]
    for name in changed:
        setattr(article, name, getattr(source, name))
    if changed:
        article.save()
    named = [byline.author.name for byline in article.bylines.select_related("author")]
    return named or _bylines(article, source, lookups)


def _bylines(article: Article, source: Source, lookups: Lookups) -> list[str]:
    found: dict[int, Byline] = {}
    for person in source.people:
        author = lookups.author_named(person.name, person.url)
        found.setdefault(author.pk, Byline(article=article, author=author, position=len(found), role=person.role[:300]))
    Byline.objects.bulk_create(found.values())
    return [byline.author.name for byline in found.values()]


def _capture(source: Source, clipping: Clipping, tree: Tree, notes: Notes) -> None:
    passages = source.passages
    marked = Marked.of(source)
    starts = _first_lines(passages)

    def passage_of(block: Block) -> int:
        return max(0, bisect_right(starts, block.line) - 1)

    def role_of(position: int, block: Block) -> str:
        return passages[passage_of(block)].role

    try:
        rendered = capturing.read(marked.text)
        article, how = clipping.article, Capture.How.IMPORTED
        if clipping.is_new:
            capture = capturing.store(article, marked.text, rendered, how=how, role_of=role_of)
        else:
            with rendered_before({marked.text: rendered}):
                capture, _ = capturing.capture(article, marked.text, how=how, role_of=role_of)
    except ValidationError as error:
        tree.doubt(source.line, "text that could not be taken as a capture", " ".join(error.messages))
        return
    clipping.capture = capture
    shown = [block for block in rendered.blocks if block.html]
    clipping.rows = [(block.start, block.start + len(block.text)) for block in shown]
    for position, block in enumerate(shown):
        index = passage_of(block)
        first, _ = clipping.ranges.get(index, (position, position))
        clipping.ranges[index] = (first, position)
    clipping.places = places_of(marked, passages, starts, clipping, notes)
    seen = [reference.label for reference in marked.references]
    for passage in passages:
        for label in marks.labels(passage.markdown):
            if label in seen:
                seen.remove(label)
            else:
                tree.doubt(passage.line, "mark that is no mark to the renderer", f"[^{label}]")


def _first_lines(passages: list[Passage]) -> list[int]:
    """In the text of all passages joined by empty lines."""
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += clean(passage.markdown).count("\n") + 2
    return starts


def places_of(
    marked: Marked, passages: list[Passage], starts: list[int], clipping: Clipping, notes: Notes
) -> list[Place]:
    """Of the marks in these passages, which begin at the lines `starts` of the marked text."""
    capture = clipping.capture
    if capture is None or not marked.references or not capture.plain:
        return []
    places = []
    rows = [(start, end) for start, end in clipping.rows if start < end]  # a picture alone has no text
    floors = [start for start, _ in rows]
    uses = Counter(one.label for one in marked.references)
    for one in marked.references:
        offset = one.offset if marked.plain == capture.plain else _carried(one.offset, marked.plain, capture.plain)
        line = marked.source.count("\n", 0, one.source_offset)
        index = max(0, bisect_right(starts, line) - 1)
        floor, ceiling = rows[max(0, bisect_right(floors, offset) - 1)]
        at = passages[index].line + line - starts[index]
        where = WHERE.get(passages[index].role, "article")
        around = Around(
            *marked.around(one),
            where=where if where != "article" else "",
            note=notes.said(one.label, at),
            is_repeated=uses[one.label] > 2,
        )
        start, end = words_before(capture.plain, min(offset, ceiling), floor, around)
        places.append(Place(one.label, at, Target.Part.TEXT, start, end, where))
    return places


def _carried(offset: int, old: str, new: str) -> int:
    """The same place in a text whose typography differs a little."""
    for code in Indel.opcodes(old, new):
        if code.src_start <= offset <= code.src_end and code.tag == "equal":
            return code.dest_start + offset - code.src_start
    return min(offset, len(new))


def _in_headline(source: Source, article: Article, notes: Notes) -> list[Place]:
    """Marks in the heading, as far as the article still has this headline."""
    places = []
    for match in marks.MARK.finditer(source.headline_markdown):
        before = headings.plain(source.headline_markdown[: match.start()])
        offset = len(before)
        if article.headline[:offset] != before:
            offset = len(article.headline)
        around = Around(where="heading", note=notes.said(match[1], source.line))
        start, end = words_before(article.headline, offset, 0, around)
        places.append(Place(match[1], source.line, Target.Part.HEADLINE, start, end, "heading"))
    return places


def target(place: Place, clipping: Clipping) -> Target:
    """Not saved yet, without its annotation."""
    text = clipping.article.headline if place.part == Target.Part.HEADLINE else clipping.capture.plain  # type: ignore[union-attr]
    quote = describe(text, place.start, place.end)
    return Target(
        capture=clipping.capture,
        part=place.part,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=place.start,
        end=place.end,
        is_guess=True,
    )
