"""An imported file as an editor reviews it: line by line, with the doubts and what became of each beside it."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from blog.articles.models import Article, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.moving import moves
from blog.exchange.moving.offering import Offer, offers
from blog.posts.models import Block

LONGEST_KEY = 60
_LINK = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|</?[a-zA-Z][^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Line:
    """One line of the file; `what` names what the lines around it became, once for each run of them."""

    number: int
    text: str
    what: str = ""
    doubts: list[dict[str, Any]] = field(default_factory=list)
    paragraphs: list["Paragraph"] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage that the post shows, or that was moved out of the article."""

    passage: Passage
    is_moved: bool


@dataclass(slots=True)
class Review:
    record: ImportRecord
    lines: list[Line]
    unplaced: list[Paragraph]
    unplaced_offers: list[Offer]
    """Paragraphs of the article, and of the blogger, whose line was not found."""
    articles: list[Article]
    difference: list[str]
    """Between this file and a later version that an editor's work stood against; a unified diff."""

    @property
    def reviewed(self) -> dict[str, str]:
        """By whom, when and what it was before; empty while nobody has."""
        found: dict[str, str] = self.record.report.get("reviewed", {})
        return found


def review(record: ImportRecord) -> Review:
    """Five queries, however long the file."""
    text = bytes(record.raw).decode("utf-8", "replace")
    lines = [Line(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
    for span in record.report.get("spans", []):
        first = int(span["from"])
        if 0 < first <= len(lines) and span["what"] != "blank":
            lines[first - 1].what = span["what"]
    for doubt in doubts(record):
        lines[min(max(int(doubt["line"]), 1), len(lines)) - 1].doubts.append(doubt)
    blocks = list(
        Block.objects.filter(post=record.post_id).select_related("capture__article", "video").order_by("position")
        if record.post_id
        else []
    )
    by_key: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if key := _key(line.text):
            by_key[key].append(line)
    unplaced = _paragraphs(record, blocks, by_key)
    unplaced_offers = _offers(record, blocks, by_key)
    shown = (block.video or (block.capture and block.capture.article) for block in blocks)
    articles = list({article.pk: article for article in shown if article}.values())
    return Review(record, lines, unplaced, unplaced_offers, articles, list(_difference(record, text)))


def doubts(record: ImportRecord) -> list[dict[str, Any]]:
    """Line, what and text of each; what kept a file from being imported is one, too."""
    found: list[dict[str, Any]] = list(record.report.get("entry", {}).get("doubts", []))
    if failure := record.report.get("failed"):
        found.append({"line": 1, "what": "file that could not be imported", "text": failure})
    if "conflict" in record.report:
        what = "page" if record.page_id else "post"
        text = f"the file has changed, and so has the {what}; the {what} was left alone"
        found.insert(0, {"line": 1, "what": "conflict", "text": text})
    return found


def reasons(record: ImportRecord) -> list[str]:
    found: list[str] = record.report.get("entry", {}).get("reasons", [])
    return found


def mark_reviewed(record: ImportRecord, name: str) -> bool:
    """Confidence becomes high, and who said so stays in the report; False when it was high already.

    Not by save(): the moment of the import stays.
    """
    if record.confidence == ImportRecord.Confidence.HIGH:
        return False
    said = {"by": name, "at": timezone.now().isoformat(), "was": record.confidence}
    record.report = {**record.report, "reviewed": said}
    record.confidence = ImportRecord.Confidence.HIGH
    ImportRecord.objects.filter(pk=record.pk).update(report=record.report, confidence=record.confidence)
    return True


def mark_unreviewed(record: ImportRecord) -> bool:
    """As before `mark_reviewed`; False when nobody had reviewed it."""
    said = record.report.get("reviewed")
    if not said:
        return False
    record.report = {key: value for key, value in record.report.items() if key != "reviewed"}
    record.confidence = said["was"]
    ImportRecord.objects.filter(pk=record.pk).update(report=record.report, confidence=record.confidence)
    return True


def _paragraphs(record: ImportRecord, blocks: list[Block], by_key: Mapping[str, list[Line]]) -> list[Paragraph]:
    """Put beside the lines they came from; those whose line is not found."""
    captures = {block.capture_id for block in blocks if block.capture_id}
    moved = moves(record)
    passages = Passage.objects.filter(capture__in=captures) | Passage.objects.filter(uid__in=moved)
    shown = [one for one in passages.order_by("capture", "position").distinct() if _is_shown(one, blocks, moved)]
    last: dict[int, int] = defaultdict(int)
    unplaced = []
    for passage in shown:
        paragraph = Paragraph(passage, passage.uid in moved)
        line = _line_of(passage.markdown, by_key, last[passage.capture_id])
        if line:
            last[passage.capture_id] = line.number
            line.paragraphs.append(paragraph)
        else:
            unplaced.append(paragraph)
    return unplaced


def _offers(record: ImportRecord, blocks: list[Block], by_key: Mapping[str, list[Line]]) -> list[Offer]:
    """Put beside the lines they came from; those whose line is not found."""
    last = 0
    unplaced = []
    for offer in offers(record, blocks):
        line = _line_of(offer.paragraph.block.source, by_key, last)
        if line:
            last = line.number
            line.offers.append(offer)
        else:
            unplaced.append(offer)
    return unplaced


def _line_of(markdown: str, by_key: Mapping[str, list[Line]], last: int) -> Line | None:
    """The first one that reads so below the line `last`, else the first that reads so."""
    first = next((key for key in map(_key, markdown.split("\n")) if key), "")
    found = by_key.get(first, [])
    return next((line for line in found if line.number > last), found[0] if found else None)


def _is_shown(passage: Passage, blocks: list[Block], moved: Any) -> bool:
    if passage.uid in moved:
        return True
    return passage.is_quoted and any(
        block.capture_id == passage.capture_id
        and (block.first_passage or 0) <= passage.position
        and (block.last_passage is None or passage.position <= block.last_passage)
        for block in blocks
    )


def _key(line: str) -> str:
    """Letters and digits only, of the words that a reader sees; enough of them to find the line."""
    return _NO_LETTER.sub("", _LINK.sub("]", line)).casefold()[:LONGEST_KEY]


def _difference(record: ImportRecord, text: str) -> Iterator[str]:
    later = record.report.get("conflict", {}).get("text")
    if later is not None:
        yield from difflib.unified_diff(text.splitlines(), later.splitlines(), "imported", "now", lineterm="")
