"""What a file says of the post itself: title, date, tags, whether it is public."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from blog.exchange.jekyll import dates, front_matter, subscriptions
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Document, Site
from blog.exchange.jekyll.tree import Confidence, Tree


@dataclass
class Draft:
    """`line` of the title and of the excerpt are for doubts about them."""

    title: str
    slug: str
    moment: dt.datetime | None
    is_public: bool
    tags: list[str]
    categories: list[str]
    excerpt: str
    title_line: int = 1
    excerpt_line: int = 1
    feed_id: str = ""


def draft_of(document: Document, site: Site, rules: Rules, tree: Tree) -> Draft:
    """Oddities become doubts of the tree."""
    front = document.front
    moment, source, oddity = site.date(document)
    if oddity:
        tree.doubt(
            front.line("date"), "date", f"{oddity}: the file's name was taken" if source == "file name" else oddity
        )
    if not source:
        tree.verdict.lower(Confidence.REVIEW, "no date")
    elif _is_shown_otherwise(front.text("date"), source, site):
        tree.verdict.lower(Confidence.LOOK, "a date that the former site reads otherwise")
    names = {}
    for plural, singular in (("tags", "tag"), ("categories", "category")):
        names[plural], repair = front_matter.names(front, plural, singular)
        if repair:
            tree.doubt(front.line(plural), plural, repair)
            tree.verdict.lower(Confidence.LOOK, f"{plural}: {repair}")
    title = front.values.get("title") or ""
    title = " ".join(title) if isinstance(title, list) else str(title).strip()
    if title.lower() in rules.unfilled_titles:
        tree.doubt(front.line("title"), "title of a template", title)
        tree.verdict.lower(Confidence.LOOK, "the title of a template")
    report_oddities(document, tree)
    _look_at_excerpt(front.text("excerpt"), front.line("excerpt"), tree)
    if document.kind == "misnamed":
        tree.doubt(1, "file name that Jekyll passes over: imported as a draft", document.path)
        tree.verdict.lower(Confidence.LOOK, "a file that Jekyll does not publish")
    if moment and moment > timezone.now():
        tree.doubt(front.line("date"), "date in the future: scheduled", moment.isoformat())
    return Draft(
        title=title,
        slug=document.new_slug,
        moment=moment,
        is_public=document.kind == "post" and not front.is_unpublished,
        tags=names["tags"],
        categories=list(dict.fromkeys([*site.folders(document), *names["categories"]])),
        excerpt=front.text("excerpt"),
        title_line=front.line("title"),
        excerpt_line=front.line("excerpt"),
        feed_id=subscriptions.feed_id(site, document, moment),
    )


def _is_shown_otherwise(written: str, source: str, site: Site) -> bool:
    """Whether the moment is not the one that Jekyll makes of the date, or Jekyll makes none of it."""
    if source == "file name":
        return bool(written)
    read = dates.read(written, site.zone)
    return read is not None and read.differs


def _look_at_excerpt(excerpt: str, line: int, tree: Tree) -> None:
    if excerpt.count("“") != excerpt.count("”") or excerpt.count('"') % 2:
        tree.doubt(line, "quotation mark without its other half", excerpt)


def report_oddities(document: Document, tree: Tree) -> None:
    """Of the front matter, whatever the file is."""
    front = document.front
    if front.error:
        tree.doubt(1, "front matter that YAML cannot read", front.error)
        tree.verdict.lower(Confidence.REVIEW, "front matter that YAML cannot read")
    for key, line, lost in front.doubles:
        tree.doubt(line, "key that stands twice in the front matter", f"{key}: {lost}")
        tree.verdict.lower(Confidence.LOOK, "a key that stands twice in the front matter")
    for typed, meant, line in front.misspelt:
        tree.doubt(line, "misspelt key in the front matter", f"{typed}, read as {meant}")
        tree.verdict.lower(Confidence.LOOK, "a misspelt key in the front matter")
    for key, line, value in front.unknown:
        tree.doubt(line, "unknown key in the front matter", f"{key}: {value}")
    for key, line, text in front.mappings:
        tree.doubt(line, "entry that YAML takes for a mapping", f"{key}: {text}")
