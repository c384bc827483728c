"""A post (or an article) as readers meet it: blocks in order, notes numbered, words marked. No Markdown is parsed here.

Both the pages and the feeds draw what this module composes. Footnote numbers are counted here and stored nowhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.html import escape

from blog.annotations.highlighting import Span, highlight
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Byline, Capture, Passage
from blog.core.text import shorten, text_fragment, words
from blog.images.models import Image
from blog.posts.models import Block, Post
from blog.posts.visibility import public_captures, public_targets

LINE, NOTE_LINE = 68, 42  # code points on a line of the source and of a note column
LONG_NOTE = 600
OPENING_QUOTES = "“‘«„\"'"
OWN_REFERENCE = re.compile(r'<span class="ref" data-note="([^"]*)"></span>')
FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)")


@dataclass(slots=True)
class Note:
    """Something the blogger says beside words; `number` is its place on this page."""

    number: int
    uid: str
    html: str
    text: str
    words: str = ""  # the exact words it is about
    voice: str = ""
    annotation: Annotation | None = None
    source_url: str = ""  # the original at these words
    is_lost: bool = False  # the words are not in this capture any more
    references: int = 1
    posts: list[Post] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"Note {self.number} by {self.voice}" if self.voice else f"Note {self.number}"

    @property
    def short_words(self) -> str:
        return shorten(self.words, 140)

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG_NOTE

    @property
    def lines(self) -> int:
        return 3 + len(self.text) // NOTE_LINE


@dataclass(slots=True)
class Quoted:
    """One passage as shown, with the marks in its HTML."""

    passage: Passage
    html: str
    notes: list[Note]

    @property
    def lines(self) -> int:
        return 2 + len(self.passage.text) // LINE


@dataclass(slots=True)
class Run:
    """An annotated passage with its notes, and the passages up to the next annotated one."""

    lead: list[Quoted]
    notes: list[Note]
    rest: list[Quoted]


@dataclass(slots=True)
class Prose:
    block: Block
    html: str
    notes: list[Note]
    kind: str = "prose"


@dataclass(slots=True)
class Picture:
    block: Block
    image: Image
    kind: str = "image"
    notes: Sequence[Note] = ()


@dataclass(slots=True)
class Video:
    block: Block
    article: Article
    kind: str = "video"
    notes: Sequence[Note] = ()


@dataclass
class Excerpt:
    """Quoted passages of one capture and what is said about them."""

    capture: Capture
    headline_html: str
    dek: list[Quoted]
    summary: list[Quoted]
    quoted: list[Quoted]
    head_notes: list[Note]  # about the headline, the dek or the summary
    lost_notes: list[Note]
    targets: list[Target]
    dom_id: str
    is_continued: bool = False  # the page has already shown this article's headline
    kind: str = "excerpt"

    @property
    def article(self) -> Article:
        return self.capture.article

    @cached_property
    def notes(self) -> list[Note]:
        """In the order of their numbers."""
        return [*self.head_notes, *(note for quoted in self.quoted for note in quoted.notes), *self.lost_notes]

    @cached_property
    def runs(self) -> list[Run]:
        runs: list[Run] = []
        for quoted in self.quoted:
            if quoted.notes or not runs:
                runs.append(Run([quoted], quoted.notes, []))
            elif runs[-1].notes:
                runs[-1].rest.append(quoted)
            else:
                runs[-1].lead.append(quoted)
        return runs

    @property
    def words_quoted(self) -> int:
        return sum(words(quoted.passage.text) for quoted in (*self.dek, *self.quoted))

    @property
    def is_roomy(self) -> bool:
        """Whether the notes fit beside their own passages, by estimate, so that a stylesheet may hang them from their words."""
        height = sum(quoted.lines for quoted in self.quoted) * 1.3
        needed = sum(min(note.lines, 18) for note in self.notes) * 1.12
        return bool(self.notes) and not self.lost_notes and needed < height and not any(note.is_long for note in self.notes)


Section = Prose | Excerpt | Picture | Video


@dataclass(slots=True)
class Composed:
    """Everything between a post's head and its tail."""

    sections: list[Section]

    @property
    def notes(self) -> list[Note]:
        return [note for section in self.sections for note in section.notes]

    @property
    def excerpts(self) -> list[Excerpt]:
        return [section for section in self.sections if isinstance(section, Excerpt)]

    @property
    def articles(self) -> list[Article]:
        """Quoted or shown, each once, in order."""
        shown = [s.article for s in self.sections if isinstance(s, Excerpt | Video)]
        return list({article.pk: article for article in shown}.values())

    @property
    def words_quoted(self) -> int:
        return sum(excerpt.words_quoted for excerpt in self.excerpts)

    @property
    def note_words(self) -> int:
        return sum(words(note.text) for note in self.notes)


class Composer:
    """Counts the notes of one page; no passage stands on it twice."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets: dict[int, list[Target]] = defaultdict(list)
        for target in targets:
            self.targets[target.capture_id].append(target)
        self.numbers: dict[str, Note] = {}
        self.nth: dict[int, int] = {}  # target -> which of its annotation's targets on this page
        self.shown: set[int] = set()
        self.articles: set[int] = set()
        self.excerpts = 0

    def _note(self, target: Target, article: Article, *, is_at_source: bool = True) -> tuple[Note, bool]:
        """The note of this target's annotation on this page, and whether it stands here first."""
        annotation = target.annotation
        if note := self.numbers.get(annotation.uid):
            if target.pk not in self.nth:
                note.references += 1
                self.nth[target.pk] = note.references
            return note, False
        fragment = f"#:~:text={text_fragment(target.exact)}" if target.exact and is_at_source else ""
        note = Note(
            number=len(self.numbers) + 1,
            uid=annotation.uid,
            html=annotation.body_html,
            text=annotation.body_text,
            words=target.exact,
            voice=annotation.voice,
            annotation=annotation,
            source_url=f"{article.url}{fragment}" if article.url else "",
            is_lost=not target.is_placed,
        )
        self.numbers[annotation.uid] = note
        self.nth[target.pk] = 1
        return note, True

    def prose(self, block: Block, html: str, notes: Sequence[dict[str, str]], voice: str) -> Prose:
        """Own words; their footnotes become notes in the margin."""
        by_label = {note["label"]: note for note in notes}
        placed: dict[str, Note] = {}

        def number(match: re.Match[str]) -> str:
            label = _unescape(match[1])
            stored = by_label.get(label)
            if stored is None:
                return ""
            uid = f"b{block.pk}-{list(by_label).index(label) + 1}"
            note = placed.get(label)
            if note is None:
                note = self.numbers[uid] = placed[label] = Note(len(self.numbers) + 1, uid, stored["html"], stored["text"], voice=voice)
                dom_id = f"r-{uid}"
            else:
                note.references += 1
                dom_id = f"r-{uid}-{note.references}"
            return f'<a class="ref" id="{dom_id}" href="#n-{uid}" data-n="{note.number}" aria-label="{escape(note.label)}">{note.number}</a>'

        return Prose(block, OWN_REFERENCE.sub(number, html), list(placed.values()))

    def excerpt(self, capture: Capture, first: int | None = None, last: int | None = None) -> Excerpt:
        """Passages at positions first to last, both included. Needs `capture.article` with publisher and bylines at hand,
        and the quoted passages in `capture.shown`."""
        self.excerpts += 1
        article, targets = capture.article, self.targets.get(capture.pk, [])
        is_continued = article.pk in self.articles
        self.articles.add(article.pk)
        head_notes: list[Note] = []
        headline = str(escape(article.headline))
        on_headline = [t for t in targets if t.part == Target.Part.HEADLINE and t.is_placed and not is_continued]
        if on_headline:
            whole = len(article.headline)
            headline = highlight(headline, [self._span(t, 0, whole, article, head_notes, True, True) for t in on_headline])
        passages = [
            passage
            for passage in capture.shown  # type: ignore[attr-defined]
            if passage.pk not in self.shown and (first is None or passage.position >= first) and (last is None or passage.position <= last)
        ]
        self.shown.update(passage.pk for passage in passages)
        pieces: dict[int, list[Target]] = defaultdict(list)
        ends: dict[int, tuple[int, int]] = {}  # target -> its first and last passage here
        for target in targets:
            if target.part == Target.Part.TEXT and target.is_placed:
                touched = [passage.pk for passage in passages if _touches(target, passage)]
                for pk in touched[:1] if target.start == target.end else touched:
                    pieces[pk].append(target)
                if touched:
                    ends[target.pk] = (touched[0], touched[0] if target.start == target.end else touched[-1])
        groups: dict[str, list[Quoted]] = {"dek": [], "summary": [], "": []}
        for passage in passages:
            notes: list[Note] = []
            html = passage.html
            if passage.pk in pieces:
                spans = [
                    self._span(t, passage.start, passage.end, article, notes, ends[t.pk][0] == passage.pk, ends[t.pk][1] == passage.pk, not passage.is_summary)
                    for t in pieces[passage.pk]
                ]
                html = highlight(html, spans)
            group = passage.role if passage.role in groups else ""
            groups[group].append(Quoted(passage, _identified(html, passage), notes))
            if group:
                head_notes.extend(notes)
        lost = []
        for target in targets:
            if not target.is_placed and not is_continued:
                note, is_new = self._note(target, article, is_at_source=False)
                if is_new:
                    lost.append(note)
        return Excerpt(
            capture, headline, groups["dek"], groups["summary"], groups[""], head_notes, lost, targets, f"s{self.excerpts}", is_continued
        )

    def _span(
        self, target: Target, start: int, end: int, article: Article, notes: list[Note], is_first: bool, is_last: bool, is_at_source: bool = True
    ) -> Span:
        note, is_new = self._note(target, article, is_at_source=is_at_source)
        if is_new:
            notes.append(note)
        return Span(
            start=max(target.start, start) - start,
            end=min(target.end, end) - start,
            number=note.number,
            uid=note.uid,
            label=note.label,
            first=is_first,
            last=is_last,
            nth=self.nth[target.pk],
        )


def _touches(target: Target, passage: Passage) -> bool:
    if target.start == target.end:
        return passage.start <= target.start <= passage.end
    return target.start < passage.end and target.end > passage.start


def _identified(html: str, passage: Passage) -> str:
    """The passage's permanent link goes on its element."""
    hung = ' class="hq"' if passage.text[:1] in OPENING_QUOTES and html.startswith("<p>") else ""
    return FIRST_TAG.sub(rf'<\1 id="p-{passage.uid}"{hung}', html, count=1)


def _unescape(attribute: str) -> str:
    return attribute.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def with_article(prefix: str, captures: QuerySet[Capture] | QuerySet[Block]) -> QuerySet[Capture] | QuerySet[Block]:
    """Prefetches quoted passages and bylines: two queries, however many captures."""
    return captures.prefetch_related(
        Prefetch(f"{prefix}passages", Passage.objects.quoted().order_by("position"), to_attr="shown"),
        Prefetch(f"{prefix}article__bylines", Byline.objects.select_related("author")),
    )


def compose(post: Post, *, with_drafts: bool = False) -> Composed:
    """Four queries, and one more where there are images; `with_drafts` is for previews by editors only."""
    [composed] = compose_many([post], with_drafts=with_drafts).values()
    return composed


def compose_many(posts: Sequence[Post], *, with_drafts: bool = False) -> dict[int, Composed]:
    """By the post's primary key: the same number of queries for one post and for a feed of fifty."""
    blocks = list(
        with_article(
            "capture__",
            Block.objects.filter(post__in=posts)
            .order_by("post", "position", "id")
            .select_related("capture__article__publisher", "video__publisher", "image", "snippet"),
        )
    )
    images = [block.image for block in blocks if block.image]
    if images:
        prefetch_related_objects(images, "renditions")
    captures = {block.capture_id for block in blocks if block.capture_id}
    targets: list[Target] = []
    if captures:
        everything = Target.objects.filter(capture__in=captures).select_related("annotation__annotator").order_by("start", "end", "id")
        states = [Annotation.State.PUBLISHED, Annotation.State.DRAFT] if with_drafts else [Annotation.State.PUBLISHED]
        targets = list(everything.filter(annotation__state__in=states))
    by_post: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_post[block.post_id].append(block)
    return {post.pk: _composed(by_post[post.pk], targets, post.author.public_name) for post in posts}


def _composed(blocks: Sequence[Block], targets: Sequence[Target], voice: str) -> Composed:
    composer, sections = Composer(targets), []
    for block in blocks:
        section: Section
        if block.capture:
            section = composer.excerpt(block.capture, block.first_passage, block.last_passage)
        elif block.image:
            section = Picture(block, block.image)
        elif block.video:
            section = Video(block, block.video)
        elif block.snippet:
            section = composer.prose(block, block.snippet.body_html, block.snippet.body_notes, voice)
        else:
            section = composer.prose(block, block.prose_html, block.prose_notes, voice)
        sections.append(section)
    return Composed(sections)


def compose_article(article: Article) -> Composed:
    """Everything said about an article in published posts: an excerpt for each of its public captures, newest first."""
    captures = with_article("", public_captures().filter(article=article).select_related("article__publisher"))
    targets = list(
        public_targets().filter(capture__article=article).select_related("annotation__annotator").order_by("start", "end", "id")
    )
    composer = Composer(targets)
    return Composed([composer.excerpt(capture) for capture in captures])  # type: ignore[arg-type]
