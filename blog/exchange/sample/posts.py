"""Posts: front matter, then own prose, interrupted by lines that begin with @@ and name another block."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reversion
import yaml

from blog.articles.models import Passage
from blog.exchange.sample.finding import passage_beginning
from blog.exchange.sample.reading import Entry, pages_of
from blog.exchange.sample.shelf import Shelf, stored, taken
from blog.posts.models import Block, Correction, FormerAddress, Post

DIRECTIVE = re.compile(r"^@@ +(.*)$", re.MULTILINE)


def load_posts(folder: Path, shelf: Shelf) -> None:
    """The file's name is the post's slug."""
    for entry, body in pages_of(folder / "posts"):
        _post(entry, body, shelf)


def _post(entry: Entry, body: str, shelf: Shelf) -> None:
    tags, former = entry.items("tags"), entry.items("former")
    corrections = entry.entries("corrections")
    categories = [taken(entry, shelf.categories, name) for name in entry.items("categories")]
    series, image = entry.text("series", ""), entry.text("lead_image", "")
    publish_at = entry.moment("date")
    post = Post(
        slug=entry.path.stem,
        title=entry.text("title"),
        dek=entry.text("dek", ""),
        pull_quote=entry.text("pull_quote", ""),
        pull_quote_by=entry.text("pull_quote_by", ""),
        author=taken(entry, shelf.writers, entry.text("author", shelf.editor.username)),
        status=entry.text("status", Post.Status.PUBLISHED),
        publish_at=publish_at,
        updated_at=entry.moment("updated"),
        series=taken(entry, shelf.series, series) if series else None,
        part=entry.get("part"),
        lead_image=taken(entry, shelf.images, image) if image else None,
    )
    earlier = [(was.text("title", post.title), was.text("dek", post.dek)) for was in entry.entries("earlier")]
    final = post.title, post.dek
    if publish_at:
        post.created = publish_at
    for post.title, post.dek in [*earlier, final]:
        with reversion.create_revision():
            reversion.set_user(post.author)
            stored(entry, post)
            if not post.blocks.exists():
                post.categories.set(categories)
                post.tags.add(*tags)
                for position, block in enumerate(_blocks(entry, body, shelf)):
                    block.post, block.position = post, position
                    stored(entry, block)
    for path in former:
        stored(entry, FormerAddress(path=path, post=post))
    for correction in corrections:
        made = Correction(
            post=post,
            kind=correction.text("kind", Correction.Kind.CORRECTION),
            body=correction.text("text"),
        )
        if moment := correction.moment("at"):
            made.made_at = moment
        stored(correction, made)


def _blocks(entry: Entry, body: str, shelf: Shelf) -> Iterator[Block]:
    pieces = DIRECTIVE.split(body)
    for index, piece in enumerate(pieces):
        if index % 2:
            yield _directed(entry, piece, shelf)
        elif piece.strip():
            yield Block(kind=Block.Kind.PROSE, prose=piece.strip("\n"))


def _directed(post: Entry, line: str, shelf: Shelf) -> Block:
    """One @@ line: excerpt (of a capture, from, to), image, video or snippet, each with an optional caption."""
    entry = Entry(post.path, f"@@ {line}", _mapping(post, line))
    block = Block(caption=entry.text("caption", ""))
    if name := entry.text("excerpt", ""):
        block.kind, block.capture = Block.Kind.EXCERPT, taken(entry, shelf.captures, name)
        passages = shelf.passages[name]
        block.first_passage = _position(entry, passages, "from")
        block.last_passage = _position(entry, passages, "to")
    elif name := entry.text("image", ""):
        block.kind, block.image = Block.Kind.IMAGE, taken(entry, shelf.images, name)
    elif name := entry.text("video", ""):
        block.kind, block.video = Block.Kind.VIDEO, taken(entry, shelf.articles, name)
    elif name := entry.text("snippet", ""):
        block.kind, block.snippet = Block.Kind.SNIPPET, taken(entry, shelf.snippets, name)
    entry.finish()
    return block


def _position(entry: Entry, passages: list[Passage], key: str) -> int | None:
    words = entry.text(key, "")
    return passage_beginning(entry, passages, words).position if words else None


def _mapping(post: Entry, line: str) -> Any:
    try:
        return yaml.safe_load(line)
    except yaml.YAMLError as error:
        raise post.error(f"@@ {line}: this is not YAML: {error}") from error
