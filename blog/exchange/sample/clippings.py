"""Articles with their captures, and the notes on their words."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.annotations import anchoring
from blog.annotations.models import Annotation, Target
from blog.annotations.reanchoring import follow_text
from blog.articles.capturing import capture
from blog.articles.models import Article, Author, Byline, Capture, Passage
from blog.exchange.sample.finding import passage_beginning, place
from blog.exchange.sample.reading import Entry, entries_of, pages_of
from blog.exchange.sample.shelf import Shelf, stored, taken
from blog.posts.models import Correction

HEADLINE = "headline"


def load_articles(folder: Path, shelf: Shelf) -> None:
    """slug.md is an article with its first capture, slug.2.md the next capture of the same."""
    for entry, body in pages_of(folder / "articles"):
        slug, _, nth = entry.path.stem.partition(".")
        if not nth:
            shelf.articles[slug] = _article(entry, slug, shelf)
        article = taken(entry, shelf.articles, slug)
        if nth and (updated := entry.moment("updated")):
            article.modified_at, article.dates_printed = updated, entry.text("printed", article.dates_printed)
            article.save()
        made = _captured(entry, article, body)
        shelf.captures[entry.path.stem] = made
        shelf.passages[entry.path.stem] = list(made.passages.order_by("position"))


def _article(entry: Entry, slug: str, shelf: Shelf) -> Article:
    bylines = [(line.text("name"), line.text("role", "")) for line in entry.entries("authors")]
    for key in ("captured", "roles", "private"):
        entry.get(key)
    article = Article(
        slug=slug,
        kind=entry.text("kind", Article.Kind.ARTICLE),
        headline=entry.text("headline"),
        dek=entry.text("dek", ""),
        url=entry.text("url", ""),
        publisher=taken(entry, shelf.publishers, entry.text("publisher")),
        published_at=entry.moment("published"),
        modified_at=entry.moment("updated"),
        dates_printed=entry.text("printed", ""),
        language=entry.text("language", "en"),
        archive_url=entry.text("archive", ""),
    )
    stored(entry, article)
    for position, (name, role) in enumerate(bylines):
        author = Author.objects.filter(name=name).first()
        if author is None:
            author = stored(entry, Author(name=name, page_url=shelf.author_pages.get(name, "")))
        stored(entry, Byline(article=article, author=author, position=position, role=role))
    return article


def _captured(entry: Entry, article: Article, body: str) -> Capture:
    """With the roles and the privacy of passages that the front matter names by their first words."""
    try:
        made, _ = capture(article, body, captured_at=entry.moment("captured") or timezone.now())
    except ValidationError as error:
        raise entry.refused(error) from error
    passages = list(made.passages.all())
    roles = entry.get("roles", {})
    if not isinstance(roles, dict) or not roles.keys() <= set(Passage.Role.values):
        raise entry.error(f"“roles” names passages under {', '.join(Passage.Role.values)}")
    for role, beginnings in roles.items():
        for words in beginnings:
            passage = passage_beginning(entry, passages, words)
            passage.role = role
            passage.save(update_fields=["role"])
    for words in entry.items("private"):
        passage = passage_beginning(entry, passages, words)
        passage.is_quoted = False
        passage.save(update_fields=["is_quoted"])
    entry.finish()
    return made


def load_notes(folder: Path, shelf: Shelf) -> None:
    """notes/slug.yaml is about the capture of articles/slug.md; in later captures its words are looked for."""
    for path in sorted((folder / "notes").glob("*.yaml")):
        for entry in entries_of(path):
            _note(entry, taken(entry, shelf.captures, path.stem), shelf)
    for name, later in shelf.captures.items():
        if "." in name:
            follow_text(later)


def _note(entry: Entry, about: Capture, shelf: Shelf) -> None:
    targets = entry.get("about")
    corrections = entry.entries("corrections")
    created = entry.moment("at") or timezone.now()
    note = Annotation(
        annotator=taken(entry, shelf.writers, entry.text("by", shelf.editor.username)),
        kind=entry.text("kind", Annotation.Kind.COMMENT),
        state=entry.text("state", Annotation.State.PUBLISHED),
        body=entry.text("body"),
        created=created,
    )
    if not targets:
        raise entry.error("“about” is missing: the words it is about, or headline")
    stored(entry, note)
    for words in targets if isinstance(targets, list) else [targets]:
        part = Target.Part.HEADLINE if words == HEADLINE else Target.Part.TEXT
        text = about.article.headline if words == HEADLINE else about.plain
        start, end = (0, len(text)) if words == HEADLINE else place(entry, text, words)
        quote = anchoring.describe(text, start, end)
        target = Target(annotation=note, capture=about, part=part, start=start, end=end)
        target.exact, target.prefix, target.suffix = quote.exact, quote.prefix, quote.suffix
        stored(entry, target)
    for correction in corrections:
        made = Correction(
            annotation=note,
            kind=correction.text("kind", Correction.Kind.CORRECTION),
            made_at=correction.moment("at") or created,
            body=correction.text("text"),
        )
        stored(correction, made)
