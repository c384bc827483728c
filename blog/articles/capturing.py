"""Captured Markdown to a capture with its passages."""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from blog.articles.models import Article, Capture, Passage
from blog.core.footnotes import without_marks
from blog.core.markdown import Block, BlockKind, MarkdownTooLong, Rendered, render
from blog.core.text import clean

Role = Passage.Role
ROLE_OF_KIND = {
    BlockKind.HEADING: Role.SUBHEAD,
    BlockKind.LIST: Role.LIST,
    BlockKind.TABLE: Role.TABLE,
    BlockKind.QUOTE: Role.PULL_QUOTE,
}
RoleRule = Callable[[int, Block], str]


def role_by_shape(position: int, block: Block) -> str:
    """What a block most probably is; an editor may say otherwise."""
    source = block.source.strip()
    if position == 0 and len(source) > 2 and source[0] == source[-1] and source[0] in "*_" and source[1] != source[0]:
        return Role.DEK
    return ROLE_OF_KIND.get(block.kind, Role.BODY)


def read(text: str) -> Rendered:
    """Raises ValidationError at `text` when there are no words in it or too many."""
    try:
        rendered = render(text)
    except MarkdownTooLong as error:
        raise ValidationError({"text": str(error)}) from error
    if not rendered.text.strip():
        raise ValidationError({"text": "There are no words in this text. Paste the article's text."})
    return rendered


def capture(
    article: Article,
    text: str,
    *,
    how: str = Capture.How.PASTED,
    captured_at: dt.datetime | None = None,
    role_of: RoleRule = role_by_shape,
) -> tuple[Capture, bool]:
    """The capture of this text and whether it is new; raises what `read` raises."""
    text = clean(text)
    known = article.captures.filter(sha256=Capture.digest(text)).first()
    if known:
        return known, False
    return store(article, text, read(text), how=how, captured_at=captured_at, role_of=role_of), True


def store(
    article: Article,
    text: str,
    rendered: Rendered,
    *,
    how: str = Capture.How.PASTED,
    captured_at: dt.datetime | None = None,
    role_of: RoleRule = role_by_shape,
) -> Capture:
    """A clean text that the article has no capture of, as `read`."""
    with transaction.atomic():
        made = Capture.objects.create(
            article=article, text=text, plain=rendered.text, how=how, captured_at=captured_at or timezone.now()
        )
        Passage.objects.bulk_create(
            passage_of(made, position, block, role_of(position, block))
            for position, block in enumerate(shown(rendered))
        )
    return made


def shown(rendered: Rendered) -> list[Block]:
    """Those that become passages."""
    return [block for block in rendered.blocks if block.html]


def passage_of(capture: Capture, position: int, block: Block, role: str) -> Passage:
    """Not saved yet."""
    return Passage(
        capture=capture,
        position=position,
        role=role,
        markdown=block.source,
        html=without_marks(block.html),
        text=block.text,
        start=block.start,
    )
