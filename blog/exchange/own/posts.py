"""One post: its front matter and what goes beside it, and the way back to rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from blog.annotations.models import Annotation, Target
from blog.articles.models import Capture
from blog.exchange.own.body import BodyWriter, Material, Read, Written
from blog.exchange.own.facts import Fact, date_back, facts, fill, moment, said, text
from blog.exchange.own.sources import (
    Shelf,
    annotation_fact,
    article_fact,
    capture_fact,
    capture_key,
    gaps_of,
    make_annotation,
    make_article,
    make_capture,
    target_fact,
)
from blog.images.models import Image
from blog.posts.models import Block, Category, Correction, FormerAddress, Post, Series, Snippet, Tagging

KEY = "commentary"
VERSION = 1
POST = (
    "uid",
    "feed_id",
    "status",
    "slug",
    "publish_at",
    "updated_at",
    "pull_quote",
    "pull_quote_by",
    "part",
    "created",
    "modified",
)
DATE = "%Y-%m-%d %H:%M:%S %z"


@dataclass
class File:
    """A post as a file: `private` is what its readers never see; `pictures` are stored files by their names."""

    front: Fact
    body: str
    private: Fact = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


def written(
    material: Material,
    every_target: Sequence[Target],
    people: Mapping[int, str],
    tags: Sequence[str],
    categories: Sequence[str],
) -> File:
    """`every_target` is on the captures of the post, whatever the state of its annotation; names are in their order."""
    post = material.post
    body = BodyWriter(material).write()
    own: Fact = {"version": VERSION, **said(post, POST), "author": people[post.author_id]}
    if post.series:
        own["series"] = post.series.name
    if post.lead_image:
        own["lead_image"] = post.lead_image.sha256
        name = str(post.lead_image.file.name)
        body.pictures[name.rpartition("/")[2]] = name
    if corrections := corrections_fact(post):
        own["corrections"] = corrections
    own["blocks"] = body.blocks
    own["articles"], texts, partly = _sources(material, body)
    own["annotations"], hidden = _annotations(material, body, every_target, partly, people)
    private: Fact = {}
    if texts:
        private["captures"] = texts
    if hidden:
        private["annotations"] = hidden
    return File(_front(post, tags, categories, own), body.text, private, body.pictures)


def _front(post: Post, tags: Sequence[str], categories: Sequence[str], own: Fact) -> Fact:
    front: Fact = {"layout": "post", "title": post.title}
    if post.publish_at:
        front["date"] = timezone.localtime(post.publish_at, timezone.get_default_timezone()).strftime(DATE)
    if post.dek:
        front["excerpt"] = post.dek
    front["author"] = post.author.public_name
    front["categories"] = list(categories)
    front["tags"] = list(tags)
    if former := [address.path for address in post.former_addresses.all()]:
        front["redirect_from"] = former
    return {**front, KEY: own}


def corrections_fact(row: Post | Annotation) -> list[Fact]:
    found: Any = row.corrections.all()
    return [said(one, ["kind", "made_at", "body"]) for one in reversed(found)]


def _sources(material: Material, body: Written) -> tuple[list[Fact], dict[str, str], dict[int, str]]:
    """Articles with captures; texts that the body does not give back; of those captures what readers see."""
    found: dict[int, Fact] = {}
    texts: dict[str, str] = {}
    partly: dict[int, str] = {}
    captures: set[int] = set()
    for block in material.blocks:
        article = block.video or (block.capture.article if block.capture else None)
        if article is None:
            continue
        fact = found.setdefault(article.pk, article_fact(article))
        if block.capture is None or block.capture.pk in captures:
            continue
        captures.add(block.capture.pk)
        passages = material.passages[block.capture.pk]
        of_capture = capture_fact(block.capture, list(passages))
        shown = {p.position: p for p in passages if p.pk in body.passages}
        if lost := {n: p.markdown for n, p in shown.items() if body.passages[p.pk] != p.markdown}:
            of_capture["texts"] = lost
        if len(shown) < len(passages) or gaps_of(block.capture.text, [p.markdown for p in passages]) is None:
            texts[capture_key(block.capture)] = block.capture.text
            partly[block.capture.pk] = "\n\n".join(p.text for p in passages if p.is_quoted)
        fact.setdefault("captures", []).append(of_capture)
    return list(found.values()), texts, partly


def _annotations(
    material: Material,
    body: Written,
    every_target: Sequence[Target],
    partly: Mapping[int, str],
    people: Mapping[int, str],
) -> tuple[list[Fact], list[Fact]]:
    """Those in the body in the order of their numbers; the others, and what of the former is about hidden words."""
    captures = {block.capture_id: block.capture for block in material.blocks if block.capture}
    aimed: dict[int, list[Target]] = {}
    annotations: dict[int, Annotation] = {}
    for target in every_target:
        aimed.setdefault(target.annotation_id, []).append(target)
        annotations[target.annotation_id] = target.annotation
    shown, hidden = [], []
    for pk, note in body.notes.items():
        fact = annotation_fact(annotations[pk], people) | note
        in_full = [target_fact(one, captures[one.capture_id]) for one in aimed[pk]]
        seen = [target_fact(one, captures[one.capture_id], partly.get(one.capture_id)) for one in aimed[pk]]
        if seen != in_full:
            hidden.append({"uid": fact["uid"], "targets": in_full})
        if corrections := corrections_fact(annotations[pk]):
            fact["corrections"] = corrections
        shown.append({**fact, "targets": seen})
    for pk, annotation in annotations.items():
        if pk not in body.notes:
            hidden.append(hidden_fact(annotation, [target_fact(t, captures[t.capture_id]) for t in aimed[pk]], people))
    return shown, hidden


def hidden_fact(annotation: Annotation, targets: list[Fact], people: Mapping[int, str]) -> Fact:
    fact = annotation_fact(annotation, people) | {"body": annotation.body, "targets": targets}
    if corrections := corrections_fact(annotation):
        fact["corrections"] = corrections
    return fact


# reading


@dataclass
class Made:
    """The rows of one file; `is_other` when the post was here already and was left alone."""

    post: Post
    shelf: Shelf
    annotations: dict[str, Annotation] = field(default_factory=dict)  # by uid
    is_other: bool = False


def make(
    front: Fact, own: Fact, body: Read, private: Fact, shelf: Shelf, tags: Sequence[int], post: Post | None,
    former: Mapping[str, int],
) -> Made:  # fmt: skip
    """Raises Unreadable, ValidationError or what the database says; the caller holds the transaction."""
    known = Post.objects.filter(uid=text(own, "uid")).first()
    if known is not None and (post is None or known.pk != post.pk):
        return Made(known, shelf, is_other=True)
    made = Made(make_post(front, own, shelf, tags, post), shelf)
    _make_sources(own, body, private, shelf)
    _make_blocks(made.post, body, shelf)
    make_annotations(own, body, private, made, set(former.values()))
    make_corrections(made.post, own)
    date_back(made.post, own)
    return made


def make_post(front: Fact, own: Fact, shelf: Shelf, tags: Sequence[int], post: Post | None) -> Post:
    post = post or Post()
    fill(post, own, ["feed_id", "status", "slug", "pull_quote", "pull_quote_by", "part"])
    post.uid = text(own, "uid") or post.uid
    post.title, post.dek = str(front.get("title") or post.slug), text(front, "excerpt")
    post.publish_at, post.updated_at = moment(own, "publish_at"), moment(own, "updated_at")
    post.author = shelf.people.get(text(own, "author"), shelf.author)
    series = text(own, "series")
    post.series = _group(Series, series) if series else None
    post.part = post.part if post.series else None
    post.lead_image = Image.objects.filter(sha256=text(own, "lead_image")).first()
    post.created = moment(own, "created") or post.created
    post._place()
    base, n = post.slug, 1
    while post.year and post._twin(post.slug):
        n += 1
        post.slug = f"{base}-{n}"
    post.full_clean(exclude=["author", "series", "lead_image", "uid"])
    post.save()
    post.categories.set([])
    for name in front.get("categories") or []:
        post.categories.add(_group(Category, str(name)))
    Tagging.objects.filter(content_object=post).delete()
    Tagging.objects.bulk_create(Tagging(tag_id=pk, content_object=post) for pk in tags)
    FormerAddress.objects.lead(map(str, front.get("redirect_from") or []), post, anew=False)
    return post


def _group(model: Any, name: str) -> Any:
    return model.objects.filter(name=name).first() or model.objects.create(name=name)


def _make_sources(own: Fact, body: Read, private: Fact, shelf: Shelf) -> None:
    texts = private.get("captures") or {}
    for fact in facts(own, "articles"):
        article = make_article(fact, shelf)
        for of_capture in facts(fact, "captures"):
            key = text(of_capture, "key")
            known = dict(body.passages.get(key, {}))
            known |= {int(n): str(said) for n, said in (of_capture.get("texts") or {}).items()}
            if known or key in texts:
                make_capture(of_capture, article, known, texts.get(key), shelf)


def _make_blocks(post: Post, body: Read, shelf: Shelf) -> None:
    Block.objects.filter(post=post).delete()
    for fact, prose in body.blocks:
        block = _block(fact, prose, shelf)
        if block is not None:
            block.post, block.position, block.caption = post, post.blocks.count(), text(fact, "caption")
            block.full_clean(exclude=["post", "capture", "image", "video", "snippet"])
            block.save()


def _block(fact: Fact, prose: str, shelf: Shelf) -> Block | None:
    """None for what is not at hand, as an excerpt of which every passage is private."""
    if "prose" in fact:
        return Block(kind=Block.Kind.PROSE, prose=prose)
    if "excerpt" in fact:
        capture = shelf.captures.get(text(fact, "excerpt"))
        if capture is None:
            return None
        if not capture.sha256.startswith(text(fact, "excerpt").rpartition("@")[2]) and _is_short(capture, fact):
            return Block(kind=Block.Kind.EXCERPT, capture=capture)
        return Block(
            kind=Block.Kind.EXCERPT, capture=capture, first_passage=fact.get("from"), last_passage=fact.get("to")
        )
    if "image" in fact:
        image = Image.objects.filter(sha256=text(fact, "image")).first()
        return Block(kind=Block.Kind.IMAGE, image=image) if image else None
    if "video" in fact:
        return Block(kind=Block.Kind.VIDEO, video=shelf.articles[text(fact, "video")])
    snippet = Snippet.objects.filter(name=text(fact, "snippet")).first()
    return Block(kind=Block.Kind.SNIPPET, snippet=snippet) if snippet else None


def _is_short(capture: Capture, fact: Fact) -> bool:
    """Whether the capture has lost the passages around those that the block shows."""
    return capture.passages.count() <= max(map(int, fact.get("passages") or {0: 0}), default=0)


def make_annotations(own: Fact, body: Read, private: Fact, made: Made, former: set[int]) -> None:
    hidden = {text(fact, "uid"): fact for fact in facts(private, "annotations")}
    for fact in facts(own, "annotations"):
        whole = fact | hidden.pop(text(fact, "uid"), {})
        note = body.notes.get(str(fact.get("number")), text(fact, "body"))
        _make_annotation(whole, note, made, former)
    for fact in hidden.values():
        if "body" in fact:
            _make_annotation(fact, text(fact, "body"), made, former)


def _make_annotation(fact: Fact, body: str, made: Made, former: set[int]) -> None:
    annotation = make_annotation(fact, body, made.shelf, former)
    made.annotations[annotation.uid] = annotation
    make_corrections(annotation, fact)


def make_corrections(row: Post | Annotation, fact: Fact) -> None:
    owner = {"post" if isinstance(row, Post) else "annotation": row}
    for one in facts(fact, "corrections"):
        at = moment(one, "made_at") or timezone.now()
        if not Correction.objects.filter(**owner, made_at=at, body=text(one, "body")).exists():
            correction = Correction(**owner, made_at=at)
            fill(correction, one, ["kind", "body"])
            correction.full_clean(exclude=["post", "annotation"])
            correction.save()
