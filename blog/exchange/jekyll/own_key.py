"""Files that this site exported: read back exactly, by the front matter's key of our own."""

import json
from collections.abc import Mapping
from typing import Any

import yaml
from django.db import transaction

from blog.accounts.models import User
from blog.annotations.models import Annotation
from blog.exchange.jekyll.annotating import Placed
from blog.exchange.jekyll.bounded_yaml import compose
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.lookups import Lookups
from blog.exchange.jekyll.placing import Placer
from blog.exchange.jekyll.reading import Prepared
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Confidence, Tree, Verdict
from blog.exchange.own import pages, posts, shared
from blog.exchange.own.body import read
from blog.exchange.own.facts import Fact, Unreadable, facts, text
from blog.exchange.own.posts import KEY, VERSION, Made
from blog.exchange.own.sources import Shelf, make_article, make_capture
from blog.posts.models import Post

SHARED, PRIVATE = "_data/commentary.json", "_private/commentary.json"


def begin(site: Site, *, keeps_files: bool = True) -> User | None:
    """Makes what the site's posts share, and what no post shows; the owner, None where no export wrote the site.

    What cannot be read becomes a problem of the site; nothing of it is made then.
    """
    try:
        found = [said for path in (SHARED, PRIVATE) if (said := _json(site, path))]
        if not found:
            return None
        with transaction.atomic():
            made = shared.make(found, site.read, keeps_files=keeps_files)
            site.shared = made
            for fact in (fact for source in found for fact in facts(source, "pages")):
                pages.make_hidden(fact, made.pictures)
            owner = made.people.get(str((site.config.get(KEY) or {}).get("owner")))
            if owner:
                _leftovers(found, made, owner)
    except Exception as error:
        site.shared = None
        site.problems.append(f"{SHARED} or {PRIVATE} cannot be read: {' '.join(str(error).split())[:300]}")
        return None
    site.problems.extend(made.problems)
    return owner


def placed(prepared: Prepared, lookups: Lookups, former: Mapping[str, int], post: Post | None) -> Placed:
    """The rows of a file: exactly as they were where this site wrote it, else by reading it as any Jekyll post."""
    document, draft, tree = prepared.document, prepared.draft, prepared.tree

    def as_any() -> Placed:
        return Placer(draft, tree, lookups, dict(former)).place(post)

    found = parts(document)
    if found is None:
        return as_any()
    front, body = found
    own = front[KEY]
    shelf = _shelf(lookups)
    pictures = lookups.site.shared.pictures if lookups.site.shared else {}
    try:
        content = read(body, own, pictures)
    except Unreadable as error:
        made = as_any()
        tree.verdict.lower(Confidence.LOOK, "changed by hand since it was exported")
        tree.doubt(1, "changed by hand since it was exported: read as any post, its notes as they were", str(error))
        _amend(made, front, own, shelf, lookups, draft.tags)
        lookups.saw_post(made.post)
        return made
    private = _json(lookups.site, f"_private/{text(own, 'uid')}.json") or {}
    rows = posts.make(front, own, content, private, shelf, lookups.tags(draft.tags), post, former)
    settle(tree, document, other="post" if rows.is_other else "")
    lookups.saw_post(rows.post)
    for article in rows.shelf.articles.values():
        lookups.saw_article(article, [byline.author for byline in article.bylines.select_related("author")])
    return _told(rows)


def _leftovers(found: list[Fact], made: shared.Shared, owner: User) -> None:
    shelf = Shelf(made.people, owner)
    for source in found:
        texts = source.get("captures") or {}
        for fact in facts(source, "articles"):
            article = make_article(fact, shelf)
            for of_capture in facts(fact, "captures"):
                key = text(of_capture, "key")
                if key in texts:
                    make_capture(of_capture, article, {}, str(texts[key]), shelf)
        nobody = Made(Post(), shelf)
        posts.make_annotations({}, read("", {}, {}), source, nobody, set())


def parts(document: Document) -> tuple[Fact, str] | None:
    """Front matter and body of a file with our key; None for any other."""
    if f"\n{KEY}:".encode() not in document.raw:
        return None
    lines = document.text.split("\n")
    head, body = lines[1 : document.body_line - 1], lines[document.body_line :]
    try:
        compose("\n".join(head))
        front = yaml.load("\n".join(head), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):  # ValueError: a date of no calendar, a number of no size
        return None
    own = front.get(KEY) if isinstance(front, dict) else None
    if not isinstance(own, dict) or own.get("version") != VERSION:
        return None
    return front, "\n".join(body).removeprefix("\n").removesuffix("\n")


def _shelf(lookups: Lookups) -> Shelf:
    return Shelf(lookups.site.shared.people if lookups.site.shared else {}, lookups.author)


def _amend(made: Placed, front: Fact, own: Fact, shelf: Shelf, lookups: Lookups, tags: list[str]) -> None:
    """What the key says of the post and of its notes, by their numbers, holds whatever became of the text."""
    if not Post.objects.filter(uid=text(own, "uid")).exclude(pk=made.post.pk).exists():
        made.post = posts.make_post(front, own, shelf, lookups.tags(tags), made.post)
        posts.make_corrections(made.post, own)
    by_number = {key.partition("#")[0]: pk for key, pk in made.rows["annotations"].items()}
    for fact in facts(own, "annotations"):
        annotation = Annotation.objects.filter(pk=by_number.get(str(fact.get("number")), 0)).first()
        if annotation and not Annotation.objects.filter(uid=text(fact, "uid")).exists():
            annotation.uid, annotation.kind = text(fact, "uid"), text(fact, "kind")
            annotation.state, annotation.attribution = text(fact, "state"), text(fact, "attribution")
            annotation.annotator = shelf.people.get(text(fact, "annotator"))
            annotation.full_clean(exclude=["annotator"])
            annotation.save()


def settle(tree: Tree, document: Document, *, other: str) -> None:
    """What the ordinary reading doubted does not matter. `other` names what is here already, if anything."""
    tree.doubts.clear()
    tree.verdict = Verdict()
    tree.spans[:] = [(1, document.text.count("\n") + 2, "read back")]
    if other:
        tree.doubt(1, f"this {other} is here already: it was left alone", "")


def _told(rows: Made) -> Placed:
    """For the report."""
    said = Placed(rows.post)
    for article in rows.shelf.articles.values():
        said.articles.append(
            {
                "headline": article.headline,
                "url": article.url,
                "publisher": article.publisher.name if article.publisher else None,
                "authors": [byline.author.name for byline in article.bylines.select_related("author")],
                "dates_printed": article.dates_printed,
                "published_at": article.published_at.isoformat() if article.published_at else None,
                "modified_at": article.modified_at.isoformat() if article.modified_at else None,
                "kind": article.kind,
                "passages": sum(
                    capture.passages.count()
                    for capture in rows.shelf.captures.values()
                    if capture.article_id == article.pk
                ),
            }
        )
    for annotation in rows.annotations.values():
        said.annotations.append(
            {
                "label": annotation.uid,
                "attributed_to": annotation.voice or None,
                "body": annotation.body,
                "state": annotation.state,
                "targets": [
                    {"exact": one.exact, "prefix": one.prefix, "suffix": one.suffix, "where": _where(one)}
                    for one in annotation.targets.all()
                ],
            }
        )
    said.rows = {
        "annotations": {uid: annotation.pk for uid, annotation in rows.annotations.items()},
        "captures": [capture.pk for capture in rows.shelf.captures.values()],
        "articles": [article.pk for article in rows.shelf.articles.values()],
    }
    return said


def _where(target: Any) -> str:
    return "heading" if target.part == "headline" else "article"


def _json(site: Site, path: str) -> Fact | None:
    """Raises Unreadable for a file that is there and is no mapping."""
    raw = site.read(path)
    if raw is None:
        return None
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise Unreadable(f"{path} is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{path} must be a mapping")
    return found
