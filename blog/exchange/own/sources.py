"""Articles with their captures, annotations with their targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from blog.accounts.models import User
from blog.annotations.anchoring import Quote, describe, find
from blog.annotations.models import Annotation, Target
from blog.articles import capturing
from blog.articles.models import Article, Author, Byline, Capture, Passage, Publisher
from blog.exchange.own.facts import Fact, Unreadable, date_back, facts, fill, moment, said, text

ARTICLE = (
    "slug", "headline", "kind", "url", "dek", "published_at", "modified_at", "dates_printed", "language",
    "archive_url", "created", "modified",
)  # fmt: skip
FILLED = ("headline", "kind", "url", "dek", "dates_printed", "language", "archive_url")
ANNOTATION = ("uid", "kind", "state", "attribution", "created", "modified")
PLACED = (Target.Status.ANCHORED, Target.Status.MOVED, Target.Status.REWORDED)
USUAL_GAP = "\n\n"


def capture_key(capture: Capture) -> str:
    return f"{capture.article.slug}@{capture.sha256[:12]}"


# writing


def article_fact(article: Article) -> Fact:
    fact = said(article, ARTICLE)
    if article.publisher:
        fact["publisher"] = article.publisher.slug
    bylines = [{"author": one.author.slug, **said(one, ["role"])} for one in article.bylines.all()]
    return {**fact, "authors": bylines} if bylines else fact


def capture_fact(capture: Capture, passages: list[Passage]) -> Fact:
    """Without its text. `gaps` stand between the passages, where these are not simply an empty line apart."""
    fact = {"key": capture_key(capture), "sha256": capture.sha256, **said(capture, ["captured_at", "how"])}
    hidden = {False: " private", True: ""}
    fact["passages"] = [f"{one.uid} {one.role}{hidden[one.is_quoted]}" for one in passages]
    gaps = gaps_of(capture.text, [one.markdown for one in passages])
    if gaps is not None and gaps != _usual(len(passages)):
        fact["gaps"] = gaps
    return fact


def gaps_of(whole: str, parts: list[str]) -> list[str] | None:
    """What stands before, between and behind the parts; None where that is more than blanks."""
    gaps, at = [], 0
    for part in parts:
        start = whole.find(part, at)
        if start < 0:
            return None
        gaps.append(whole[at:start])
        at = start + len(part)
    gaps.append(whole[at:])
    return None if any(gap.strip() for gap in gaps) else gaps


def annotation_fact(annotation: Annotation, people: Mapping[int, str]) -> Fact:
    fact = said(annotation, ANNOTATION)
    if annotation.annotator_id:
        fact["annotator"] = people[annotation.annotator_id]
    return fact


def target_fact(target: Target, capture: Capture, public: str | None = None) -> Fact:
    """Its words, and what stands around them where that is not simply so in the text.

    With `public`, which is all that readers see of the text, only words that stand there, and of lost words the words.
    """
    fact: Fact = {"capture": capture_key(capture), "start": target.start, "end": target.end}
    if target.part != Target.Part.TEXT:
        fact["part"] = target.part
    if target.status != Target.Status.ANCHORED:
        fact["status"] = target.status
    if target.score != 1.0:
        fact["score"] = target.score
    if target.is_guess:
        fact["is_guess"] = True
    if public is None or target.part == Target.Part.HEADLINE:
        quote = describe(_text_of(target.part, capture), target.start, target.end)
        fact["exact"] = target.exact
        return fact | {
            name: getattr(target, name)
            for name in ("prefix", "suffix")
            if getattr(target, name) != getattr(quote, name)
        }
    if target.exact in public or not target.is_placed:
        fact["exact"] = target.exact
    return fact


def _text_of(part: str, capture: Capture) -> str:
    return capture.article.headline if part == Target.Part.HEADLINE else capture.plain


def _usual(count: int) -> list[str]:
    return ["", *[USUAL_GAP] * (count - 1), ""] if count else [""]


# reading


@dataclass
class Shelf:
    """What a file names, by the names that it uses."""

    people: Mapping[str, User]
    author: User  # where nobody is named, or somebody unknown
    articles: dict[str, Article] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)


def make_article(fact: Fact, shelf: Shelf) -> Article:
    """The one with this address, or slug where it has none; else a new one. Raises Unreadable or ValidationError."""
    article = Article()
    fill(article, fact, FILLED)
    article._normalise()
    known = Article.objects.filter(slug=text(fact, "slug")).first()
    if article.url_normalised:
        known = Article.objects.filter(url_normalised=article.url_normalised).first()
    elif known and (known.url or known.headline != article.headline):
        known = None
    if known is None:
        slug = text(fact, "slug")
        article.slug = "" if Article.objects.filter(slug=slug).exists() else slug
        article.published_at, article.modified_at = moment(fact, "published_at"), moment(fact, "modified_at")
        article.publisher = Publisher.objects.filter(slug=text(fact, "publisher")).first()
        article.full_clean()
        article.save()
        _sign(article, fact)
        date_back(article, {"created": fact.get("created"), "modified": fact.get("modified")})
        known = article
    shelf.articles[text(fact, "slug")] = known
    return known


def _sign(article: Article, fact: Fact) -> None:
    for position, line in enumerate(facts(fact, "authors")):
        author = Author.objects.filter(slug=text(line, "author")).first() or Author.objects.create(
            name=text(line, "author"), slug=text(line, "author")
        )
        Byline.objects.create(article=article, author=author, position=position, role=text(line, "role"))


def make_capture(fact: Fact, article: Article, known: Mapping[int, str], whole: str | None, shelf: Shelf) -> None:
    """`known` is the Markdown of passages by position. Without the whole text the capture has these passages only."""
    entries = [str(entry).split() for entry in fact.get("passages") or []]
    positions = range(len(entries))
    if whole is None and all(position in known for position in positions):
        gaps = fact.get("gaps") or _usual(len(entries))
        if len(gaps) != len(entries) + 1:
            raise Unreadable("“gaps” must stand before, between and behind the passages")
        whole = "".join([str(gaps[0]), *(f"{known[n]}{gaps[n + 1]}" for n in positions)])
    if whole is None:
        positions = range(0)
        entries = [entries[position] for position in sorted(known) if position < len(entries)]
        whole = USUAL_GAP.join(markdown for _, markdown in sorted(known.items()))
    capture, is_new = capturing.capture(
        article, whole, how=text(fact, "how") or Capture.How.IMPORTED, captured_at=moment(fact, "captured_at")
    )
    shelf.captures[text(fact, "key")] = capture
    if is_new:
        _mark_passages(capture, entries)


def _mark_passages(capture: Capture, entries: list[list[str]]) -> None:
    """Uid, role and privacy; nothing where the text has other passages than it had."""
    passages = list(capture.passages.order_by("position"))
    if len(passages) != len(entries):
        return
    taken = set(Passage.objects.filter(uid__in=[entry[0] for entry in entries]).values_list("uid", flat=True))
    for passage, (uid, role, *rest) in zip(passages, entries, strict=True):
        passage.uid = passage.uid if uid in taken or not uid.isalnum() else uid[:12]
        passage.role = role if role in Passage.Role.values else passage.role
        passage.is_quoted = "private" not in rest
    Passage.objects.bulk_update(passages, ["uid", "role", "is_quoted"])


def make_annotation(fact: Fact, body: str, shelf: Shelf, former: set[int]) -> Annotation:
    """With the targets on captures of the shelf. A known one is changed only where it came with an earlier import."""
    uid = text(fact, "uid")
    annotation = Annotation.objects.filter(uid=uid).first() if uid else None
    if annotation is None or annotation.pk in former:
        annotation = annotation or Annotation()
        fill(annotation, fact, ["kind", "state", "attribution"])
        annotation.uid = uid or annotation.uid
        annotation.body = body
        annotation.annotator = shelf.people.get(text(fact, "annotator"))
        annotation.created = moment(fact, "created") or annotation.created
        annotation.full_clean(exclude=["annotator"], validate_unique=False)
        annotation.save()
        date_back(annotation, fact)
    for aim in facts(fact, "targets"):
        capture = shelf.captures.get(text(aim, "capture"))
        if capture is not None:
            _aim(annotation, aim, capture)
    return annotation


def _aim(annotation: Annotation, fact: Fact, capture: Capture) -> None:
    """In a text that is not the one it was written for, the words are looked for; without them the note is lost."""
    part = text(fact, "part") or Target.Part.TEXT
    whole = _text_of(part, capture)
    start, end, exact = int(fact["start"]), int(fact["end"]), text(fact, "exact")
    status, score = text(fact, "status") or Target.Status.ANCHORED.value, float(fact.get("score", 1.0))
    quote = describe(whole, start, end)
    is_same = capture.sha256.startswith(text(fact, "capture").rpartition("@")[2])
    if part == Target.Part.HEADLINE:
        is_same = status != Target.Status.ANCHORED or whole[start:end] == exact
    if not is_same and status in PLACED:
        anchor = find(whole, Quote(exact, text(fact, "prefix"), text(fact, "suffix"))) if exact else None
        start, end, status, score = 0, 0, Target.Status.ORPHANED.value, 0.0
        if anchor is not None:
            start, end, status, score = anchor.start, anchor.end, anchor.status.value, anchor.score
            quote = describe(whole, start, end)
    Target.objects.get_or_create(
        annotation=annotation,
        capture=capture,
        part=part,
        start=start,
        end=end,
        defaults={
            "exact": exact,
            "prefix": fact.get("prefix", quote.prefix),
            "suffix": fact.get("suffix", quote.suffix),
            "status": status,
            "score": score,
            "is_guess": bool(fact.get("is_guess")),
        },
    )
