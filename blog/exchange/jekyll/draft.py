"""What a file says of the post itself: title, date, tags, whether it is public."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from blog.exchange.jekyll import dates, front_matter, lead_pictures, subscriptions
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import NO_DATE, Site
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
    dek: str = ""  # the blogger's own words for certain
    changed: dt.datetime | None = None
    lead: str = ""  # the lead picture's file
    placed: frozenset[str] = frozenset()  # keys of the front matter that were of use, beside those that always are


def draft_of(document: Document, site: Site, rules: Rules, tree: Tree) -> Draft:
    """Oddities become doubts of the tree."""
    front = document.front
    moment, source, oddity = site.date(document)
    is_usual = rules.habits.dates_in_names if source == "file name" else rules.habits.times_without_zone
    if oddity and not (is_usual and (oddity == NO_DATE or dates.WITHOUT_ZONE in oddity)):
        tree.doubt(
            front.line("date"), "date", f"{oddity}: the file's name was taken" if source == "file name" else oddity
        )
    if not source:
        tree.verdict.lower(Confidence.REVIEW, "no date")
    elif not is_usual and _is_shown_otherwise(front.text("date"), source, site):
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
    report_oddities(document, tree, rules)
    _look_at_excerpt(front.text("excerpt"), front.line("excerpt"), tree)
    if document.kind == "misnamed":
        tree.doubt(1, "file name that Jekyll passes over: imported as a draft", document.path)
        tree.verdict.lower(Confidence.LOOK, "a file that Jekyll does not publish")
    if moment and moment > timezone.now():
        tree.doubt(front.line("date"), "date in the future: scheduled", moment.isoformat())
    key, dek = _dek(front)
    picture_key, lead = lead_pictures.find(front, site, document.path, tree)
    changed = _changed(document, site, moment, tree)
    _look_at_author(document, site, rules, tree)
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
        dek=dek,
        changed=changed,
        lead=lead,
        placed=frozenset({key, picture_key, "redirect_from", "last_modified_at" if changed else ""}),
    )


def _dek(front: front_matter.FrontMatter) -> tuple[str, str]:
    """What stands in for an excerpt, and its key."""
    if front.text("excerpt"):
        return "", ""
    return next(((key, text) for key in ("subtitle", "description", "summary") if (text := front.text(key))), ("", ""))


def _changed(document: Document, site: Site, moment: dt.datetime | None, tree: Tree) -> dt.datetime | None:
    """When the post was last changed, where that is said and after its date."""
    written = document.front.text("last_modified_at")
    read = dates.read(written, site.zone) if written else None
    if written and read is None:
        tree.doubt(document.front.line("last_modified_at"), "date", f"the date “{written}” cannot be read")
    return read.moment if read and moment and moment < read.moment <= timezone.now() else None


def _look_at_author(document: Document, site: Site, rules: Rules, tree: Tree) -> None:
    """Somebody else's post is told: all posts of an import are by one user."""
    said = document.front.values.get("author") or document.front.values.get("authors") or []
    known = {name.casefold() for name in (site.author_name, *site.handles, *rules.handles) if name}
    names = [str(name).removeprefix("name: ").strip() for name in ([said] if isinstance(said, str) else said)]
    others = [name for name in names if name and name.casefold().lstrip("@") not in known]
    if others and len(others) == len(names) and known:
        tree.doubt(document.front.line("author"), "author who is not the site's owner", ", ".join(others))


def _is_shown_otherwise(written: str, source: str, site: Site) -> bool:
    """Whether the moment is not the one that Jekyll makes of the date, or Jekyll makes none of it."""
    if source == "file name":
        return bool(written)
    read = dates.read(written, site.zone)
    return read is not None and read.differs


def _look_at_excerpt(excerpt: str, line: int, tree: Tree) -> None:
    if excerpt.count("“") != excerpt.count("”") or excerpt.count('"') % 2:
        tree.doubt(line, "quotation mark without its other half", excerpt)


def report_oddities(document: Document, tree: Tree, rules: Rules) -> None:
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
        if key in rules.habits.keys:
            continue
        tree.doubt(line, "unknown key in the front matter", f"{key}: {value}")
    for key, line, text in front.mappings:
        tree.doubt(line, "entry that YAML takes for a mapping", f"{key}: {text}")
