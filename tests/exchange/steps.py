"""What an editor does on the review page of an imported post, and what readers see of it then."""

import hashlib
from collections.abc import Iterator
from typing import Any

from blog.accounts.models import User
from blog.articles.models import Capture, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.moving import Place, adopt
from blog.exchange.moving.growing import neighbours
from blog.exchange.moving.paragraphs import own_paragraphs
from blog.posts.composition import compose
from blog.posts.models import Block
from tests.factories import make_post

TEXT = """The ferry is late again.

The mayor, of *all* people, blames the fog.

Nobody believes him.

The council meets in June."""
TEXTS = TEXT.replace("*", "").split("\n\n")


def imported(*blocks: Any, **fields: Any) -> ImportRecord:
    post = make_post(blocks=blocks, **fields)
    sha256 = hashlib.sha256(b"").hexdigest()
    return ImportRecord.objects.create(path=f"_posts/{post.slug}.md", sha256=sha256, raw=b"", post=post)


def part(capture: Capture, first: int, last: int) -> dict[str, Any]:
    return {"kind": "excerpt", "capture": capture, "first_passage": first, "last_passage": last}


def order_of(record: ImportRecord) -> list[Block]:
    return list(Block.objects.filter(post=record.post_id).select_related("capture").order_by("position"))


def move(record: ImportRecord, words: str, by: User, *, behind: bool = False) -> Passage:
    """As the button at the paragraph with these words does; `behind`, the one of the excerpt that follows."""
    order = order_of(record)
    [paragraph] = [one for block in order if block.prose for one in own_paragraphs(block) if words in one.block.source]
    excerpts = neighbours(order, paragraph.prose)
    excerpt = excerpts[-1 if behind else 0]
    return adopt(record, Place(paragraph.prose.pk, paragraph.line, paragraph.digest, excerpt.pk), by)


def blocks(record: ImportRecord) -> list[Any]:
    """Prose as it is stored, an excerpt as the numbers of its passages."""
    return [
        block.prose or (block.first_passage, block.last_passage) for block in Block.objects.filter(post=record.post_id)
    ]


def reading(post: Any) -> list[str]:
    """Every paragraph that readers see, in order."""
    return list(_paragraphs(post))


def _paragraphs(post: Any) -> Iterator[str]:
    for section in compose(post).sections:
        if section.kind == "excerpt":
            shown = (*section.dek, *section.summary, *section.quoted)
            yield from (one.passage.text for one in shown if one.passage.text)
        elif section.text:
            yield from section.text.split("\n\n")


def notes(post: Any) -> list[tuple[str, str]]:
    """What is said, by whom."""
    return [(note.text, note.voice) for note in compose(post).notes]


def marked(capture: Capture) -> list[tuple[str, str]]:
    """Words with what is said of them."""
    targets = capture.targets.filter(part="text").select_related("annotation").order_by("start", "end", "pk")
    return [(capture.plain[one.start : one.end], one.annotation.body) for one in targets]


def the_capture(record: ImportRecord) -> Capture:
    [capture] = {block.capture for block in order_of(record) if block.capture}
    return capture
