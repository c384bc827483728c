"""What published posts make public of the rooms below. Every public page, feed, search, export and API starts here."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Length

from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Capture, Passage, Publisher
from blog.core.publishing import is_published
from blog.posts.models import Block, Post

Now = dt.datetime | None
NEARLY_WHOLE = 0.5  # of a captured text; where more is quoted, search engines are sent to the original


def _blocks(now: Now) -> QuerySet[Block]:
    return Block.objects.filter(is_published("post__", now))


def public_captures(now: Now = None) -> QuerySet[Capture]:
    """Captures that stand in a published post; only their quoted passages may be shown."""
    return Capture.objects.filter(Exists(_blocks(now).filter(capture=OuterRef("pk"))))


def public_passages(now: Now = None) -> QuerySet[Passage]:
    return Passage.objects.quoted().filter(Exists(_blocks(now).filter(capture=OuterRef("capture"))))


def public_articles(now: Now = None) -> QuerySet[Article]:
    """Articles quoted in, or shown as a video by, a published post."""
    return Article.objects.filter(
        Exists(_blocks(now).filter(capture__article=OuterRef("pk"))) | Exists(_blocks(now).filter(video=OuterRef("pk")))
    )


def articles_shown_nearly_whole(now: Now = None) -> QuerySet[Article]:
    """Public articles of which a capture is quoted beyond NEARLY_WHOLE."""
    passages = Passage.objects.quoted().exclude(role=Passage.Role.SUMMARY).filter(capture=OuterRef("pk"))
    quoted = passages.order_by().values("capture").annotate(length=Sum(Length("text"))).values("length")
    captures = (
        public_captures(now).filter(article=OuterRef("pk")).annotate(quoted=Subquery(quoted), whole=Length("plain"))
    )
    return Article.objects.filter(Exists(captures.filter(quoted__gt=F("whole") * NEARLY_WHOLE)))


def public_publishers(now: Now = None) -> QuerySet[Publisher]:
    return Publisher.objects.filter(Exists(public_articles(now).filter(publisher=OuterRef("pk"))))


def public_authors(now: Now = None) -> QuerySet[Author]:
    return Author.objects.filter(Exists(public_articles(now).filter(authors=OuterRef("pk"))))


def public_targets(now: Now = None) -> QuerySet[Target]:
    """Of published annotations, on captures in published posts, about words that are quoted there."""
    quoted = (
        Passage.objects.quoted()
        .annotate(ending=F("start") + Length("text"))
        .filter(capture=OuterRef("capture"), start__lte=OuterRef("end"), ending__gte=OuterRef("start"))
    )
    unplaced = [Target.Status.ORPHANED, Target.Status.NEEDS_REVIEW]
    return Target.objects.filter(
        Q(part=Target.Part.HEADLINE) | Q(status__in=unplaced) | Exists(quoted),
        Exists(_blocks(now).filter(capture=OuterRef("capture"))),
        annotation__state=Annotation.State.PUBLISHED,
    )


def public_annotations(now: Now = None) -> QuerySet[Annotation]:
    """Published annotations that stand in at least one published post."""
    return Annotation.objects.published().filter(Exists(public_targets(now).filter(annotation=OuterRef("pk"))))


def posts_about(article: Article | OuterRef, now: Now = None) -> QuerySet[Post]:
    """Published posts that quote the article or show it."""
    return Post.objects.published(now).filter(Q(blocks__capture__article=article) | Q(blocks__video=article)).distinct()
