"""Key points above an article: a third voice, neither the publisher's nor the blogger's."""

import re

from blog.exchange.jekyll import heads
from blog.exchange.jekyll.chunks import Chunk, items
from blog.exchange.jekyll.headings import plain
from blog.exchange.jekyll.tree import Confidence, Passage, Source, Tree

TERM_ITEM = re.compile(r"\*\*.+?\*\*\s*:?\s*\S")
_POINT = re.compile(r"\*\*(?:[^*]|\*(?!\*))+?(?::\*\*|\*\*\s*:)\s*\S")
MOST_BEFORE = 2  # paragraphs between the byline and the key points
DOUBTED_BEFORE = 4


def is_early(source: Source) -> bool:
    """Whether nothing of the article's text has been read; a short line that the head left over is no text."""
    return not any(isinstance(part, Passage) and _is_text(part) for part in source.parts)


def are(chunk: Chunk, source: Source, tree: Tree) -> bool:
    """Whether the list is one; a point above it that lost its sign becomes one with it."""
    said = items(chunk.source)
    points = len(said) > 2 and all(_POINT.match(item) for item in said)
    above = _point_above(source) if points else None
    before = [passage for passage in source.passages if _is_text(passage) and passage is not above]
    found = _stand_first(said, source) if not before else points and _stand_behind(before, source, chunk, tree)
    if found:
        if above:
            above.role = "summary"
        if not before and chunk.line not in {doubt.line for doubt in tree.doubts}:
            tree.doubt(chunk.line, "key points read as a third voice", chunk.lines[0])
        tree.verdict.lower(
            Confidence.REVIEW, "key points in a third voice: own paragraphs are usual among the article's"
        )
    return found


def _is_text(passage: Passage) -> bool:
    if passage.role in {"dek", "summary"}:
        return False
    return passage.role != "body" or not heads.is_kicker(plain(passage.markdown))


def _stand_first(said: list[str], source: Source) -> bool:
    terms = sum(bool(TERM_ITEM.match(item)) for item in said)
    led = bool(source.passages) and source.passages[-1].role == "summary"
    return len(said) > 1 and (terms * 2 > len(said) or led)


def _stand_behind(before: list[Passage], source: Source, chunk: Chunk, tree: Tree) -> bool:
    """A list of nothing but points below a first paragraph that does not lead up to it."""
    is_lead = before[-1].markdown.rstrip().endswith(":")
    if source.kind != "article" or is_lead or len(before) > DOUBTED_BEFORE:
        return False
    tree.doubt(chunk.line, "key points, or a list of the article?", chunk.lines[0])
    tree.verdict.lower(Confidence.REVIEW, "key points, or a list of the article")
    return len(before) <= MOST_BEFORE and all(passage.role == "body" for passage in before)


def _point_above(source: Source) -> Passage | None:
    last = source.parts[-1] if source.parts else None
    is_point = isinstance(last, Passage) and last.role == "body" and bool(_POINT.match(last.markdown.strip()))
    return last if is_point and isinstance(last, Passage) else None
