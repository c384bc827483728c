"""When an article was captured anew: every note on the text before it is looked for in the new one.

The earlier capture and its targets stay as they are, and posts go on showing it until an editor chooses the new one.
Each annotation gets a second target, on the new capture, that says how surely its words were found. `exact` stays what
the annotator quoted, so that a reworded target tells both wordings: its own, and `capture.plain[start:end]`.

Where a capture only got a passage that it lacked, nothing is looked for: the places are counted.
"""

from collections import Counter

from blog.annotations.anchoring import Anchor, Quote, Status, describe, find
from blog.annotations.models import Target
from blog.articles.inserting import Insertion
from blog.articles.models import Article, Capture


def follow_text(capture: Capture) -> Counter[Status]:
    """Gives the notes on the capture before this one targets on this one; how many came out how."""
    earlier = capture.article.captures.exclude(pk=capture.pk).filter(captured_at__lte=capture.captured_at).first()
    tally: Counter[Status] = Counter()
    if earlier is None:
        return tally
    taken = {(t.annotation_id, t.part, t.start, t.end) for t in capture.targets.all()}
    for target in earlier.targets.select_related("annotation"):
        anchor = _anchor(target, earlier, capture)
        place = (target.annotation_id, target.part, anchor.start, anchor.end)
        if place not in taken:
            taken.add(place)
            _copied(target, capture, anchor).save()
        tally[anchor.status] += 1
    return tally


def carry(insertion: Insertion, *, is_kept: bool) -> None:
    """Takes the notes on the earlier text to the one with a passage more; copies them where the earlier `is_kept`."""
    capture = insertion.capture
    taken = set(capture.targets.values_list("annotation", "part", "start", "end"))
    carried: list[Target] = []
    for target in insertion.earlier.targets.order_by("pk"):
        row = _copied(target, capture, _shifted(target, insertion))
        if target.part == Target.Part.TEXT and capture.plain[row.start : row.end] == row.exact:
            quote = describe(capture.plain, row.start, row.end)
            row.prefix, row.suffix = quote.prefix, quote.suffix
        if (row.annotation_id, row.part, row.start, row.end) not in taken:
            row.pk = None if is_kept else target.pk
            carried.append(row)
        elif not is_kept:
            target.delete()
    if is_kept:
        Target.objects.bulk_create(carried)
    else:
        columns = ["capture", "start", "end", "prefix", "suffix", "status", "score"]
        Target.objects.bulk_update(carried, columns)


def follow_headline(article: Article, before: str) -> Counter[Status]:
    """Places the notes on the headline in the one it has now."""
    tally: Counter[Status] = Counter()
    for target in Target.objects.filter(capture__article=article, part=Target.Part.HEADLINE):
        anchor = find(article.headline, _quote(target, before), old=before if target.is_placed else None)
        target.start, target.end, target.status, target.score = anchor.start, anchor.end, anchor.status, anchor.score
        siblings = Target.objects.filter(annotation=target.annotation_id, capture=target.capture_id, part=target.part)
        if siblings.filter(start=target.start, end=target.end).exclude(pk=target.pk).exists():
            continue
        target.save()
        tally[anchor.status] += 1
    return tally


def _anchor(target: Target, earlier: Capture, capture: Capture) -> Anchor:
    if target.part == Target.Part.HEADLINE:
        return Anchor(target.start, target.end, Status(target.status), target.score)
    if not target.is_placed:
        return find(capture.plain, _quote(target, earlier.plain))
    anchor = find(capture.plain, _quote(target, earlier.plain), old=earlier.plain)
    if target.status == Status.REWORDED and anchor.is_found:
        return Anchor(anchor.start, anchor.end, Status.REWORDED, min(anchor.score, target.score))
    return anchor


def _shifted(target: Target, insertion: Insertion) -> Anchor:
    """Reworded where the new passage came between its words."""
    if target.part == Target.Part.HEADLINE:
        return Anchor(target.start, target.end, Status(target.status), target.score)
    start, end = insertion.place(target.start, target.end)
    size, grown = target.end - target.start, end - start
    if not target.is_placed or size == grown:
        return Anchor(start, end, Status(target.status), target.score)
    return Anchor(start, end, Status.REWORDED, min(target.score, size / grown))


def _quote(target: Target, text: str) -> Quote:
    """Of a target that has a place, the words that stand there now."""
    if target.is_placed:
        return describe(text, target.start, target.end)
    return Quote(target.exact, target.prefix, target.suffix, target.start, target.end)


def _copied(target: Target, capture: Capture, anchor: Anchor) -> Target:
    """Not saved yet."""
    return Target(
        annotation=target.annotation,
        capture=capture,
        part=target.part,
        exact=target.exact,
        prefix=target.prefix,
        suffix=target.suffix,
        start=anchor.start,
        end=anchor.end,
        status=anchor.status,
        score=anchor.score,
        is_guess=target.is_guess,
    )
