"""What lists show of a post (counts, galley), computed when something in it changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from blog.annotations.models import Target
from blog.core.text import words
from blog.posts.composition import Composed, Excerpt, Prose, compose_many
from blog.posts.galley import Strip, draw
from blog.posts.models import Post

BATCH = 100
_postponed: ContextVar[set[int] | None] = ContextVar("postponed", default=None)


def refresh(pks: Iterable[int]) -> None:
    """Writes the digests of these posts; inside `postponed()`, at its end."""
    waiting = _postponed.get()
    if waiting is not None:
        waiting.update(pks)
        return
    wanted = sorted(set(pks))
    for first in range(0, len(wanted), BATCH):
        posts = list(Post.objects.filter(pk__in=wanted[first : first + BATCH]).select_related("author"))
        composed = compose_many(posts)
        for post in posts:
            _digest(post, composed[post.pk])
        Post.objects.bulk_update(posts, ["note_count", "own_words", "quoted_words", "galley"])


@contextmanager
def postponed() -> Iterator[None]:
    """Many changes, one refresh of each post touched."""
    if _postponed.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _postponed.set(waiting)
    try:
        yield
    finally:
        _postponed.reset(token)
    refresh(waiting)


def _digest(post: Post, composed: Composed) -> None:
    post.note_count = len(composed.notes)
    post.quoted_words = composed.words_quoted
    post.own_words = composed.note_words + sum(words(text) for text in _own_texts(composed))
    post.galley = dict(draw(_strips(composed)))


def _own_texts(composed: Composed) -> Iterator[str]:
    for section in composed.sections:
        if isinstance(section, Prose):
            yield section.text


def _strips(composed: Composed) -> Iterator[Strip]:
    for section in composed.sections:
        if isinstance(section, Excerpt):
            targets = _placed_targets(section)
            for quoted in section.quoted:
                start, end = quoted.passage.start, quoted.passage.end
                marks = tuple((max(a, start) - start, min(b, end) - start) for a, b in targets if a < end and b > start)
                yield Strip("quoted", len(quoted.passage.text), marks)
        elif isinstance(section, Prose):
            for paragraph in section.text.split("\n\n"):
                if paragraph:
                    yield Strip("own", len(paragraph))


def _placed_targets(excerpt: Excerpt) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in excerpt.targets if t.is_placed and t.part == Target.Part.TEXT]
