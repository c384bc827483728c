"""The least valid rows, named by their state. Each takes overrides."""

import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.anchoring import describe
from blog.annotations.models import Annotation, Target
from blog.articles.capturing import capture
from blog.articles.models import Article, Author, Byline, Capture, Publisher, PublisherHost
from blog.posts.models import Block, Page, Post

_n = count(1)

TEXT = """The harbour board met on *Tuesday* to talk about the ferry.

“We have a timetable,” said **Ada Quill**, the harbour master. “What we do not have is a ferry.”

The [council](https://council.example/) will vote in June."""


def make_user(**fields: Any) -> User:
    n = next(_n)
    return User.objects.create_user(**{"username": f"writer{n}", "display_name": f"Writer {n}", **fields})


def make_editor(**fields: Any) -> User:
    """May do everything in the admin."""
    n = next(_n)
    return User.objects.create_superuser(**{"username": f"editor{n}", "password": "correct horse", **fields})


def make_publisher(name: str = "", host: str = "") -> Publisher:
    n = next(_n)
    publisher = Publisher.objects.create(name=name or f"The Courier {n}")
    PublisherHost.objects.create(publisher=publisher, host=host or f"courier{n}.example")
    return publisher


def make_article(*, authors: tuple[str, ...] = (), **fields: Any) -> Article:
    n = next(_n)
    article = Article.objects.create(
        **{"headline": f"Ferry delayed again {n}", "url": f"https://courier.example/{n}", **fields}
    )
    for position, name in enumerate(authors):
        author, _ = Author.objects.get_or_create(name=name)
        Byline.objects.create(article=article, author=author, position=position)
    return article


def make_capture(text: str = TEXT, article: Article | None = None, **fields: Any) -> Capture:
    made, _ = capture(article or make_article(), text, **fields)
    return made


def annotate(
    captured: Capture, words: str, body: str = "Is that so?", *, occurrence: int = 1, **fields: Any
) -> Annotation:
    """About these words of the capture's plain text (the n-th time they occur)."""
    start = -1
    for _ in range(occurrence):
        start = captured.plain.index(words, start + 1)
    annotation = Annotation.objects.create(
        **{"body": body, "annotator": fields.pop("annotator", None) or make_user(), **fields}
    )
    add_target(annotation, captured, start, start + len(words))
    return annotation


def add_target(annotation: Annotation, captured: Capture, start: int, end: int, **fields: Any) -> Target:
    quote = describe(captured.plain, start, end)
    return Target.objects.create(
        annotation=annotation, capture=captured, start=start, end=end,
        **{"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, **fields},
    )  # fmt: skip


def make_post(
    *,
    published: bool = True,
    blocks: tuple[Any, ...] = ("Some words of my own.",),
    tags: tuple[str, ...] = (),
    **fields: Any,
) -> Post:
    """Blocks: a string is prose, a Capture an excerpt, a dict the fields of a Block."""
    n = next(_n)
    defaults: dict[str, Any] = {"title": f"A post {n}"}
    if published:
        defaults |= {"status": Post.Status.PUBLISHED, "publish_at": timezone.now() - dt.timedelta(hours=1)}
    author = fields.pop("author", None) or make_user()
    post = Post.objects.create(author=author, **{**defaults, **fields})
    for position, block in enumerate(blocks):
        if isinstance(block, str):
            block = {"kind": Block.Kind.PROSE, "prose": block}
        elif isinstance(block, Capture):
            block = {"kind": Block.Kind.EXCERPT, "capture": block}
        Block.objects.create(post=post, position=position, **block)
    if tags:
        post.tags.add(*tags)
    return post


def make_page(body: str = "Words about this site.", *, published: bool = True, **fields: Any) -> Page:
    defaults: dict[str, Any] = {"title": f"A page {next(_n)}"}
    if published:
        defaults |= {"status": Page.Status.PUBLISHED, "publish_at": timezone.now() - dt.timedelta(hours=1)}
    return Page.objects.create(body=body, **{**defaults, **fields})
