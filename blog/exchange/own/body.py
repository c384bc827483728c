"""A post's blocks -> the Markdown of a Jekyll post, notes numbered in order, and the facts that lead back."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Capture, Passage
from blog.exchange.marking import with_marks
from blog.exchange.own.facts import Fact, Unreadable, facts
from blog.exchange.own.pieces import (
    Lines,
    escaped,
    inward,
    labels_in,
    numbers,
    outward,
    read_note,
    read_prose,
    written_note,
    written_prose,
)
from blog.exchange.own.sources import capture_key
from blog.posts.models import Block, Post

RULE = "----"
_YOUTUBE = re.compile(r"https://(?:www\.)?youtube\.com/watch\?v=([\w-]{6,})")


@dataclass
class Material:
    """The rows of one post; `passages` are all of each capture, `targets` those that readers see."""

    post: Post
    blocks: Sequence[Block]
    passages: Mapping[int, Sequence[Passage]]
    targets: Sequence[Target]


@dataclass
class Written:
    """A body with its facts; `pictures` are the stored files that it shows, by their names."""

    text: str = ""
    blocks: list[Fact] = field(default_factory=list)
    notes: dict[int, Fact] = field(default_factory=dict)  # annotation -> number, lines, labels
    passages: dict[int, str] = field(default_factory=dict)  # passage -> the Markdown that comes back
    pictures: dict[str, str] = field(default_factory=dict)


class BodyWriter:
    """Writes one body; use it once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.written = Written()
        self.pieces: list[str] = []
        self.numbers = numbers(self._taken())
        self.number_of: dict[int, str] = {}  # annotation -> footnote
        self.annotations: dict[int, Annotation] = {}
        self.shown, self.marks, self.about_headlines, self.lost = self._places()
        self.named: set[int] = set()

    def write(self) -> Written:
        blocks = list(self.material.blocks)
        for at, block in enumerate(blocks):
            self.written.blocks.append(self._block(block))
            follows = blocks[at + 1] if at + 1 < len(blocks) else None
            if block.capture_id and follows is not None and not (follows.capture_id or follows.video_id):
                self.written.blocks.append({"skip": self._add(RULE)})
        for target in self.lost:
            self._number(target)
        self._corrections()
        for pk, number in self.number_of.items():
            self._note(self.annotations[pk], number)
        self.written.text = "\n\n".join(self.pieces)
        return self.written

    # blocks

    def _block(self, block: Block) -> Fact:
        caption: Fact = {"caption": block.caption} if block.caption else {}
        if block.capture:
            return self._excerpt(block, block.capture) | caption
        if block.image:
            name = self._picture(block.image)
            piece = f"![{escaped(block.image.text_alternative)}](/assets/images/{name})"
            return {"image": block.image.sha256, "lines": self._add(piece, caption=block.caption)} | caption
        if block.video:
            piece = f"## {escaped(block.video.headline)}\n\n{_embed(block.video)}"
            return {"video": block.video.slug, "lines": self._add(piece, caption=block.caption)} | caption
        if block.snippet:
            include = f"{{% include {block.snippet.name}.md %}}"
            return {"snippet": block.snippet.name, "lines": self._add(include, is_liquid=True)} | caption
        text, fact = written_prose(block.prose, self._next)
        count = self._add(text)
        if self._comes_back(text, lambda said: read_prose(said, fact)) != block.prose or not text.strip("\n"):
            fact["text"] = block.prose
        return {"prose": count, **fact, **caption}

    def _excerpt(self, block: Block, capture: Capture) -> Fact:
        fact: Fact = {"excerpt": capture_key(capture)}
        if block.first_passage is not None:
            fact["from"] = block.first_passage
        if block.last_passage is not None:
            fact["to"] = block.last_passage
        if capture.article_id not in self.named:
            self.named.add(capture.article_id)
            fact["head"] = self._head(capture, [p.role for p in self.shown[block.pk]])
        counts: dict[int, int] = {}
        for passage in self.shown[block.pk]:
            marks = sorted(self.marks[passage.pk], key=lambda mark: mark[0])
            labelled = [(offset, self._number(target)) for offset, target in marks]
            text = with_marks(passage.markdown, dict.fromkeys(labelled))
            counts[passage.position] = self._add(text)
            own = {label for _, label in labelled}
            self.written.passages[passage.pk] = self._comes_back(text, lambda said, own=own: unmarked(said, own))
        return {**fact, "passages": counts} if counts else fact

    def _head(self, capture: Capture, roles: list[str]) -> int:
        article = capture.article
        marks = "".join(dict.fromkeys(f"[^{self._number(target)}]" for target in self.about_headlines[capture.pk]))
        headline = escaped(article.headline)
        lines = [f"## [{headline}]({article.url}){marks}" if article.url else f"## {headline}{marks}"]
        if article.dek and Passage.Role.DEK not in roles:
            lines += ["", f"*{escaped(article.dek)}*"]
        said = [escaped(article.dates_printed), _byline(article)]
        if any(said):
            lines += ["", *(line for line in said if line)]
        return self._add("\n".join(lines))

    def _corrections(self) -> None:
        for correction in reversed(self.material.post.corrections.all()):
            day = timezone.localtime(correction.made_at, timezone.get_default_timezone())
            said = f"**{correction.get_kind_display()}**, {day:%B} {day.day}, {day.year}: {correction.body}"
            self.written.blocks.append({"skip": self._add(said)})

    # notes

    def _note(self, annotation: Annotation, number: str) -> None:
        voice = annotation.voice if annotation.voice != self.material.post.author.public_name else ""
        definitions, fact = written_note(annotation.body, number, escaped(voice), self._next)
        fact["lines"] = [self._add(said) for said in definitions]
        back = [self._comes_back(said, str) for said in definitions]
        if read_note(back, fact) != annotation.body:
            fact["body"] = annotation.body
        self.written.notes[annotation.pk] = fact

    def _number(self, target: Target) -> str:
        annotation = target.annotation
        if annotation.pk not in self.number_of:
            self.annotations[annotation.pk] = annotation
            self.number_of[annotation.pk] = self._next()
        return self.number_of[annotation.pk]

    def _next(self) -> str:
        return next(self.numbers)

    def _taken(self) -> set[str]:
        """Labels that stand in the texts and are nobody's: no note may come to be meant by them."""
        taken: set[str] = set()
        for block in self.material.blocks:
            if block.snippet:
                taken |= labels_in(block.snippet.body)
            taken |= labels_in(block.prose) - {note["label"] for note in block.prose_notes}
            if block.capture:
                taken |= labels_in(block.capture.text) if "[^" in block.capture.text else set()
        for target in self.material.targets:
            taken |= labels_in(target.annotation.body)
        return taken

    def _places(self) -> Any:
        """Shown passages by block, marks by passage, targets on headlines by capture, targets without a place."""
        shown: dict[int, list[Passage]] = defaultdict(list)
        seen: dict[int, list[Passage]] = defaultdict(list)
        for block in self.material.blocks:
            for passage in self.material.passages.get(block.capture_id or 0, ()):
                if passage.is_quoted and _is_within(passage, block) and passage not in seen[passage.capture_id]:
                    shown[block.pk].append(passage)
                    seen[passage.capture_id].append(passage)
        marks: dict[int, list[tuple[int, Target]]] = defaultdict(list)
        headlines: dict[int, list[Target]] = defaultdict(list)
        lost = []
        for target in self.material.targets:
            touched = [passage for passage in seen[target.capture_id] if _touches(target, passage)]
            if target.is_placed and target.part == Target.Part.HEADLINE:
                headlines[target.capture_id].append(target)
            elif target.is_placed and touched:
                last = touched[0] if target.start == target.end else touched[-1]
                marks[last.pk].append((min(target.end, last.end) - last.start, target))
            elif not target.is_placed:
                lost.append(target)
        return shown, marks, headlines, lost

    # pieces

    def _add(self, text: str, *, caption: str = "", is_liquid: bool = False) -> int:
        if caption:
            text = f"{text}\n\n*{escaped(caption)}*"
        said = text if is_liquid else outward(text, self.written.pictures)
        self.pieces.append(said)
        return said.count("\n") + 1

    def _picture(self, image: Any) -> str:
        name = str(image.file.name)
        self.written.pictures[name.rpartition("/")[2]] = name
        return name.rpartition("/")[2]

    def _comes_back(self, text: str, read: Any) -> str:
        said: str = read(inward(outward(text, self.written.pictures), self.written.pictures))
        return said


def unmarked(text: str, labels: set[str]) -> str:
    return re.sub(rf"\[\^(?:{'|'.join(map(re.escape, labels))})\]", "", text).rstrip("\n") if labels else text


def _is_within(passage: Passage, block: Block) -> bool:
    return (block.first_passage is None or passage.position >= block.first_passage) and (
        block.last_passage is None or passage.position <= block.last_passage
    )


def _touches(target: Target, passage: Passage) -> bool:
    if target.part != Target.Part.TEXT:
        return False
    if target.start == target.end:
        return passage.start <= target.start <= passage.end
    return target.start < passage.end and target.end > passage.start


def _byline(article: Article) -> str:
    said = []
    for byline in article.bylines.all():
        name = escaped(byline.author.name)
        linked = f"[{name}]({byline.author.page_url})" if byline.author.page_url else name
        said.append(f"{linked}, {escaped(byline.role)}" if byline.role else linked)
    return f"By {', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else f"By {said[0]}" if said else ""


def _embed(article: Article) -> str:
    """Nothing is embedded but what is known to show a video and nothing else."""
    found = _YOUTUBE.match(article.url)
    if not found:
        return f"[{escaped(article.headline)}]({article.url})"
    title = article.headline.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    source = f"https://www.youtube-nocookie.com/embed/{found[1]}"
    return f'<iframe src="{source}" title="{title}" loading="lazy" allowfullscreen></iframe>'


# reading


@dataclass
class Read:
    """What a body says: fields of blocks in order, Markdown of passages by capture and position, notes by number."""

    blocks: list[tuple[Fact, str]] = field(default_factory=list)  # with the prose
    passages: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, str] = field(default_factory=dict)


def read(text: str, own: Fact, pictures: Mapping[str, str]) -> Read:
    """Raises Unreadable when the body is not made as the facts say."""
    lines, found = Lines(text, pictures), Read()
    labels = {str(fact["number"]) for fact in facts(own, "annotations") if "number" in fact}
    for fact in facts(own, "blocks"):
        if "skip" in fact:
            lines.take(fact["skip"])
        elif "prose" in fact:
            said = read_prose(lines.take(fact["prose"]), fact)
            found.blocks.append((fact, str(fact.get("text", said))))
        elif "excerpt" in fact:
            if "head" in fact:
                lines.take(fact["head"])
            for position, count in (fact.get("passages") or {}).items():
                found.passages[str(fact["excerpt"])][int(position)] = unmarked(lines.take(count), labels)
            found.blocks.append((fact, ""))
        else:
            lines.take(fact.get("lines"))
            found.blocks.append((fact, ""))
    for fact in facts(own, "annotations"):
        if "number" in fact:
            definitions = [lines.take(count) for count in fact.get("lines") or []]
            if not definitions or len(definitions) != 1 + len(fact.get("labels") or {}):
                raise Unreadable(f"the lines of note {fact['number']} do not fit")
            found.notes[str(fact["number"])] = str(fact.get("body", read_note(definitions, fact)))
    lines.finish()
    return found
